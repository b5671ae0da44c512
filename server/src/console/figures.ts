import { beijingDay } from "@wsi/shared/case";
import { figureRoutes as r } from "@wsi/shared/contract";
import type { Figure } from "@wsi/shared/insurance";
import type { StaffActor } from "../actor.ts";
import type { Tx } from "../db.ts";
import {
  approveFigure,
  figureHistory,
  previewFigure,
  proposeFigure,
  rejectFigure,
  viewFigures,
  withdrawFigure,
  type Looker,
} from "../figures/index.ts";
import type { Door } from "../http/door.ts";
import { isRefusal, type Refusal } from "../refusal.ts";

const who = { staff: ["editor", "supervisor", "admin"] } as const;
const deciders = { staff: ["supervisor", "admin"] } as const;

/** Policy figures: looking, proposing, deciding. What one act changed is answered as the whole room anew. */
export function figureConsoleRoutes(door: Door): void {
  const looking = ({ staffId, roles }: StaffActor): Looker => ({
    staffId,
    decides: deciders.staff.some((role) => roles.includes(role)),
  });
  const then = (tx: Tx, done: object | true | Refusal, actor: StaffActor, now: Date) =>
    done !== true && isRefusal(done) ? done : viewFigures(tx, looking(actor), beijingDay(now));

  door.serve(r.list, { who, audit: "staff.figures.list" }, ({ tx, actor, now }) =>
    viewFigures(tx, looking(actor), beijingDay(now)),
  );
  door.serve(r.history, { who, audit: "staff.figures.history" }, ({ input, tx, actor, about }) => {
    about("figures", input.kind);
    return figureHistory(tx, input.kind, looking(actor));
  });
  door.serve(r.preview, { who, audit: "staff.figures.preview" }, ({ input, tx, about, detail }) => {
    about("figures", input.kind);
    detail({ from: input.from });
    return previewFigure(tx, { ...input, row: rowFrom(input.row) });
  });
  door.serve(r.propose, { who, audit: "staff.figures.propose" }, async ({ input, tx, actor, now, about, detail }) => {
    about("figures", input.kind);
    detail({ from: input.from, removes: input.row === null });
    return then(tx, await proposeFigure(tx, { ...input, row: rowFrom(input.row) }, actor.staffId, now), actor, now);
  });
  door.serve(
    r.approve,
    { who: deciders, audit: "staff.figures.approve" },
    async ({ input, tx, actor, now, about, detail }) => {
      about("figure-proposal", input.id);
      const done = await approveFigure(tx, input.id, actor.staffId, now);
      if (!isRefusal(done)) detail({ version: done.version });
      return then(tx, done, actor, now);
    },
  );
  door.serve(r.reject, { who: deciders, audit: "staff.figures.reject" }, async ({ input, tx, actor, now, about }) => {
    about("figure-proposal", input.id);
    return then(tx, await rejectFigure(tx, input, actor.staffId, now), actor, now);
  });
  door.serve(r.withdraw, { who, audit: "staff.figures.withdraw" }, async ({ input, tx, actor, now, about }) => {
    about("figure-proposal", input.id);
    return then(tx, await withdrawFigure(tx, input.id, actor.staffId, now), actor, now);
  });
}

/** Without the parts that were left empty: a row is compared whole. */
function rowFrom(given: { [K in keyof Figure]: Figure[K] | undefined } | null): Figure | null {
  if (given === null) return null;
  return Object.fromEntries(
    Object.entries(given).filter(([, value]) => value !== undefined && value !== ""),
  ) as unknown as Figure;
}
