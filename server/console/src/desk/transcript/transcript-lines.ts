/** A transcript as lines: a day where it changes, a time where a pause was, notes where they were written, and who speaks only where the speaker changes. Pure. */
import { beijingDay } from "@wsi/shared/case";
import type { ConversationView, DeskMessage, MessageKind } from "@wsi/shared/contract";

export type Note = ConversationView["notes"][number];
export type TranscriptLine =
  | { is: "day"; key: string; at: string }
  | { is: "time"; key: string; at: string }
  | { is: "note"; key: string; note: Note }
  | { is: "message"; key: string; message: DeskMessage; /** The first of a run by the same speaker. */ first: boolean };

const pauseMs = 5 * 60_000;

/** By when it was said; within a second, which is all that WeChat tells, as it was kept. */
const asSaid = (a: DeskMessage, b: DeskMessage): number => a.at.localeCompare(b.at) || a.seq - b.seq;

/**
 * Numbers tell the order in which lines were kept. `late`: what was said at WeChat's own customer service was fetched minutes after the desk
 * noted who took over and that it ended, so these lines are put where they were said.
 */
export function transcriptLines(
  messages: readonly DeskMessage[],
  notes: readonly Note[] = [],
  late = false,
): TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  const rest = notes.toSorted((a, b) => a.at.localeCompare(b.at));
  let before: DeskMessage | null = null;
  let said: string | null = null;
  let apart = false;
  /** Draws a day or a time before what happens at `at`; true when one was drawn. */
  const mark = (at: string, key: string): boolean => {
    const otherDay = said === null || beijingDay(at) !== beijingDay(said);
    const paused = said !== null && Date.parse(at) - Date.parse(said) >= pauseMs;
    said = at;
    if (otherDay) lines.push({ is: "day", key: `day-${key}`, at });
    if (otherDay || paused) lines.push({ is: "time", key: `time-${key}`, at });
    return otherDay || paused;
  };
  const put = (note: Note, at: number) => {
    const key = `note-${note.at}-${at}`;
    mark(note.at, key);
    lines.push({ is: "note", key, note });
    apart = true;
  };
  let written = 0;
  for (const message of late ? messages.toSorted(asSaid) : messages) {
    for (let next = rest[0]; next && next.at < message.at; next = rest[0]) put(rest.shift() ?? next, (written += 1));
    const paused = mark(message.at, message.id);
    const first = paused || apart || before?.from !== message.from || before.by !== message.by;
    lines.push({ is: "message", key: message.id, message, first });
    before = message;
    apart = false;
  }
  for (const note of rest) put(note, (written += 1));
  return lines;
}

/** Who speaks, over the first message of a run; null where the place says it already. */
export function speaker(message: DeskMessage, myName: string): string | null {
  if (message.from === "staff") {
    const name = message.by ?? "客服";
    if (message.steppedIn) return `${name}（主管插话）`;
    return message.by === myName ? null : name;
  }
  return message.from === "bot" ? "自动回复" : null;
}

/** Who speaks, for who cannot see on which side it stands. */
export const whoSpeaks = (message: DeskMessage, myName: string): string =>
  speaker(message, myName) ?? (message.from === "staff" ? "我" : "市民");

export const kindName: Record<Exclude<MessageKind, "text">, string> = {
  image: "图片",
  voice: "语音",
  video: "视频",
  file: "文件",
  location: "位置",
  link: "链接",
  "mini-card": "小程序页面",
  answer: "知识库答案",
  "item-card": "事项",
  "case-card": "办件",
  "appointment-card": "预约",
};
