import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { leave } from "../desk/index.ts";
import { noteMoves } from "./moves.ts";

/**
 * Somebody follows, `at` by WeChat. False, and nothing changes, when we know of a later unfollow: events may come out of order, and
 * late by hours after a crash.
 */
export async function joinAccount(tx: Tx, openid: string, at: Date): Promise<boolean> {
  const { rows } = await sql<{ openid: string }>`
    insert into followers (openid, followed_at) values (${openid}, ${at})
    on conflict (openid) do update set followed_at = greatest(followers.followed_at, excluded.followed_at),
      unfollowed_at = null, forgotten_at = null
    where followers.unfollowed_at is null or followers.unfollowed_at <= excluded.followed_at
    returning openid`.execute(tx);
  if (rows.length === 0) return false;
  await noteMoves(tx, [{ openid, at, move: "joined" }]);
  return true;
}

/**
 * Somebody no longer follows, `at` by WeChat: everything that served to reach them goes. False, and nothing changes, when we know of
 * a later follow.
 */
export const leaveAccount = async (tx: Tx, openid: string, at: Date, now: Date): Promise<boolean> =>
  (await leaveMany(tx, [openid], at, now, at)).length > 0;

/**
 * As `leaveAccount`, for those who are found not to follow any more. `unless`: who followed later than this stays. Answers who left
 * just now.
 */
export async function leaveMany(
  tx: Tx,
  openids: readonly string[],
  at: Date,
  now: Date,
  unless: Date,
): Promise<string[]> {
  if (openids.length === 0) return [];
  const { rows } = await sql<{ openid: string }>`
    insert into followers (openid, unfollowed_at) select one, ${at}::timestamptz from unnest(${[...openids].toSorted()}::text[]) one
    on conflict (openid) do update set unfollowed_at = excluded.unfollowed_at
    where followers.unfollowed_at is null and (followers.followed_at is null or followers.followed_at <= ${unless})
    returning openid`.execute(tx);
  const gone = rows.map((row) => row.openid);
  for (const openid of gone) await forgetFollower(tx, openid, now);
  await noteMoves(
    tx,
    gone.map((openid) => ({ openid, at, move: "left" })),
  );
  return gone;
}

/**
 * What served to reach a follower, and what waited for them, is dropped: consents, tags, a question under way, the place in the
 * queue, reminders they asked for, notices that waited for their next word. Who they are stays known, should they come back.
 */
async function forgetFollower(tx: Tx, openid: string, now: Date): Promise<void> {
  await leave(tx, { identity: openid, channel: "wechat" }, "unfollowed", now);
  await tx.updateTable("followers").set({ pending: null, tagged_person: null }).where("openid", "=", openid).execute();
  await dropTags(tx, openid, "取消关注，标记自动清除", now);
  await tx
    .updateTable("subscription_consents")
    .set({ credits: 0, refused_at: now, updated_at: now })
    .where("openid", "=", openid)
    .execute();
  await tx.deleteFrom("livestream_reminders").where("openid", "=", openid).execute();
  await tx.deleteFrom("owed_notices").where("openid", "=", openid).execute();
}

/** WeChat forgets the tags of who leaves, so there is nothing to take off there. */
async function dropTags(tx: Tx, openid: string, reason: string, now: Date): Promise<void> {
  const dropped = await tx.deleteFrom("audience_tags").where("openid", "=", openid).returningAll().execute();
  const marks = dropped.filter((row) => row.source === "hand" && row.wanted);
  await logDropped(tx, marks, reason, now);
}

/** The log of marks says also when the machine took one away. */
export async function logDropped(
  tx: Tx,
  marks: readonly { openid: string; code: string }[],
  reason: string,
  now: Date,
): Promise<void> {
  if (marks.length === 0) return;
  await tx
    .insertInto("follower_marks")
    .values(marks.map(({ openid, code }) => ({ openid, code, marked: false, reason, staff_id: null, at: now })))
    .execute();
}
