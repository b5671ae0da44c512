import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Update } from "../ports/messages.ts";
import { markIn } from "./feedback.ts";
import { numberIn } from "./number.ts";

const SPAN_MS = 30 * 60_000;
const MOST = 6;

export interface Line {
  key: string;
  from: "citizen" | "bot";
  text: string;
  at: Date;
  /** Says what it is about, unlike the number of a choice or a mark. */
  question: boolean;
  /** A photograph: WeChat's name of it, by which it is fetched for the desk. */
  mediaId?: string;
}

/** Done with a finger, not with words: WeChat allows less after a tap, be it in the menu or below a message. */
export const isTapped = (update: Update): boolean =>
  update.kind === "click" || update.kind === "scanned" || (update.kind === "text" && update.menuId !== undefined);

/** How long after a message WeChat lets us write. */
const WRITTEN_MS = 48 * 3_600_000;

/** When a follower last sent words, a picture or the like, as far as WeChat's allowance goes back. */
export async function lastWrote(tx: Tx, openid: string, now: Date): Promise<Date | null> {
  const row = await tx
    .selectFrom("inbound")
    .select("at")
    .where("openid", "=", openid)
    .where("received_at", ">", new Date(now.getTime() - WRITTEN_MS))
    .where("kind", "in", ["text", "voice", "image", "video", "location", "link"])
    .where(sql<boolean>`"update"->>'menuId' is null`)
    .orderBy("at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

const tapsForAPerson = new Set(["转人工", "没解决，转人工"]);

const isQuestion = (words: string): boolean => numberIn(words) === undefined && markIn(words) === undefined;

/** What a talk was about, in the citizen's own words. */
export const questionIn = (talk: readonly Line[]): string =>
  (talk.findLast((one) => one.question) ?? talk.findLast((one) => one.from === "citizen" && one.mediaId === undefined))
    ?.text ?? "";

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
      return [
        { key: row.key, from: "citizen", text: "（图片）", at: row.at, question: false, mediaId: update.mediaId },
      ];
    const words = update?.kind === "text" ? update.text : update?.kind === "voice" ? update.recognition : undefined;
    if (words === undefined || tapsForAPerson.has(words)) return [];
    const asked: Line = { key: row.key, from: "citizen", text: words, at: row.at, question: isQuestion(words) };
    return row.reply?.kind === "text"
      ? [asked, { key: row.key, from: "bot", text: row.reply.text, at: row.at, question: false }]
      : [asked];
  });
}
