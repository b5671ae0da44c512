import type { Db, Tx } from "../../db.ts";
import type { Follower } from "../outcome.ts";

/** What may change about a follower. What is left out stays. */
export interface FollowerChange {
  personId?: string | null;
  conversationId?: string | null;
  /** Plain data; null when the bot waits for nothing. */
  pending?: unknown;
  followedAt?: Date;
  unfollowedAt?: Date | null;
}

/** Writes what changed, for a follower seen before or not. */
export async function saveFollower(tx: Tx, openid: string, change: FollowerChange): Promise<void> {
  const row = {
    ...(change.personId === undefined ? {} : { person_id: change.personId }),
    ...(change.conversationId === undefined ? {} : { conversation_id: change.conversationId }),
    ...(change.pending === undefined
      ? {}
      : { pending: change.pending === null ? null : JSON.stringify(change.pending) }),
    ...(change.followedAt === undefined ? {} : { followed_at: change.followedAt }),
    ...(change.unfollowedAt === undefined ? {} : { unfollowed_at: change.unfollowedAt }),
  };
  const empty = { person_id: null, conversation_id: null, pending: null, followed_at: null, unfollowed_at: null };
  const insert = tx.insertInto("followers").values({ openid, ...empty, ...row });
  await insert
    .onConflict((conflict) =>
      Object.keys(row).length ? conflict.column("openid").doUpdateSet(row) : conflict.doNothing(),
    )
    .execute();
}

/** A follower never seen before is one we know nothing about. */
export async function getFollower(db: Db | Tx, openid: string): Promise<Follower> {
  const row = await db
    .selectFrom("followers")
    .select(["person_id", "conversation_id", "pending"])
    .where("openid", "=", openid)
    .executeTakeFirst();
  return {
    openid,
    personId: row?.person_id ?? null,
    conversationId: row?.conversation_id ?? null,
    pending: row?.pending ?? null,
  };
}
