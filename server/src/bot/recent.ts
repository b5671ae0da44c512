import type { Tx } from "../db.ts";
import type { Update } from "../ports/messages.ts";

const SPAN_MS = 30 * 60_000;
const MOST = 6;

export interface Line {
  key: string;
  from: "citizen" | "bot";
  text: string;
  at: Date;
  /** Written or spoken, not tapped in the menu. */
  written: boolean;
  /** A photograph: WeChat's name of it, by which it is fetched for the desk. */
  mediaId?: string;
}

const tapsForAPerson = new Set(["转人工", "没解决，转人工"]);

/** The last words between a follower and the bot, oldest first, so that nobody tells their story twice. */
export async function recentTalk(tx: Tx, openid: string, exceptKey: string, now: Date): Promise<Line[]> {
  const rows = await tx
    .selectFrom("inbound")
    .select(["key", "at", "update", "reply"])
    .where("received_at", ">", new Date(now.getTime() - SPAN_MS))
    .where("openid", "=", openid)
    .where("key", "<>", exceptKey)
    .orderBy("received_at", "desc")
    .limit(MOST)
    .execute();
  return rows.toReversed().flatMap((row): Line[] => {
    // Stored by the inbox from an Update; null once trimmed.
    const update = row.update as Partial<Extract<Update, { kind: "text" | "voice" | "image" }>> | null;
    if (update?.kind === "image" && update.mediaId !== undefined)
      return [{ key: row.key, from: "citizen", text: "（图片）", at: row.at, written: true, mediaId: update.mediaId }];
    const words = update?.kind === "text" ? update.text : update?.kind === "voice" ? update.recognition : undefined;
    if (words === undefined || tapsForAPerson.has(words)) return [];
    const asked: Line = { key: row.key, from: "citizen", text: words, at: row.at, written: true };
    return row.reply?.kind === "text"
      ? [asked, { key: row.key, from: "bot", text: row.reply.text, at: row.at, written: false }]
      : [asked];
  });
}
