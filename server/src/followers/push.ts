import { sql } from "kysely";
import { inTransaction, type Db, type Tx } from "../db.ts";
import type { AccountRefusal } from "../ports/account.ts";
import { audienceNames } from "./audience.ts";
import { keep } from "./lease.ts";
import type { Pace, RunnerParts } from "./parts.ts";

/** How often WeChat's own list of tags is looked at: somebody may have deleted one there. */
const lookAgainMs = 24 * 3_600_000;
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

interface State {
  tags_checked_at: Date | null;
  tags_not_before: Date;
}
const isDue = ({ tags_checked_at: at }: State, now: Date) => at === null || at.getTime() + lookAgainMs <= now.getTime();

export interface Membership {
  tagId: number;
  code: string;
  wanted: boolean;
  openids: string[];
}
export type TagWork =
  | { do: "list" }
  | { do: "members"; batch: Membership }
  | { do: "rename"; id: number; name: string }
  | { do: "create"; code: string; name: string };

/** What is next to be done about tags at WeChat; undefined: everything stands as it should. */
export async function nextTagWork(db: Db, state: State, now: Date, most: number): Promise<TagWork | undefined> {
  if (state.tags_not_before > now) return undefined;
  if (isDue(state, now)) return { do: "list" };
  const batch = await nextMembers(db, now, most);
  if (batch) return { do: "members", batch };
  const known = await db.selectFrom("follower_tags").select(["id", "code", "name"]).execute();
  for (const { id, code, name } of known) {
    const right = audienceNames.get(code);
    if (right !== undefined && right !== name) return { do: "rename", id, name: right };
  }
  const there = new Set(known.map((one) => one.code));
  for (const [code, name] of audienceNames) if (!there.has(code)) return { do: "create", code, name };
  return undefined;
}

async function nextMembers(db: Db, now: Date, most: number): Promise<Membership | undefined> {
  const due = sql`a.wanted <> a.pushed and (a.not_before is null or a.not_before <= ${now})`;
  const { rows } = await sql<{ id: number; code: string; wanted: boolean; openid: string }>`
    with first as (
      select t.id, a.code, a.wanted from audience_tags a join follower_tags t on t.code = a.code where ${due}
      order by a.code, a.openid limit 1)
    select first.id, a.code, a.wanted, a.openid from first
    join audience_tags a on a.code = first.code and a.wanted = first.wanted
    where ${due} order by a.openid limit ${most}`.execute(db);
  const [one] = rows;
  if (!one) return undefined;
  return { tagId: one.id, code: one.code, wanted: one.wanted, openids: rows.map((row) => row.openid) };
}

/** Tags of ours that are gone there begin anew; those that are there already, by name, are taken over. */
export async function takeTagList(tx: Tx, list: readonly { id: number; name: string }[], now: Date): Promise<void> {
  const ids = list.map((one) => one.id);
  const lost = await tx
    .deleteFrom("follower_tags")
    .where(sql<boolean>`id <> all(${ids}::integer[])`)
    .returning("code")
    .execute();
  if (lost.length > 0) {
    const codes = lost.map((one) => one.code);
    await tx.deleteFrom("audience_tags").where("code", "in", codes).where("wanted", "=", false).execute();
    await tx.updateTable("audience_tags").set({ pushed: false, not_before: null }).where("code", "in", codes).execute();
  }
  const codeOf = new Map([...audienceNames].map(([code, name]) => [name, code]));
  const held = await tx.selectFrom("follower_tags").select(["id", "name"]).execute();
  const heldIds = new Set(held.map((one) => one.id));
  for (const { id, name } of list) {
    const code = codeOf.get(name);
    if (heldIds.has(id)) await tx.updateTable("follower_tags").set({ name }).where("id", "=", id).execute();
    else if (code !== undefined) await keepTag(tx, id, code, name, now);
  }
  await tx.updateTable("follower_runner").set({ tags_checked_at: now, tags_trouble: null }).execute();
}

const keepTag = (tx: Tx, id: number, code: string, name: string, now: Date) =>
  tx
    .insertInto("follower_tags")
    .values({ id, code, name, created_at: now })
    .onConflict((same) => same.doNothing())
    .execute();

