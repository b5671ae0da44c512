import { beijingDay } from "@wsi/shared/case";
import type { CheckList, OwnQuality, QualityCard, QualityCheck, QualityCounts } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { readTalk, type DeskPeople } from "../desk/index.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { cardRows, isToScore, printCards, wantsSecond, type CardRow } from "./cards.ts";
import { figuresOf } from "./figures.ts";
import { countedRows } from "./counted.ts";
import { readRubric } from "./rubrics.ts";
import { scoresOf } from "./scoring.ts";

/** What screens show of checks: lists, one with its talk, one's own, and the counts on the rail. */

const MOST = 300;

/** What nobody scored in a quarter of a year is asked for no more: nobody would remember the talk. */
const WAITS_DAYS = 90;
const sinceOf = (now: Date): string => addDays(beijingDay(now), -WAITS_DAYS);

export interface Span {
  from: string;
  to: string;
}

export async function listChecks(
  tx: Tx,
  people: DeskPeople,
  { list, me, span }: { list: CheckList; me: string; span: Span },
  now: Date,
): Promise<QualityCard[]> {
  const all = cardRows(tx, me);
  const rows = await {
    waiting: () =>
      all
        .where((row) =>
          row.or([row("f.id", "is", null), row.and([row("c.twice", "=", true), row("s.id", "is", null)])]),
        )
        .where((row) => row.not(row(row.val(me), "=", row.fn.any("c.involved"))))
        .where("c.closed_on", ">", sinceOf(now))
        .orderBy("c.closed_on")
        .orderBy("c.id")
        .limit(MOST)
        .execute(),
    appealed: () =>
      all
        .where("a.check_id", "is not", null)
        .where("d.outcome", "is", null)
        .orderBy("a.decide_by")
        .limit(MOST)
        .execute(),
    scored: () =>
      all
        .where("f.id", "is not", null)
        .where("c.closed_on", ">=", span.from)
        .where("c.closed_on", "<=", span.to)
        .orderBy("f.at", "desc")
        .limit(MOST)
        .execute(),
  }[list]();
  const shown = {
    waiting: (row: CardRow) => isToScore(row, me),
    appealed: () => true,
    scored: (row: CardRow) => !isToScore(row, me),
  }[list];
  return printCards(tx, people, rows.filter(shown), { me, own: false }, now);
}

/** What somebody may do with it, and why not, in a sentence. */
function mayOf(row: CardRow, { me, own }: { me: string; own: boolean }, today: string): QualityCheck["may"] {
  const open = row.decide_by !== null && row.outcome === null;
  const none = { score: false, decide: false, appeal: false, why: null };
  if (own)
    return {
      ...none,
      appeal: row.decide_by === null && row.appeal_by !== null && today <= row.appeal_by,
      why: row.decide_by === null && row.appeal_by !== null && today > row.appeal_by ? "申诉期已过" : null,
    };
  if (isToScore(row, me)) return { ...none, score: true };
  const involved = row.involved.includes(me);
  if (open) {
    if (involved) return { ...none, why: "您在这个会话里说过话，申诉要由另一位主管处理" };
    if (row.scorer_id === me) return { ...none, why: "您评的分，申诉要由另一位主管处理" };
    return { ...none, decide: true };
  }
  if (row.scorer_id === null && involved) return { ...none, why: "您在这个会话里说过话，要由另一位主管来评" };
  if (wantsSecond(row)) return { ...none, why: "这是校准会话，还等另一位主管独立再评一次" };
  return none;
}

