/**
 * What is being written and sent, per conversation. A press of Enter gets its key once; every retry of it carries the same
 * key, so the server makes one message of it. A message on its way is shown once: as pending until the server's own record of
 * it is seen, by the answer or by the feed, whichever comes first. Lines written close together are put into one message of
 * WeChat's by the server.
 */
import { fillReply, type ConversationView, type DeskMessage, type ErrorBody } from "@wsi/shared/contract";
import { timeWords } from "../../beijing.ts";

export interface Pending {
  key: string;
  conversation: string;
  text: string;
  at: string;
  /** Null while it is on its way. */
  failure: string | null;
  /** The server was not reached: it goes again by itself when the line is back. */
  waits: boolean;
  /** Messages that were there when it was sent: none of them can be this one. */
  before: readonly string[];
}
export interface Composer {
  drafts: Readonly<Record<string, string>>;
  pending: readonly Pending[];
}
export const emptyComposer: Composer = { drafts: {}, pending: [] };

export const longestMessage = 2000;
/** What the server keeps as a draft. */
export const longestDraft = 10_000;

export function withDraft(composer: Composer, conversation: string, text: string): Composer {
  const drafts = { ...composer.drafts };
  if (text === "") delete drafts[conversation];
  else drafts[conversation] = text;
  return { ...composer, drafts };
}

/** Sends the draft: it becomes pending, the field is free again. An empty draft sends nothing. */
export function withPress(composer: Composer, open: ConversationView, key: string, at: string): Composer {
  const text = (composer.drafts[open.id] ?? "").trim();
  if (text === "" || text.length > longestMessage || composer.pending.some((one) => one.key === key)) return composer;
  const one: Pending = {
    key,
    conversation: open.id,
    text,
    at,
    failure: null,
    waits: false,
    before: open.messages.map((m) => m.id),
  };
  return { ...withDraft(composer, open.id, ""), pending: [...composer.pending, one] };
}

const change = (composer: Composer, key: string, next: Partial<Pending>): Composer => ({
  ...composer,
  pending: composer.pending.map((one) => (one.key === key ? { ...one, ...next } : one)),
});
export const withFailure = (composer: Composer, key: string, error: ErrorBody): Composer =>
  change(composer, key, {
    failure: error.instead ? `${error.message}。${error.instead}` : error.message,
    waits: error.code === "unavailable",
  });
export const withRetry = (composer: Composer, key: string): Composer =>
  change(composer, key, { failure: null, waits: false });

/** Later than this nobody expects what they wrote to leave without them. */
const longestWaitMs = 5 * 60_000;
/** What goes again now that the line is back, the oldest first. */
export const goesAgain = ({ pending }: Composer, now: Date): readonly Pending[] =>
  pending.filter((one) => one.waits && one.failure !== null && now.getTime() - Date.parse(one.at) < longestWaitMs);
export const without = (composer: Composer, key: string): Composer => ({
  ...composer,
  pending: composer.pending.filter((one) => one.key !== key),
});

/** Gives the words of a message back to the field, before what is written there already. */
export function withWordsBack(composer: Composer, conversation: string, text: string): Composer {
  const draft = composer.drafts[conversation] ?? "";
  return withDraft(composer, conversation, draft === "" ? text : `${text}\n${draft}`);
}

/** The feed brought a message of mine: the oldest pending press with these words is it. */
export function withSeen(composer: Composer, conversation: string, seen: DeskMessage, myName: string): Composer {
  if (seen.from !== "staff" || seen.by !== myName) return composer;
  const found = composer.pending.find(
    (one) => one.conversation === conversation && one.text === seen.text.trim() && !one.before.includes(seen.id),
  );
  if (!found) return composer;
  // Its twin, if the same words were pressed twice, must not claim the same message.
  const rest = composer.pending
    .filter((one) => one !== found)
    .map((one) => (one.conversation === conversation ? { ...one, before: [...one.before, seen.id] } : one));
  return { ...composer, pending: rest };
}

/** As much of a key press in the field as decides. */
export interface FieldPress {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  isComposing: boolean;
  keyCode: number;
}
/**
 * Enter sends and Shift+Enter is a new line; with the other habit Enter is a new line and Ctrl+Enter sends. Enter that ends a
 * Chinese word in an input method sends nothing (229: Safari).
 */
export function sends(press: FieldPress, enterSends: boolean): boolean {
  if (press.key !== "Enter" || press.altKey || press.isComposing || press.keyCode === 229) return false;
  const withControl = press.ctrlKey || press.metaKey;
  return enterSends ? !press.shiftKey && !withControl : withControl && !press.shiftKey;
}

/** What stands in the way of sending the draft as it is, as a sentence; null: nothing. */
export function tooLong(draft: string): string | null {
  const length = draft.trim().length;
  if (length > longestDraft)
    return `${length} 字，超过 ${longestDraft} 字，不能发送，也不会存为草稿。请删短，长文件请用文档发给市民。`;
  return length > longestMessage ? `${length} 字，一条最多 ${longestMessage} 字，请分成几条发` : null;
}

/** What has to be done to the draft before it can be sent, as a sentence; null: nothing. */
export function notYet(draft: string): string | null {
  const { open } = fillReply(draft, {});
  return open.length > 0 ? `还没填 ${open.map((name) => `{${name}}`).join("、")}，按 Tab 跳过去` : tooLong(draft);
}

export interface AllowanceWords {
  /** Null: not counted. */
  left: number | null;
  text: string;
  /** What to do when nothing may be sent any more. */
  wayOut: string | null;
}

/** WeChat's allowance in words, less what is on its way. */
export function allowanceWords(
  allowance: ConversationView["allowance"],
  onTheirWay: number,
  now: Date,
): AllowanceWords {
  if (allowance === null) return { left: null, text: "小程序会话，不限条数", wayOut: null };
  const over = allowance.until !== null && Date.parse(allowance.until) <= now.getTime();
  if (allowance.until === null || over)
    return {
      left: 0,
      text: "已过微信可回复的时间",
      wayOut: "微信只允许在市民留言后的 48 小时内回复。市民再发一句话就能继续。",
    };
  const left = Math.max(0, allowance.left - onTheirWay);
  if (left === 0)
    return {
      left,
      text: `${allowance.of} 条已用完`,
      wayOut: "微信只允许连续回复这么多条。市民再发一句话，条数就恢复。",
    };
  return { left, text: `剩 ${left} 条 · 窗口至 ${timeWords(allowance.until, now)}`, wayOut: null };
}
