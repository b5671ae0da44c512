import { sql } from "kysely";
import { beijingDay, beijingInstant } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";
import type { UsefulnessRow } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";

/** 有用 / 没用 under an answer, kept once per answer and counted per version of its entry. */

export interface Feedback {
  /** The key that `keepGiven` kept the answer under. */
  answerKey: string;
  openid: string;
  useful: boolean;
}
export interface FeedbackKept {
  entryId: string;
  entryVersion: string;
  useful: boolean;
  /** False when the same mark was there before. */
  changed: boolean;
  /**
   * For a 没用: what a colleague should know when they take over. Null for 有用, and when it was marked so before: nobody is handed over
   * twice for one answer.
   */
  handOver: { asked: string; entryId: string } | null;
}

/** Undefined when this follower was given no such answer. A second mark replaces the first. */
export async function keepFeedback(tx: Tx, feedback: Feedback, at: Date): Promise<FeedbackKept | undefined> {
  const given = await tx
    .selectFrom("answers_given")
    .select(["question", "entry_id", "entry_version"])
    .where("key", "=", feedback.answerKey)
    .where("openid", "=", feedback.openid)
    .forUpdate()
    .executeTakeFirst();
  if (!given || given.entry_id === null || given.entry_version === null) return undefined;
  const before = await tx
    .selectFrom("answer_marks")
    .select("useful")
    .where("answer_key", "=", feedback.answerKey)
    .executeTakeFirst();
  const changed = before?.useful !== feedback.useful;
  if (changed)
    await tx
      .insertInto("answer_marks")
      .values({ answer_key: feedback.answerKey, useful: feedback.useful, at })
      .onConflict((same) => same.column("answer_key").doUpdateSet({ useful: feedback.useful, at }))
      .execute();
  return {
    entryId: given.entry_id,
    entryVersion: given.entry_version,
    useful: feedback.useful,
    changed,
    handOver: feedback.useful || !changed ? null : { asked: given.question, entryId: given.entry_id },
  };
}

export interface Marks {
  useful: number;
  useless: number;
}

export async function marksSince(tx: Tx, entryIds: readonly string[], since: Date): Promise<Map<string, Marks>> {
  if (entryIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom("answer_marks as m")
    .innerJoin("answers_given as g", "g.key", "m.answer_key")
    .where("m.at", ">=", since)
    .where("g.entry_id", "in", entryIds)
    .select([
      "g.entry_id as id",
      sql<number>`count(*) filter (where m.useful)`.as("useful"),
      sql<number>`count(*) filter (where not m.useful)`.as("useless"),
    ])
    .groupBy("g.entry_id")
    .execute();
  return new Map(rows.map(({ id, useful, useless }) => [id ?? "", { useful, useless }]));
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}
const MOST_WEEKS = 53;
const MOST_ROWS = 500;

/** Per version that was given in these weeks, this one included; the worst marked first. */
export async function usefulnessOf(
  tx: Tx,
  { entryId, weeks }: { entryId?: string | undefined; weeks: number },
  at: Date,
): Promise<UsefulnessRow[]> {
  const count = Math.min(MOST_WEEKS, Math.max(1, weeks));
  const first = addDays(mondayOf(beijingDay(at)), -7 * (count - 1));
  const mondays = Array.from({ length: count }, (_, index) => addDays(first, 7 * index));
  const since = beijingInstant(first);
  const rows = await tx
    .selectFrom("answers_given as g")
    .leftJoin("answer_marks as m", "m.answer_key", "g.key")
    .where("g.entry_id", "is not", null)
    .where("g.at", ">=", since)
    .$if(entryId !== undefined, (q) => q.where("g.entry_id", "=", entryId ?? ""))
    .select([
      sql<string>`g.entry_id`.as("id"),
      sql<string>`coalesce(g.entry_version, '')`.as("digest"),
      sql<number>`count(*)`.as("given"),
      sql<number>`count(*) filter (where m.useful)`.as("useful"),
      sql<number>`count(*) filter (where not m.useful)`.as("useless"),
    ])
    .groupBy(["g.entry_id", "g.entry_version"])
    .orderBy("useless", "desc")
    .orderBy("given", "desc")
    .limit(MOST_ROWS)
    .execute();
  if (rows.length === 0) return [];
  const ids = [...new Set(rows.map((row) => row.id))];
  const weekly = await tx
    .selectFrom("answers_given as g")
    .innerJoin("answer_marks as m", "m.answer_key", "g.key")
    .where("g.at", ">=", since)
    .where("g.entry_id", "in", ids)
    .select([
      sql<string>`g.entry_id`.as("id"),
      sql<string>`coalesce(g.entry_version, '')`.as("digest"),
      sql<string>`to_char(date_trunc('week', g.at at time zone 'Asia/Shanghai'), 'YYYY-MM-DD')`.as("week"),
      sql<number>`count(*) filter (where m.useful)`.as("useful"),
      sql<number>`count(*) filter (where not m.useful)`.as("useless"),
    ])
    .groupBy(["g.entry_id", "g.entry_version", "week"])
    .execute();
  const marks = new Map(weekly.map((row) => [`${row.id} ${row.digest} ${row.week}`, row]));
  const known = await namesOfVersions(tx, ids);
  return rows.map((row) => ({
    entryId: row.id,
    question: known.questions.get(row.id) ?? row.id,
    version: known.versions.get(`${row.id} ${row.digest}`) ?? null,
    digest: row.digest,
    given: row.given,
    useful: row.useful,
    useless: row.useless,
    weeks: mondays.map((week) => {
      const mark = marks.get(`${row.id} ${row.digest} ${week}`);
      return { week, useful: mark?.useful ?? 0, useless: mark?.useless ?? 0 };
    }),
  }));
}

async function namesOfVersions(tx: Tx, ids: readonly string[]) {
  const rows = await tx
    .selectFrom("knowledge_versions")
    .where("entry_id", "in", ids)
    .select(["entry_id", "version", "digest", sql<string>`draft->>'question'`.as("question")])
    .orderBy("version")
    .execute();
  // Later ones win: two versions that differ in their similar questions only were given under one digest.
  return {
    questions: new Map(rows.map((row) => [row.entry_id, row.question])),
    versions: new Map(rows.map((row) => [`${row.entry_id} ${row.digest}`, row.version])),
  };
}
