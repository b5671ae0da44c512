import type { CitizenLivestreams, CitizenLivestream } from "@wsi/shared/contract";
import { livestreamCover } from "@wsi/shared/contract";
import { sql } from "kysely";
import { hasConsent, identityOf, miniTemplates } from "../../citizens/index.ts";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { subscriptionsOf } from "./subscribing.ts";
import { absent, stateOf, type Livestream } from "./livestreams.ts";

/** Livestreams as citizens see them in the mini-program, and who of them wants to be reminded. */

/** A WeChat in the mini-program, bound to a person or not. */
export interface Asker {
  openid: string;
  unionid: string | null;
  personId: string | null;
}
/** The follower of the account who is the same WeChat: the two apps share only the unionid. */
async function findFollower(tx: Tx, { unionid }: Asker): Promise<string | undefined> {
  if (unionid === null) return undefined;
  const row = await tx
    .selectFrom("followers")
    .select("openid")
    .where("unionid", "=", unionid)
    .where("unfollowed_at", "is", null)
    .executeTakeFirst();
  return row?.openid;
}

function forCitizens(row: Livestream, reminded: boolean, now: Date): CitizenLivestream {
  const state = stateOf(row, now);
  return {
    id: row.id,
    title: row.title,
    about: row.about,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    state: state === "cancelled" ? "over" : state,
    url: state === "over" ? row.replay_url : row.watch_url,
    channel: row.channel,
    cover: row.cover === null ? null : livestreamCover.replace(":id", row.id),
    remindMinutes: row.remind_minutes,
    reminded,
  };
}

/** At most 20 that come and 50 to watch again. */
export async function presentForCitizen(tx: Tx, asker: Asker, now: Date): Promise<CitizenLivestreams> {
  const open = tx.selectFrom("livestreams").selectAll().where("cancelled_at", "is", null);
  const coming = await open.where("ends_at", ">", now).orderBy("starts_at").limit(20).execute();
  const replays = await open
    .where("replay_url", "is not", null)
    .where("ends_at", "<=", now)
    .orderBy("starts_at", "desc")
    .limit(50)
    .execute();
  const wishes = await tx
    .selectFrom("livestream_wishes")
    .select("livestream_id")
    .where("identity", "=", identityOf(asker))
    .execute();
  const wished = new Set(wishes.map((row) => row.livestream_id));
  return {
    coming: coming.map((row) => forCitizens(row, wished.has(row.id), now)),
    replays: replays.map((row) => forCitizens(row, false, now)),
    notice: (await subscriptionsOf(tx, asker)).find((one) => one.title === miniTemplates.livestream) ?? null,
    reach: asker.personId !== null ? "inbox" : (await findFollower(tx, asker)) === undefined ? "nowhere" : "account",
  };
}

/** Wants to be reminded. Harmless when repeated. Refused when nothing of ours could reach them. */
export async function wishReminder(tx: Tx, asker: Asker, id: string, now: Date): Promise<{ done: true } | Refusal> {
  const row = await tx.selectFrom("livestreams").selectAll().where("id", "=", id).executeTakeFirst();
  if (!row) return absent();
  if (stateOf(row, now) !== "upcoming") return refuse("conflict", "直播已经开始、结束或取消，不用再预约提醒");
  const follower = await findFollower(tx, asker);
  const rings = await hasConsent(tx, "livestream", { identity: identityOf(asker) });
  if (asker.personId === null && follower === undefined && !rings)
    return refuse("conflict", "还没有办法提醒到您：请允许微信提醒，或先绑定社保账户、关注公众号「武汉社保」，再来预约");
  await tx
    .insertInto("livestream_wishes")
    .values({ livestream_id: id, identity: identityOf(asker), asked_at: now })
    .onConflict((same) => same.columns(["livestream_id", "identity"]).doNothing())
    .execute();
  // So that they are in the audience of the reminder that staff send by subscription message.
  if (follower !== undefined)
    await tx
      .insertInto("livestream_reminders")
      .values({ livestream_id: id, openid: follower, asked_at: now })
      .onConflict((same) => same.columns(["livestream_id", "openid"]).doNothing())
      .execute();
  return { done: true };
}

/** Takes the wish back, in both places. Harmless when there was none. */
export async function dropReminder(tx: Tx, asker: Asker, id: string): Promise<void> {
  await tx
    .deleteFrom("livestream_wishes")
    .where("livestream_id", "=", id)
    .where("identity", "=", identityOf(asker))
    .execute();
  if (asker.unionid !== null)
    await sql`delete from livestream_reminders r using followers f
      where r.livestream_id = ${id}::uuid and f.openid = r.openid and f.unionid = ${asker.unionid}`.execute(tx);
}

/** The picture of a livestream that citizens may see; undefined when it has none. */
export const findCover = (tx: Tx, id: string) =>
  tx
    .selectFrom("livestreams as l")
    .innerJoin("broadcast_pictures as p", "p.id", "l.cover")
    .select(["p.sha256", "p.type"])
    .where("l.id", "=", id)
    .executeTakeFirst();
