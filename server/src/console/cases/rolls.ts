import { rollReviewRoutes as r } from "@wsi/shared/contract";
import type { Door } from "../../http/door.ts";
import { perMinute } from "../../http/limit.ts";
import { isRefusal } from "../../refusal.ts";
import { decideRoll, explainOverdue, listReviews, revealCell, reviewRows, viewReview } from "../../rolls/index.ts";
import { noteInFull } from "../in-full.ts";
import type { ConsoleParts } from "../parts.ts";

const who = { staff: ["reviewer", "supervisor"] } as const;

/** Rolls 花名册 that wait for a reviewer. */
export function rollReviewRoutes(door: Door, { core }: ConsoleParts): void {
  door.serve(r.list, { who, audit: "staff.roll.list" }, ({ tx, now }) => listReviews(core, tx, now));
  door.serve(r.view, { who, audit: "staff.roll.view" }, ({ input, tx, now, about }) => {
    about("roll", input.id);
    return viewReview(core, tx, input.id, now);
  });
  door.serve(r.rows, { who, audit: "staff.roll.rows" }, ({ input, tx, about, detail }) => {
    about("roll", input.id);
    detail({ after: input.after ?? 0 });
    return reviewRows(tx, input);
  });
  door.serve(r.reveal, { who, audit: "staff.roll.reveal", limit: perMinute("roll-reveal", 20) }, async (asked) => {
    const { id, at, column, reason } = asked.input;
    asked.about("roll", id);
    const cell = await revealCell(core, asked.tx, { id, at, column });
    if (isRefusal(cell)) return cell;
    const { personId, label, value } = cell;
    await noteInFull(asked, { personId, field: column, label, reason, place: { roll: id, row: at } });
    return { value };
  });
  door.serve(r.explain, { who, audit: "staff.roll.explain" }, async ({ input, actor, tx, now, about }) => {
    about("roll", input.id);
    const roll = await explainOverdue(tx, actor.staffId, input, now);
    return isRefusal(roll) ? roll : viewReview(core, tx, roll.id, now);
  });
  door.serve(r.decide, { who, audit: "staff.roll.decide" }, async ({ input, actor, tx, now, about, detail }) => {
    about("roll", input.id);
    detail({ as: input.decision.as });
    const roll = await decideRoll(tx, actor.staffId, input, now);
    return isRefusal(roll) ? roll : viewReview(core, tx, roll.id, now);
  });
}
