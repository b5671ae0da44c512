import { randomUUID } from "node:crypto";
import { addWorkingDays, beijingDay } from "@wsi/shared/case";
import { printTotal, type Marks } from "@wsi/shared/quality";
import { maskText } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { involvedIn, judge, lockCheck, notYours, scoresOf } from "./scoring.ts";
import { viewSettings } from "./settings.ts";

/** An appeal 申诉: once, by the agent, within working days; decided by another supervisor, and never to the agent's cost. */

/** The agent has seen how it stands. */
export async function markSeen(tx: Tx, { id, staffId }: { id: string; staffId: string }, now: Date): Promise<void> {
  await tx
    .insertInto("quality_seen")
    .columns(["check_id", "at"])
    .expression((db) =>
      db
        .selectFrom("quality_checks as c")
        .innerJoin("quality_scores as s", "s.check_id", "c.id")
        .select(["c.id", (row) => row.cast<Date>(row.val(now), "timestamptz").as("at")])
        .where("c.id", "=", id)
        .where("c.agent_id", "=", staffId)
        .where("s.place", "=", "first"),
    )
    .onConflict((same) => same.column("check_id").doUpdateSet({ at: now }))
    .execute();
}

/** Anybody else's talk is not to be found. */
const notFound = () => refuse("not-found", "找不到这次质检，请刷新");

export async function appeal(
  tx: Tx,
  { id, staffId, reason }: { id: string; staffId: string; reason: string },
  now: Date,
): Promise<{ id: string } | Refusal> {
  const check = await lockCheck(tx, id);
  if (isRefusal(check)) return check;
  if (check.agent_id !== staffId) return notFound();
  const first = (await scoresOf(tx, id)).find((one) => one.place === "first");
  if (!first) return notFound();
  const today = beijingDay(now);
  if (first.appeal_by === null || today > first.appeal_by)
    return refuse("refused", `申诉期到 ${first.appeal_by ?? today} 为止，已经过了`, {
      instead: "对评分标准有意见，请直接和主管说",
    });
  const { appealDays } = await viewSettings(tx);
  const made = await tx
    .insertInto("quality_appeals")
    .values({ check_id: id, reason: maskText(reason), made_at: now, decide_by: addWorkingDays(today, appealDays) })
    .onConflict((same) => same.column("check_id").doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 0n ? refuse("conflict", "这次评分已经申诉过，每次评分只能申诉一次") : { id };
}

export interface Deciding {
  id: string;
  staffId: string;
  outcome: "upheld" | "changed";
  reason: string;
  /** When it is changed. */
  marks?: Marks | undefined;
}

export async function decideAppeal(
  tx: Tx,
  { id, staffId, outcome, reason, marks }: Deciding,
  now: Date,
): Promise<{ id: string } | Refusal> {
  const check = await lockCheck(tx, id);
  if (isRefusal(check)) return check;
  const made = await tx
    .selectFrom("quality_appeals as a")
    .leftJoin("quality_appeal_decisions as d", "d.check_id", "a.check_id")
    .leftJoin("staff", "staff.id", "d.decided_by")
    .select(["d.outcome", "staff.name as by"])
    .where("a.check_id", "=", id)
    .executeTakeFirst();
  const first = (await scoresOf(tx, id)).find((one) => one.place === "first");
  if (!made || !first) return refuse("not-found", "这次评分没有申诉，请刷新");
  if (made.outcome !== null) return refuse("conflict", `这次申诉已由${made.by ?? "另一位主管"}处理`);
  if (involvedIn(check, staffId)) return notYours();
  if (first.scorer_id === staffId) return refuse("not-allowed", "您评的分，要由另一位主管来复核");
  const decision = { check_id: id, outcome, reason: maskText(reason), decided_by: staffId, decided_at: now };
  if (outcome === "changed") {
    if (marks === undefined) return refuse("bad-input", "改分要按评分表重新给分");
    const judged = await judge(tx, check, marks);
    if (isRefusal(judged)) return judged;
    // Who has to fear a lower score does not appeal.
    if (judged.total <= first.total)
      return refuse(
        "refused",
        `申诉改分只能改高，现在是 ${printTotal(judged.total)} 分，原来是 ${printTotal(first.total)} 分`,
        {
          instead: "分数不该提高的，请选维持并写明理由",
        },
      );
    await tx
      .insertInto("quality_scores")
      .values({
        id: randomUUID(),
        check_id: id,
        place: "appeal",
        scorer_id: staffId,
        key: `appeal:${id}`,
        marks: JSON.stringify(judged.marks),
        total: judged.total,
        critical: judged.critical,
        appeal_by: null,
        at: now,
      })
      .execute();
  }
  await tx.insertInto("quality_appeal_decisions").values(decision).execute();
  await tx.deleteFrom("quality_drafts").where("check_id", "=", id).execute();
  return { id };
}
