import type { Tx } from "../db.ts";
import { put } from "../outbox/index.ts";

/**
 * Joins followers of the official account to persons. The two apps of one person share only the unionid, which WeChat tells
 * for a follower in `user/info`: learnt through the outbox after a follow or a first message.
 */
export async function linkFollowers(tx: Tx, unionid: string | null, personId: string): Promise<void> {
  if (unionid === null) return;
  await tx.updateTable("followers").set({ person_id: personId }).where("unionid", "=", unionid).execute();
}

export async function unlinkFollowers(tx: Tx, unionid: string | null): Promise<void> {
  if (unionid === null) return;
  await tx.updateTable("followers").set({ person_id: null }).where("unionid", "=", unionid).execute();
}

/** Asks, once per follow, who a follower is. Handled by `learnFollower`. */
export const askWhoFollows = (tx: Tx, openid: string, followKey: string) =>
  put(tx, { key: `follower:${followKey}`, kind: "wechat.follower", payload: { openid } });

/** Keeps the unionid that WeChat told, and the person it already stands for. */
export async function learnFollower(tx: Tx, openid: string, unionid: string | null): Promise<void> {
  if (unionid === null) return;
  const bound = await tx.selectFrom("bindings").select("person_id").where("identity", "=", unionid).executeTakeFirst();
  await tx
    .updateTable("followers")
    .set({ unionid, ...(bound ? { person_id: bound.person_id } : {}) })
    .where("openid", "=", openid)
    .execute();
}
