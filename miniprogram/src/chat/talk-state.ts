import { beijingDay } from "@wsi/shared/case";
import type { CitizenMessage, CitizenNews, CitizenTalk, ErrorCode } from "@wsi/shared/contract";
import type { AskedAbout } from "../asked-about.ts";

/**
 * What this phone knows of a talk, and what it has not sent yet. Lines are known by id, so the same one by two ways is one; `after` is the
 * number from which the server is asked again, so that what was said while the phone was away is not missed.
 */
export interface Unsent {
  /** The same key is the same message, however often it is tried. */
  key: string;
  at: string;
  kind: CitizenMessage["kind"];
  text: string;
  /** The card that it is. */
  about?: AskedAbout;
  /** A file that has arrived in a talk and was not said yet. */
  file?: { id: string; talk: string };
  seconds?: number;
  /** Null while it is on its way. */
  problem: string | null;
  /** Trying again gives the same answer. */
  hopeless?: boolean;
}
/** What is wrong with the thing itself; a talk that ended or a line that was lost may do better the next time. */
const lasting: readonly ErrorCode[] = [
  "bad-input",
  "not-found",
  "not-bound",
  "too-large",
  "wrong-file-type",
  "refused",
];
export const isHopeless = (code: ErrorCode): boolean => lasting.includes(code);
export interface TalkState {
  talk: CitizenTalk | null;
  after: number;
  lines: readonly CitizenMessage[];
  unsent: readonly Unsent[];
  /** What was said in talks that ended while the page was open: it does not vanish when the next one begins. */
  earlier: readonly CitizenMessage[];
}
export const noTalk: TalkState = { talk: null, after: 0, lines: [], unsent: [], earlier: [] };

/** The same talk as the server has it now, or another one. */
export function withTalk(state: TalkState, talk: CitizenTalk): TalkState {
  if (state.talk === null || state.talk.id === talk.id) return { ...state, talk };
  return { ...noTalk, unsent: state.unsent, earlier: [...state.earlier, ...state.lines], talk };
}

/** Takes in what the server told. A line of mine that was on its way and has arrived is no longer on its way. */
export function withNews(state: TalkState, { talk, messages, after }: CitizenNews): TalkState {
  // News of a talk that was left for another.
  if (state.talk !== null && state.talk.id !== talk.id) return state;
  const known = new Map(state.lines.map((line) => [line.id, line]));
  let { unsent } = state;
  for (const line of messages) {
    if (line.from === "citizen" && !known.has(line.id)) unsent = withoutFirst(unsent, line);
    known.set(line.id, line);
  }
  const lines = Array.from(known.values()).sort((a, b) => a.seq - b.seq);
  return { ...state, talk, after: Math.max(state.after, after), lines, unsent };
}

function withoutFirst(unsent: readonly Unsent[], { kind, text }: CitizenMessage): readonly Unsent[] {
  const arrived = unsent.find(
    (one) => one.problem === null && one.kind === kind && (kind !== "text" || one.text.trim() === text),
  );
  return arrived ? unsent.filter((one) => one !== arrived) : unsent;
}

export const withUnsent = (state: TalkState, one: Unsent): TalkState => ({ ...state, unsent: [...state.unsent, one] });
export const without = (state: TalkState, key: string): TalkState => ({
  ...state,
  unsent: state.unsent.filter((one) => one.key !== key),
});
export const changed = (state: TalkState, key: string, next: Partial<Unsent>): TalkState => ({
  ...state,
  unsent: state.unsent.map((one) => (one.key === key ? { ...one, ...next } : one)),
});

const recallMs = 2 * 60_000;
export const mayRecall = (line: CitizenMessage, now: number): boolean =>
  line.from === "citizen" && !line.recalled && now - Date.parse(line.at) < recallMs;

/** What one message holds. */
export const mostCharacters = 10_000;
/** Counted as the server counts, so that both say the same. */
export const tooLong = (text: string): string | null =>
  text.trim().length > mostCharacters
    ? `写了 ${text.trim().length} 个字，一次最多 ${mostCharacters} 个。请分几次发`
    : null;

/** The day of a line, where it is another than that of the line before. */
export function dayLine(at: string, before: string | undefined, now: number): string | null {
  const day = beijingDay(at);
  if (before !== undefined && beijingDay(before) === day) return null;
  if (day === beijingDay(new Date(now))) return "今天";
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
}

export interface Standing {
  who: string;
  how: string;
  /** Good to know, where there is room for it. */
  hint?: string;
}
/** There is none, or it has ended. */
export const isOver = (talk: CitizenTalk | null): talk is null | (CitizenTalk & { state: "closed" }) =>
  talk === null || talk.state === "closed";

export const aheadText = (ahead: number): string => (ahead === 0 ? "下一位就是您" : `前面还有 ${ahead} 位`);
/** `minutes` null: nobody can say. */
export const waitText = (minutes: number | null): string =>
  minutes === null ? "要等多久现在还说不准" : `大约等 ${minutes} 分钟`;

/** Who I am talking to, and how long I must wait. `open`: whether the desk works now; `free`: whether somebody there has time; `spoke`: who has said something in this talk. */
export function standing(
  talk: CitizenTalk | null,
  { open, free, spoke }: { open: boolean; free: boolean; spoke: ReadonlySet<CitizenMessage["from"]> },
): Standing {
  if (talk === null)
    return {
      who: "人工客服",
      how: !open
        ? "现在下班了，可以先留言"
        : free
          ? "写下问题，或者发照片，马上有人接待"
          : "写下问题，或者发照片，就开始排队",
    };
  if (talk.state === "closed") return { who: "这次咨询结束了", how: "还有问题，直接写，会重新找客服" };
  if (talk.state === "serving") return { who: `正在和${talk.agent ?? "客服"}说话`, how: "有什么事直接说" };
  if (talk.state === "held")
    return { who: `${talk.agent ?? "客服"}正在帮您查`, how: "不用守着，有结果就告诉您", hint: "可以继续留言" };
  const later = `不用等，轮到时客服在这里回复您${talk.byNotice ? "，也会通知您" : ""}`;
  const answered = spoke.has("staff");
  if (talk.ticket && !spoke.has("citizen"))
    return { who: "请留言", how: open ? "写下要问的事，轮到时回复您" : "写下要问的事，上班后先回复您" };
  if (talk.ticket && !answered) return { who: "留言已收到", how: later, hint: "可以接着写" };
  const ahead = talk.place?.ahead ?? 0;
  const minutes = talk.place?.minutes ?? null;
  const wait = waitText(minutes);
  // Put back into the queue by who served, or whose line was lost.
  if (answered)
    return { who: "正在给您换一位客服", how: talk.ticket ? later : wait, hint: "前面说的都在，不用再说一遍" };
  return {
    who: aheadText(ahead),
    how: wait,
    hint: "等的时候可以先把问题写好发来",
  };
}
