import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";
import { inTransaction } from "../db.ts";
import { put } from "../outbox/index.ts";
import type { Reply } from "../ports/messages.ts";

/**
 * WeChat lets an account write only to who has just spoken or tapped. A notice that came too late for that waits in the mini-program
 * and here, and goes out as soon as the follower does anything: nobody has to look for it.
 */

/** Doings of a follower that open the window again. */
const doings = ["text", "image", "voice", "video", "location", "link", "click", "follow", "scan"];
const recentMs = 10 * 60_000;
const shownTitles = 5;

/** Keeps what was refused for later; a notice that was read meanwhile is nobody's debt. */
export async function oweNotices(tx: Tx, openid: string, keys: readonly string[], now: Date): Promise<void> {
  if (keys.length === 0) return;
  await tx
    .insertInto("owed_notices")
    .columns(["openid", "notice_key", "since"])
    .expression((q) =>
      q
        .selectFrom("notices")
        .select([sql<string>`${openid}`.as("openid"), "key", sql<Date>`${now}::timestamptz`.as("since")])
        .where("key", "in", [...keys])
        .where("read_at", "is", null),
    )
    .onConflict((same) => same.columns(["openid", "notice_key"]).doUpdateSet({ since: now }))
    .execute();
}

/** Sends what is owed to followers who did something since. Every minute; answers to how many. */
export async function sendOwedNotices(db: Db, now: Date): Promise<number> {
  const back = await db
    .selectFrom("owed_notices")
    .select("openid")
    .distinct()
    .where((q) =>
      q.exists(
        q
          .selectFrom("inbound")
          .select("key")
          .whereRef("inbound.openid", "=", "owed_notices.openid")
          .whereRef("inbound.received_at", ">", "owed_notices.since")
          .where("inbound.received_at", ">", new Date(now.getTime() - recentMs))
          .where("inbound.kind", "in", doings),
      ),
    )
    .limit(1_000)
    .execute();
  for (const { openid } of back) await inTransaction(db, (tx) => sendOwed(tx, openid, now));
  return back.length;
}

async function sendOwed(tx: Tx, openid: string, now: Date): Promise<void> {
  const taken = await tx.deleteFrom("owed_notices").where("openid", "=", openid).returning("notice_key").execute();
  const keys = taken.map((row) => row.notice_key);
  if (keys.length === 0) return;
  // Somebody else's phone by now, or read in the mini-program: then there is nothing to say.
  const notices = await tx
    .selectFrom("notices")
    .innerJoin("followers", (join) => join.on(sql`followers.person_id`, "=", sql`notices.person_id::text`))
    .select(["notices.key", "title", "text", "open"])
    .where("followers.openid", "=", openid)
    .where("notices.key", "in", keys)
    .where("read_at", "is", null)
    .orderBy("at", "desc")
    .execute();
  const [newest] = notices;
  if (!newest) return;
  await put(tx, {
    key: `owed:${openid}:${now.getTime()}`,
    kind: "wechat.message",
    stream: openid,
    payload: {
      openid,
      reply: notices.length === 1 ? single(newest) : several(notices),
      notices: notices.map((one) => one.key),
    },
  });
}

interface Told {
  title: string;
  text: string;
  open: string | null;
}
const single = ({ title, text, open }: Told): Reply => ({
  kind: "text",
  text: `${title}\n${text}`,
  ...(open ? { buttons: [{ label: "点这里查看", open }] } : {}),
});
const several = (notices: readonly Told[]): Reply => ({
  kind: "text",
  text: `您有 ${notices.length} 条还没看的通知：\n${notices
    .slice(0, shownTitles)
    .map((one) => `· ${one.title}`)
    .join("\n")}`,
  buttons: [{ label: "都看看", open: "me/notices/index" }],
});