/** One with its talk. Another's own is not found; who may still score it sees no score. */
export async function viewCheck(
  tx: Tx,
  people: DeskPeople,
  { id, me, own }: { id: string; me: string; own: boolean },
  now: Date,
): Promise<QualityCheck | Refusal> {
  const row = await cardRows(tx, me).where("c.id", "=", id).executeTakeFirst();
  if (!row || (own && (row.agent_id !== me || row.scorer_id === null)))
    return refuse("not-found", "找不到这次质检，请刷新列表");
  const [card] = await printCards(tx, people, [row], { me, own }, now);
  if (!card) throw new Error("a row that was not printed");
  const blind = !own && isToScore(row, me);
  const scores = blind ? [] : await scoresOf(tx, id);
  const draft = own
    ? undefined
    : await tx
        .selectFrom("quality_drafts")
        .select("marks")
        .where("check_id", "=", id)
        .where("staff_id", "=", me)
        .executeTakeFirst();
  const made = await tx
    .selectFrom("quality_appeals as a")
    .leftJoin("quality_appeal_decisions as d", "d.check_id", "a.check_id")
    .leftJoin("staff", "staff.id", "d.decided_by")
    .select([
      "a.reason",
      "a.made_at",
      "a.decide_by",
      "d.outcome",
      "d.reason as why",
      "d.decided_at",
      "staff.name as by",
    ])
    .where("a.check_id", "=", id)
    .executeTakeFirst();
  return {
    card,
    rubric: await readRubric(tx, row.rubric_version),
    talk: (await readTalk(tx, people, row.conversation_id)) ?? null,
    draft: draft?.marks ?? null,
    // A calibration is among supervisors.
    scores: scores
      .filter((one) => !own || one.place !== "second")
      .map((one) => ({
        place: one.place,
        scorer: { id: one.scorer_id, name: one.by },
        at: one.at.toISOString(),
        total: one.total,
        marks: one.marks,
      })),
    appeal: made
      ? {
          reason: made.reason,
          at: made.made_at.toISOString(),
          decideBy: made.decide_by,
          decision:
            made.outcome === null
              ? null
              : {
                  outcome: made.outcome,
                  reason: made.why ?? "",
                  by: made.by ?? "主管",
                  at: (made.decided_at ?? made.made_at).toISOString(),
                },
        }
      : null,
    may: mayOf(row, { me, own }, beijingDay(now)),
  };
}

/** Somebody's own talks that were scored, by the day they ended; and what they come to. */
export async function ownQuality(
  tx: Tx,
  people: DeskPeople,
  { me, span }: { me: string; span: Span },
  now: Date,
): Promise<OwnQuality> {
  const rows = await cardRows(tx, me)
    .where("c.agent_id", "=", me)
    .where("f.id", "is not", null)
    .where("c.closed_on", ">=", span.from)
    .where("c.closed_on", "<=", span.to)
    .orderBy("f.at", "desc")
    .limit(MOST)
    .execute();
  const { whole, points } = figuresOf(await countedRows(tx, span, me));
  return { cards: await printCards(tx, people, rows, { me, own: true }, now), means: whole, points };
}

/** For the rail. Nought of what is not one's work. */
export async function countQuality(
  tx: Tx,
  { me, supervisor }: { me: string; supervisor: boolean },
  now: Date,
): Promise<QualityCounts> {
  const { rows } = await sql<QualityCounts>`
    select
      (select count(*)::integer from quality_checks c
        left join quality_scores f on f.check_id = c.id and f.place = 'first'
        left join quality_scores s on s.check_id = c.id and s.place = 'second'
        left join quality_appeals a on a.check_id = c.id
        where ${supervisor} and c.closed_on > ${sinceOf(now)} and not ${me}::uuid = any (c.involved)
          and (f.id is null or (c.twice and s.id is null and a.check_id is null and f.scorer_id <> ${me}::uuid))) as waiting,
      open.appeals, open.late as "lateAppeals",
      (select count(*)::integer from quality_checks c
        join quality_scores f on f.check_id = c.id and f.place = 'first'
        left join quality_appeal_decisions d on d.check_id = c.id
        left join quality_seen seen on seen.check_id = c.id
        where c.agent_id = ${me}::uuid and c.closed_on > ${sinceOf(now)}
          and coalesce(seen.at < greatest(f.at, d.decided_at), true)) as unseen
    from (select count(*)::integer as appeals, count(*) filter (where a.decide_by < ${beijingDay(now)})::integer as late
      from quality_appeals a
      join quality_checks c on c.id = a.check_id
      join quality_scores f on f.check_id = c.id and f.place = 'first'
      where ${supervisor} and not exists (select from quality_appeal_decisions d where d.check_id = a.check_id)
        and f.scorer_id <> ${me}::uuid and not ${me}::uuid = any (c.involved)) open`.execute(tx);
  return rows[0] ?? { waiting: 0, appeals: 0, lateAppeals: 0, unseen: 0 };
}

/** For operators: talks that wait for a score, and appeals past their day. */
export async function countOpen(tx: Tx, now: Date): Promise<{ waiting: number; lateAppeals: number }> {
  const { rows } = await sql<{ waiting: number; lateAppeals: number }>`
    select (select count(*)::integer from quality_checks c
        where c.closed_on > ${sinceOf(now)} and not exists (select from quality_scores s where s.check_id = c.id)) as waiting,
      (select count(*)::integer from quality_appeals a
        where a.decide_by < ${beijingDay(now)}
          and not exists (select from quality_appeal_decisions d where d.check_id = a.check_id)) as "lateAppeals"`.execute(
    tx,
  );
  return rows[0] ?? { waiting: 0, lateAppeals: 0 };
}