async function renamed(tx: Tx, id: number, name: string): Promise<void> {
  await tx.updateTable("follower_tags").set({ name }).where("id", "=", id).execute();
  await tx.updateTable("follower_runner").set({ tags_trouble: null }).execute();
}
async function created(tx: Tx, id: number, code: string, name: string, now: Date): Promise<void> {
  await keepTag(tx, id, code, name, now);
  await tx.updateTable("follower_runner").set({ tags_trouble: null }).execute();
}

/** One call. `most`: how many members at once. Answers how many may be tried next: fewer after a refusal, more after a success. */
export async function tagStep(
  parts: RunnerParts,
  pace: Pace,
  state: State,
  work: TagWork,
  most: number,
): Promise<number> {
  const done = (run: (tx: Tx, now: Date) => Promise<unknown>) =>
    inTransaction(parts.db, async (tx) => {
      const now = parts.clock.now();
      if (await keep(tx, parts.holder, now, pace)) await run(tx, now);
    });
  const { tags } = parts;
  if (work.do === "list") {
    const list = await tags.list();
    await done((tx, now) => takeTagList(tx, list, now));
    return most;
  }
  if (work.do === "rename") {
    const { id, name } = work;
    const answer = await tags.rename(id, name);
    await done((tx, now) =>
      answer.outcome === "done" ? renamed(tx, id, name) : hold(tx, answer, name, now, answer.because === "not-found"),
    );
    return most;
  }
  if (work.do === "create") {
    const { code, name } = work;
    const answer = await tags.create(name);
    await done((tx, now) =>
      answer.outcome === "done"
        ? created(tx, answer.id, code, name, now)
        : hold(tx, answer, name, now, answer.because === "already"),
    );
    return most;
  }
  const { batch } = work;
  const { tagId, code, openids, wanted } = batch;
  const answer = await (wanted ? tags.put(tagId, openids) : tags.take(tagId, openids));
  let next = Math.min(pace.members, most * 2);
  await done(async (tx, now) => {
    if (answer.outcome === "done") return settle(tx, batch);
    next = Math.max(1, Math.floor(openids.length / 2));
    const looked = state.tags_checked_at?.getTime() ?? 0;
    if (answer.because === "not-allowed") await hold(tx, answer, audienceNames.get(code) ?? code, now, false);
    // The tag itself may be gone: look first, before each follower is tried alone.
    else if (answer.because === "not-found" && looked + minuteMs <= now.getTime())
      await tx.updateTable("follower_runner").set({ tags_checked_at: null }).execute();
    else if (openids.length === 1) await postpone(tx, batch, now);
  });
  return next;
}

async function settle(tx: Tx, { code, wanted, openids }: Membership): Promise<void> {
  await tx
    .updateTable("audience_tags")
    .set({ pushed: wanted, not_before: null })
    .where("code", "=", code)
    .where("openid", "in", openids)
    .execute();
  await tx
    .deleteFrom("audience_tags")
    .where("code", "=", code)
    .where("openid", "in", openids)
    .where("wanted", "=", false)
    .where("pushed", "=", false)
    .execute();
}

/** WeChat will not have this one follower: they have left, or carry twenty tags. The next synchronisation knows more. */
const postpone = (tx: Tx, { code, openids }: Membership, now: Date) =>
  tx
    .updateTable("audience_tags")
    .set({ not_before: new Date(now.getTime() + 24 * hourMs) })
    .where("code", "=", code)
    .where("openid", "in", openids)
    .execute();

/** Tags rest, and staff see why. `look`: what we believe of WeChat's list is wrong, so look at it soon. */
const hold = (tx: Tx, refused: AccountRefusal, name: string, now: Date, look: boolean) =>
  tx
    .updateTable("follower_runner")
    .set({
      tags_trouble: `微信没有接受标签「${name}」：${refused.advice}（${refused.code}）`,
      tags_not_before: new Date(now.getTime() + (look ? minuteMs : hourMs)),
      ...(look ? { tags_checked_at: null } : {}),
    })
    .execute();
