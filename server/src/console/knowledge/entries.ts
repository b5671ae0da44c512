import { beijingDay } from "@wsi/shared/case";
import { knowledgeRoutes as routes } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import {
  approveEntries,
  brokenByWithdrawal,
  compareVersions,
  createEntry,
  createTrial,
  discardDraft,
  listEntries,
  recallEntry,
  rejectEntry,
  restoreVersion,
  saveEntry,
  statisticsOf,
  submitEntry,
  usefulnessOf,
  viewEntry,
  viewVersion,
  withdrawEntry,
  type EntryRow,
} from "../../knowledge/editorial/index.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { knowledgeFileRoutes } from "./files.ts";
import { termRoutes } from "./terms.ts";
import { goldenRoutes, knowledgeEditors, unansweredRoutes } from "./questions.ts";

const USUAL_WEEKS = 8;

/** The knowledge base: its entries and their life. What one act changed is answered as the whole entry anew. */
export function knowledgeRoutes(door: Door): void {
  const r = routes;
  const who = knowledgeEditors;
  const trial = createTrial();
  goldenRoutes(door, trial);
  unansweredRoutes(door, trial);
  termRoutes(door);
  knowledgeFileRoutes(door);
  const view = async (tx: Tx, done: EntryRow | Refusal, staffId: string, now: Date) =>
    isRefusal(done) ? done : viewEntry(tx, done.id, staffId, now);

  door.serve(r.list, { who, audit: "staff.knowledge.list" }, ({ input, tx, now }) =>
    listEntries(tx, input, beijingDay(now), now),
  );
  door.serve(r.view, { who, audit: "staff.knowledge.view" }, ({ input, actor, tx, now, about }) => {
    about("knowledge", input.id);
    return viewEntry(tx, input.id, actor.staffId, now);
  });
  door.serve(r.versionOf, { who, audit: "staff.knowledge.version" }, ({ input, tx, about }) => {
    about("knowledge", input.id);
    return viewVersion(tx, input.id, Number(input.version));
  });
  door.serve(r.compare, { who, audit: "staff.knowledge.compare" }, ({ input, tx, about }) => {
    about("knowledge", input.id);
    return compareVersions(tx, input.id, Number(input.from), Number(input.to));
  });

  door.serve(r.create, { who, audit: "staff.knowledge.create" }, async ({ input, actor, tx, now, about }) => {
    const done = await createEntry(tx, input, actor.staffId, now);
    if (!isRefusal(done)) about("knowledge", done.id);
    return view(tx, done, actor.staffId, now);
  });
  door.serve(r.save, { who, audit: "staff.knowledge.save" }, async ({ input, actor, tx, now, about }) => {
    about("knowledge", input.id);
    return view(tx, await saveEntry(tx, input, actor.staffId, now), actor.staffId, now);
  });
  door.serve(r.restore, { who, audit: "staff.knowledge.restore" }, async ({ input, actor, tx, now, about, detail }) => {
    about("knowledge", input.id);
    detail({ from: input.from });
    return view(tx, await restoreVersion(tx, input, actor.staffId, now), actor.staffId, now);
  });

  for (const [route, audit, act] of [
    [r.discard, "staff.knowledge.discard", discardDraft],
    [r.submit, "staff.knowledge.submit", submitEntry],
    [r.recall, "staff.knowledge.recall", recallEntry],
  ] as const)
    door.serve(route, { who, audit }, async ({ input, actor, tx, now, about, detail }) => {
      about("knowledge", input.id);
      detail({ version: input.version });
      return view(tx, await act(tx, input, actor.staffId, now), actor.staffId, now);
    });

  door.serve(r.approve, { who, audit: "staff.knowledge.approve" }, async ({ input, actor, tx, now, about, detail }) => {
    about("knowledge", input.id);
    detail({ version: input.version });
    const done = await approveEntries(tx, [input], actor.staffId, beijingDay(now), now);
    return isRefusal(done) ? done : viewEntry(tx, input.id, actor.staffId, now);
  });
  door.serve(r.reject, { who, audit: "staff.knowledge.reject" }, async ({ input, actor, tx, now, about, detail }) => {
    about("knowledge", input.id);
    detail({ version: input.version });
    return view(tx, await rejectEntry(tx, input, actor.staffId, now), actor.staffId, now);
  });
  door.serve(
    r.withdraw,
    { who, audit: "staff.knowledge.withdraw" },
    async ({ input, actor, tx, now, about, detail }) => {
      about("knowledge", input.id);
      detail({ version: input.version });
      const done = await withdrawEntry(tx, input, actor.staffId, now);
      if (isRefusal(done)) return done;
      const broken = await brokenByWithdrawal(tx, input.id, done.withdrawn, beijingDay(now));
      return viewEntry(tx, input.id, actor.staffId, now, broken);
    },
  );

  door.serve(r.submitMany, { who, audit: "staff.knowledge.submit-many" }, async ({ input, actor, tx, now, detail }) => {
    detail({ entries: input.entries.length });
    for (const step of input.entries) {
      const done = await submitEntry(tx, step, actor.staffId, now);
      if (isRefusal(done)) return done;
    }
    return { done: input.entries.length };
  });
  door.serve(
    r.approveMany,
    { who, audit: "staff.knowledge.approve-many" },
    async ({ input, actor, tx, now, detail }) => {
      detail({ entries: input.entries.length });
      const done = await approveEntries(tx, input.entries, actor.staffId, beijingDay(now), now);
      return isRefusal(done) ? done : { done: done.length };
    },
  );

  door.serve(
    r.trial,
    { who, audit: "staff.knowledge.trial", limit: perMinute("knowledge-trial", 120) },
    ({ input, tx, now }) => trial.ask(tx, { ...input, day: input.day ?? beijingDay(now) }),
  );
  door.serve(r.usefulness, { who, audit: "staff.knowledge.usefulness" }, ({ input, tx, now }) =>
    usefulnessOf(tx, { entryId: input.entryId, weeks: Number(input.weeks ?? USUAL_WEEKS) }, now),
  );
  door.serve(r.statistics, { who, audit: "staff.knowledge.statistics" }, ({ input, tx, now }) =>
    statisticsOf(tx, input, now),
  );
}
