import type { ChatItem } from "../src/world/chats.ts";
import { piecesOf } from "./chat-text.ts";

const kinds: Readonly<Record<Exclude<ChatItem["kind"], "text" | "menu" | "notice">, string>> = {
  image: "[图片]",
  voice: "[语音]",
  video: "[视频]",
  music: "[音乐]",
  news: "[图文]",
  "mini-program": "[小程序]",
  location: "[位置]",
  template: "[通知]",
};

/** One line about a message, as the list of chats has it. */
export function previewOf(item: ChatItem): string {
  if (item.kind === "notice") return item.text;
  if (item.kind !== "text" && item.kind !== "menu") return kinds[item.kind];
  const text = item.kind === "menu" ? item.head : item.text;
  if (item.from === "me") return text;
  return piecesOf(text)
    .map((piece) => piece.text)
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}
