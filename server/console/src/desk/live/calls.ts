/** When the desk calls: what rings until somebody answers, what rings once, and what the computer shows when the window is away. Pure. */
import type { DeskEvent, Presence } from "@wsi/shared/contract";
import { rings } from "./feed.ts";
import type { Calling } from "../list/rows.ts";

/** Between two rings of what nobody has answered. */
export const ringAgainMs = 7_000;

/** Rings on and on: somebody hands me a talk, or people wait while I am ready for them. */
export const ringsOn = (calling: Calling, presence: Presence | null): boolean =>
  calling.offered > 0 || (calling.waiting > 0 && presence === "ready");

/** Shown by the computer when the window is away. Says who and what, never what was written: others pass by the screen. */
export function noticeOf(event: DeskEvent, myId: string, offered: boolean): { title: string; text: string } | null {
  const { conversation } = event;
  if (offered && conversation.offer !== null)
    return { title: `${conversation.offer.from.name}转来一个会话`, text: `${conversation.name}，请接受或退回` };
  if (!rings(event, myId)) return null;
  if (conversation.state === "waiting")
    return {
      title: conversation.urgent === null ? "有市民在等待" : "有市民在等待（优先）",
      text: conversation.name,
    };
  return { title: `${conversation.name}有新消息`, text: "点这里打开会话" };
}
