/** A transcript as lines: a time where a pause was, and who speaks only where the speaker changes. Pure. */
import { beijingDay } from "@wsi/shared/case";
import type { DeskMessage } from "@wsi/shared/contract";

export type TranscriptLine =
  | { is: "time"; key: string; at: string }
  | { is: "message"; key: string; message: DeskMessage; /** The first of a run by the same speaker. */ first: boolean };

const pauseMs = 5 * 60_000;

export function transcriptLines(messages: readonly DeskMessage[]): TranscriptLine[] {
  const lines: TranscriptLine[] = [];
  let before: DeskMessage | null = null;
  for (const message of messages) {
    const paused =
      before === null ||
      Date.parse(message.at) - Date.parse(before.at) >= pauseMs ||
      beijingDay(message.at) !== beijingDay(before.at);
    if (paused) lines.push({ is: "time", key: `time-${message.id}`, at: message.at });
    const first = paused || before?.from !== message.from || before.by !== message.by;
    lines.push({ is: "message", key: message.id, message, first });
    before = message;
  }
  return lines;
}

/** Who speaks, over the first message of a run; null where the place says it already. */
export function speaker(message: DeskMessage, myName: string): string | null {
  if (message.from === "staff") return message.by === myName ? null : (message.by ?? "客服");
  return message.from === "bot" ? "自动回复" : null;
}

export const kindName: Record<Exclude<DeskMessage["kind"], "text">, string> = {
  image: "图片",
  voice: "语音",
  video: "视频",
  location: "位置",
  link: "链接",
};
