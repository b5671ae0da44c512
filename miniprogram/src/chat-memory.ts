import Taro from "@tarojs/taro";
import { desk, type Answer } from "./api.ts";
import type { AskedAbout } from "./asked-about.ts";

/** What this phone remembers of the talk with the desk: what was written and not sent, and up to where it was read. */
const writingKey = "chat-writing";
const seenKey = "chat-seen";

export interface Writing {
  draft: string;
  /** Above the field, until it is sent or taken away. */
  about?: AskedAbout | null;
  /** Words and cards that were sent and not confirmed. Files are not kept: they are picked again. */
  unsent: { key: string; at: string; text: string; about?: AskedAbout }[];
}
const nothing: Writing = { draft: "", unsent: [] };

export function readWriting(): Writing {
  const kept: unknown = Taro.getStorageSync(writingKey);
  return typeof kept === "object" && kept !== null && "draft" in kept && "unsent" in kept ? (kept as Writing) : nothing;
}
export function keepWriting(writing: Writing): void {
  if (writing.draft === "" && !writing.about && writing.unsent.length === 0) Taro.removeStorageSync(writingKey);
  else Taro.setStorageSync(writingKey, writing);
}

/** Puts a thing above the field of the chat, instead of what was there. */
export const keepAbout = (about: AskedAbout): void => keepWriting({ ...readWriting(), about });

export function noteSeen(talk: string, after: number): void {
  Taro.setStorageSync(seenKey, { talk, after });
}
function seenOf(talk: string): number {
  const kept: unknown = Taro.getStorageSync(seenKey);
  const is = typeof kept === "object" && kept !== null && "talk" in kept && "after" in kept && kept.talk === talk;
  return is ? Number(kept.after) : 0;
}

/** Lines of the desk that were not read on this phone. No mistake here is worth a word on the home page. */
export async function countUnread(): Promise<number> {
  const stand: Answer<{ talk: { id: string } | null }> = await desk.desk({});
  if (!stand.ok || !stand.value.talk) return 0;
  const { id } = stand.value.talk;
  const news = await desk.news({ id, after: String(seenOf(id)) });
  return news.ok ? news.value.messages.filter((one) => one.from === "staff" && !one.recalled).length : 0;
}
