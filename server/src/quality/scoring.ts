import { randomUUID } from "node:crypto";
import { addWorkingDays, beijingDay } from "@wsi/shared/case";
import { markProblems, totalOf, type Marks } from "@wsi/shared/quality";
import { maskText } from "@wsi/shared/values";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import { foreignLines } from "../desk/index.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { readRubric } from "./rubrics.ts";
import { viewSettings } from "./settings.ts";
import type { QualityTables } from "./tables.ts";

/** Scoring a talk: drafts, and handing in, which is final. */

export type Check = Selectable<QualityTables["quality_checks"]>;

/** Locks it until the caller commits: whoever scores, appeals or decides comes through here. */
export async function lockCheck(tx: Tx, id: string): Promise<Check | Refusal> {
  const row = await tx.selectFrom("quality_checks").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row ?? refuse("not-found", "找不到这次质检，请刷新列表");
}

export const scoresOf = (tx: Tx, checkId: string) =>
  tx
    .selectFrom("quality_scores as s")
    .innerJoin("staff", "staff.id", "s.scorer_id")
    .selectAll("s")
    .select("staff.name as by")
    .where("s.check_id", "=", checkId)
    .orderBy("s.at")
    .execute();

/** Nobody types a citizen's numbers into a score. */
const withoutNumbers = (marks: Marks): Marks => ({
  points: marks.points.map((one) => ({ ...one, comment: maskText(one.comment) })),
  criticals: marks.criticals.map((one) => ({ ...one, comment: maskText(one.comment) })),
  comment: maskText(marks.comment),
});

export interface Judged {
  marks: Marks;
  /** Tenths. */
  total: number;
  critical: boolean;
}

/** Marks that stand: whole, within the rubric of the talk, quoting lines of it. */
export async function judge(tx: Tx, check: Check, given: Marks): Promise<Judged | Refusal> {
  const rubric = await readRubric(tx, check.rubric_version);
  const problems = markProblems(rubric, given).map((one) => ({ field: one.id, message: one.message }));
  const quoted = [...given.points, ...given.criticals];
  const foreign = await foreignLines(
    tx,
    check.conversation_id,
    quoted.flatMap((one) => (one.quote === null ? [] : [one.quote])),
  );
  for (const one of quoted)
    if (one.quote !== null && foreign.includes(one.quote))
      problems.push({ field: one.id, message: "引用的话不在这个会话里，请重新点选" });
  const total = totalOf(rubric, given);
  if (problems[0] !== undefined || total === null)
    return refuse("bad-input", `还不能提交：${problems[0]?.message ?? "至少要评一项"}`, { problems });
  return { marks: withoutNumbers(given), total, critical: given.criticals.length > 0 };
}

export const involvedIn = (check: Pick<Check, "involved">, staffId: string): boolean =>
  check.involved.includes(staffId);
export const notYours = () => refuse("not-allowed", "您在这个会话里说过话，要由另一位主管来评");

type Scored = Awaited<ReturnType<typeof scoresOf>>;

/** Why this supervisor cannot score it any more, or never could; undefined while they can. */
async function barred(tx: Tx, check: Check, scores: Scored, staffId: string): Promise<Refusal | undefined> {
  if (involvedIn(check, staffId)) return notYours();
  if (scores.some((one) => one.scorer_id === staffId)) return refuse("conflict", "您已经评过这个会话，提交后不能再改");
  if (scores.length === 0) return undefined;
  const appealed = await tx
    .selectFrom("quality_appeals")
    .select("check_id")
    .where("check_id", "=", check.id)
    .executeTakeFirst();
  if (check.twice && scores.length === 1 && !appealed) return undefined;
  return refuse("conflict", `这个会话已由${scores.map((one) => one.by).join("、")}评过了`);
}

export async function saveDraft(
  tx: Tx,
  { id, staffId, marks }: { id: string; staffId: string; marks: Marks },
  now: Date,
): Promise<{ savedAt: string } | Refusal> {
  const check = await lockCheck(tx, id);
  if (isRefusal(check)) return check;
  const refusal = await barred(tx, check, await scoresOf(tx, id), staffId);
  if (refusal) return refusal;
  const written = { marks: JSON.stringify(withoutNumbers(marks)), at: now };
  await tx
    .insertInto("quality_drafts")
    .values({ check_id: id, staff_id: staffId, ...written })
    .onConflict((same) => same.columns(["check_id", "staff_id"]).doUpdateSet(written))
    .execute();
  return { savedAt: now.toISOString() };
}

export interface HandingIn {
  id: string;
  staffId: string;
  /** The console's operation key. */
  key: string;
  marks: Marks;
}

/** Hands a score in, once: the same key is the same score. Of two who are at it one wins; the other is told who. */
export async function handIn(
  tx: Tx,
  { id, staffId, key: given, marks }: HandingIn,
  now: Date,
): Promise<{ id: string } | Refusal> {
  const check = await lockCheck(tx, id);
  if (isRefusal(check)) return check;
  const key = `${staffId}:${given}`;
  const scores = await scoresOf(tx, id);
  if (scores.some((one) => one.key === key)) return { id };
  const refusal = await barred(tx, check, scores, staffId);
  if (refusal) return refusal;
  const first = scores[0];
  const judged = await judge(tx, check, marks);
  if (isRefusal(judged)) return judged;
  const settings = await viewSettings(tx);
  await tx
    .insertInto("quality_scores")
    .values({
      id: randomUUID(),
      check_id: id,
      place: first === undefined ? "first" : "second",
      scorer_id: staffId,
      key,
      marks: JSON.stringify(judged.marks),
      total: judged.total,
      critical: judged.critical,
      appeal_by: first === undefined ? addWorkingDays(beijingDay(now), settings.appealDays) : null,
      at: now,
    })
    .execute();
  await tx.deleteFrom("quality_drafts").where("check_id", "=", id).where("staff_id", "=", staffId).execute();
  return { id };
}
