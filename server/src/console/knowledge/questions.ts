import { beijingDay } from "@wsi/shared/case";
import { knowledgeRoutes as routes } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Door } from "../../http/door.ts";
import {
  addClusterTo,
  addGolden,
  draftFromCluster,
  ignoreCluster,
  listGolden,
  listUnanswered,
  removeGolden,
  reopenCluster,
  viewCluster,
  viewEntry,
  type EntryRow,
  type Trial,
} from "../../knowledge/editorial/index.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";

export const knowledgeEditors = { staff: ["editor", "supervisor"] } as const;
const who = knowledgeEditors;

/** Questions that must stay answered as they are. */
export function goldenRoutes(door: Door, trial: Trial): void {
  door.serve(routes.golden, { who, audit: "staff.knowledge.golden" }, ({ tx }) => listGolden(tx));
  door.serve(
    routes.addGolden,
    { who, audit: "staff.knowledge.golden.add" },
    async ({ input, actor, tx, now, about }) => {
      const done = await addGolden(tx, input, actor.staffId, now);
      if (isRefusal(done)) return done;
      about("golden", String(done.id));
      return listGolden(tx);
    },
  );
  door.serve(
    routes.removeGolden,
    { who, audit: "staff.knowledge.golden.remove" },
    async ({ input, actor, tx, now, about }) => {
      about("golden", input.id);
      const done = await removeGolden(tx, input, actor.staffId, now);
      return isRefusal(done) ? done : listGolden(tx);
    },
  );
  door.serve(routes.runGolden, { who, audit: "staff.knowledge.golden.run" }, ({ input, tx, now }) =>
    trial.golden(tx, { day: input.day ?? beijingDay(now), drafts: input.drafts }),
  );
}

/** Questions that were not answered, and what becomes of them. */
export function unansweredRoutes(door: Door, trial: Trial): void {
  const entry = async (tx: Tx, done: EntryRow | Refusal, staffId: string, now: Date) =>
    isRefusal(done) ? done : viewEntry(tx, done.id, staffId, now);
  const cluster = async (tx: Tx, done: true | Refusal, id: string, now: Date) =>
    isRefusal(done) ? done : viewCluster(tx, id, trial, now);

  door.serve(routes.unanswered, { who, audit: "staff.unanswered.list" }, ({ input, tx, now }) =>
    listUnanswered(tx, input, trial, now),
  );
  door.serve(
    routes.draftUnanswered,
    { who, audit: "staff.unanswered.draft" },
    async ({ input, actor, tx, now, about }) => {
      about("unanswered", input.id);
      return entry(tx, await draftFromCluster(tx, input, actor.staffId, now), actor.staffId, now);
    },
  );
  door.serve(
    routes.addUnanswered,
    { who, audit: "staff.unanswered.add" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("unanswered", input.id);
      detail({ entry: input.entryId });
      return entry(tx, await addClusterTo(tx, input, actor.staffId, now), actor.staffId, now);
    },
  );
  door.serve(
    routes.ignoreUnanswered,
    { who, audit: "staff.unanswered.ignore" },
    async ({ input, actor, tx, now, about }) => {
      about("unanswered", input.id);
      return cluster(tx, await ignoreCluster(tx, input.id, input.reason ?? null, actor.staffId, now), input.id, now);
    },
  );
  door.serve(
    routes.reopenUnanswered,
    { who, audit: "staff.unanswered.reopen" },
    async ({ input, actor, tx, now, about }) => {
      about("unanswered", input.id);
      return cluster(tx, await reopenCluster(tx, input.id, actor.staffId, now), input.id, now);
    },
  );
}
