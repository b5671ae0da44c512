import { randomBytes, randomUUID } from "node:crypto";
import { beijingDay, beijingInstant, isWorkingDay } from "@wsi/shared/case";
import type { QualityDraw, QualityProof, QualityReason } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { sql } from "kysely";
import { isComplaint } from "../content/sensitive.ts";
import type { Tx } from "../db.ts";
import { endedTalks, type EndedTalk } from "../desk/index.ts";
import { choose, inOrder, isTwice } from "./choosing.ts";
import { versionAt } from "./rubrics.ts";
import { viewSettings } from "./settings.ts";

/**
 * Which talks are looked at. Seeds are thrown days ahead and kept; on the first hours of a working day every day that is over is drawn
 * with its own seed, once. Beside the draw stand the talks that are always looked at.
 */

/** Seeds are there so many days before their day, so that a house that stood still for some has them all the same. */
const AHEAD = 7;
const LOW = 2;
const dayAfter = (day: string) => beijingInstant(addDays(day, 1));

/** A seed for each day from … to that has none. */
export async function throwSeeds(tx: Tx, from: string, to: string, now: Date): Promise<void> {
  const days: string[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  await tx
    .insertInto("quality_seeds")
    .values(days.map((day) => ({ day, seed: randomBytes(16).toString("hex"), thrown_at: now })))
    .onConflict((same) => same.column("day").doNothing())
    .execute();
}

/** Draws every day that is over and was not drawn, on working days; answers how many days. Doing it again does nothing more. */
export async function drawDue(tx: Tx, now: Date): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtext('quality draw'))`.execute(tx);
  const today = beijingDay(now);
  const { last } = await tx
    .selectFrom("quality_seeds")
    .select((row) => row.fn.max("day").as("last"))
    .executeTakeFirstOrThrow();
  // The days a longer standstill left without a seed get one late, which `thrown_at` tells.
  const from = last === null || last >= today ? today : addDays(last, 1);
  await throwSeeds(tx, from, addDays(today, AHEAD), now);
  if (!isWorkingDay(today)) return 0;
  const due = await tx
    .selectFrom("quality_seeds as s")
    .leftJoin("quality_draws as d", "d.day", "s.day")
    .select(["s.day", "s.seed"])
    .where("d.day", "is", null)
    .where("s.day", "<", today)
    .orderBy("s.day")
    .execute();
  for (const { day, seed } of due) await drawDay(tx, day, seed, now);
  return due.length;
}

function reasonsOf(talk: EndedTalk, day: string): QualityReason[] {
  const reasons: QualityReason[] = [];
  if (talk.rating !== null && talk.rating.level <= LOW && beijingDay(talk.rating.at) <= day) reasons.push("low-mark");
  if (talk.words.some(isComplaint)) reasons.push("complaint");
  if (talk.steppedIn) reasons.push("step-in");
  return reasons;
}

async function drawDay(tx: Tx, day: string, seed: string, now: Date): Promise<void> {
  const settings = await viewSettings(tx);
  const span = { from: beijingInstant(day), to: dayAfter(day) };
  const ended = await endedTalks(tx, { ended: span });
  const marked = await endedTalks(tx, { marked: { ...span, atMost: LOW } });
  const staff = await tx.selectFrom("staff").select(["id", "roles"]).where("disabled_at", "is", null).execute();
  const supervisors = staff.filter((one) => one.roles.includes("supervisor")).map((one) => one.id);
  const here = new Set(staff.map((one) => one.id));
  const scorers = (talk: EndedTalk) => supervisors.filter((one) => !talk.spoke.includes(one) && one !== talk.agentId);
  // Who is gone learns nothing from a score, and what nobody else could score is not drawn.
  const fit = (talk: EndedTalk) => here.has(talk.agentId) && scorers(talk).length > 0;

  const served = ended.filter((talk) => fit(talk) && talk.spoke.length > 0);
  const pool = served.map((talk) => ({ talk: talk.id, agent: talk.agentId }));
  const chosen = choose(pool, seed, settings.perAgent);
  await tx
    .insertInto("quality_draws")
    .values({
      day,
      per_agent: settings.perAgent,
      twice_percent: settings.twicePercent,
      pool: JSON.stringify(pool),
      drawn_at: now,
    })
    .execute();
  const all = new Map([...ended, ...marked].filter(fit).map((talk) => [talk.id, talk]));
  for (const talk of all.values()) {
    const drawn = chosen.has(talk.id);
    const because = reasonsOf(talk, day);
    if (!drawn && because.length === 0) continue;
    await tx
      .insertInto("quality_checks")
      .values({
        id: randomUUID(),
        conversation_id: talk.id,
        agent_id: talk.agentId,
        group_id: talk.groupId,
        closed_on: beijingDay(talk.endedAt),
        day,
        drawn,
        because,
        twice: drawn && scorers(talk).length > 1 && isTwice(seed, talk.id, settings.twicePercent),
        involved: [...new Set([talk.agentId, ...talk.spoke])],
        rubric_version: await versionAt(tx, talk.endedAt),
      })
      // Marked low after it was drawn for another day: it is looked at once.
      .onConflict((same) => same.column("conversation_id").doNothing())
      .execute();
  }
}

/** For operators: days that are over and were not drawn. More than a long holiday has means that the job does not run. */
export async function countUndrawn(tx: Tx, now: Date): Promise<number> {
  const { days } = await tx
    .selectFrom("quality_seeds as s")
    .leftJoin("quality_draws as d", "d.day", "s.day")
    .select((row) => row.fn.countAll<number>().as("days"))
    .where("d.day", "is", null)
    .where("s.day", "<", beijingDay(now))
    .executeTakeFirstOrThrow();
  return days;
}

const SHOWN_DAYS = 60;

/** Days that have begun, newest first. */
export async function listDraws(tx: Tx, now: Date): Promise<QualityDraw[]> {
  const rows = await tx
    .selectFrom("quality_seeds as s")
    .leftJoin("quality_draws as d", "d.day", "s.day")
    .leftJoin("quality_checks as c", "c.day", "s.day")
    .select(["s.day", "s.seed", "s.thrown_at", "d.drawn_at", "d.per_agent", "d.twice_percent"])
    .select([
      sql<number>`coalesce(jsonb_array_length(d.pool), 0)`.as("pool"),
      sql<number>`count(c.id) filter (where c.drawn)`.as("chosen"),
      sql<number>`count(c.id) filter (where not c.drawn)`.as("always"),
    ])
    .where("s.day", "<=", beijingDay(now))
    .groupBy(["s.day", "d.day"])
    .orderBy("s.day", "desc")
    .limit(SHOWN_DAYS)
    .execute();
  return rows.map((row) => ({
    day: row.day,
    // One that is still to be drawn with is nobody's to know.
    seed: row.drawn_at === null ? null : row.seed,
    thrownAt: row.thrown_at.toISOString(),
    drawn:
      row.drawn_at === null
        ? null
        : {
            at: row.drawn_at.toISOString(),
            perAgent: row.per_agent ?? 0,
            twicePercent: row.twice_percent ?? 0,
            pool: row.pool,
            chosen: row.chosen,
            always: row.always,
          },
  }));
}

/** Draws a day again from what was kept, and says whether the same come out. Null: it was not drawn. */
export async function proveDraw(tx: Tx, day: string): Promise<QualityProof | null> {
  const draw = await tx
    .selectFrom("quality_draws as d")
    .innerJoin("quality_seeds as s", "s.day", "d.day")
    .select(["s.seed", "d.pool", "d.per_agent"])
    .where("d.day", "=", day)
    .executeTakeFirst();
  if (!draw) return null;
  const { seed, pool, per_agent: perAgent } = draw;
  const chosen = choose(pool, seed, perAgent);
  const kept = await tx
    .selectFrom("quality_checks")
    .select(["conversation_id", "drawn"])
    .where("day", "=", day)
    .execute();
  const keptAsDrawn = new Set(kept.filter((one) => one.drawn).map((one) => one.conversation_id));
  const names = await tx.selectFrom("staff").select(["id", "name"]).execute();
  return {
    day,
    agents: inOrder(pool, seed).map(({ agent, talks }) => ({
      agent: names.find((one) => one.id === agent)?.name ?? "已离开",
      talks: talks.map(({ talk, hash }) => ({
        conversationId: talk,
        hash,
        chosen: chosen.has(talk),
        kept: keptAsDrawn.has(talk),
      })),
    })),
    agrees: chosen.size === keptAsDrawn.size && [...chosen].every((talk) => keptAsDrawn.has(talk)),
  };
}
