import type { DeskMessage } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { inventedMessage } from "../invented.ts";
import { speaker, transcriptLines, whoSpeaks, type Note } from "./transcript-lines.ts";

let seq = 0;
const said = (at: string, over: Partial<DeskMessage> = {}): DeskMessage => {
  seq += 1;
  return inventedMessage(`m${seq}`, seq, { at, text: "您好", ...over });
};
const shape = (messages: DeskMessage[], notes: Note[] = []) =>
  transcriptLines(messages, notes).map((line) => (line.is !== "message" ? line.is : line.first ? "first" : "more"));

describe("the lines of a transcript", () => {
  it("has a day at the start and at midnight in Wuhan, and a time there and after five minutes of silence", () => {
    expect(
      shape([
        said("2026-11-23T15:58:00.000Z"),
        said("2026-11-23T15:59:00.000Z"),
        said("2026-11-23T16:01:00.000Z"),
        said("2026-11-23T16:06:00.000Z"),
      ]),
    ).toEqual(["day", "time", "first", "more", "day", "time", "first", "time", "first"]);
    expect(shape([])).toEqual([]);
  });

  it("names the speaker where the speaker changes, colleagues included", () => {
    const at = "2026-11-23T06:00:00.000Z";
    const lines = [
      said(at),
      said(at, { from: "staff", by: "李敏" }),
      said(at, { from: "staff", by: "王芳" }),
      said(at, { from: "staff", by: "王芳" }),
    ];
    expect(shape(lines)).toEqual(["day", "time", "first", "first", "first", "more"]);
    expect(lines.map((one) => speaker(one, "李敏"))).toEqual([null, null, "王芳", "王芳"]);
    expect(speaker(said(at, { from: "bot" }), "李敏")).toBe("自动回复");
  });

  it("stands in the order in which it was said, also what was fetched from WeChat's customer service later", () => {
    const at = (second: number) => `2026-11-23T06:00:${String(second).padStart(2, "0")}.000Z`;
    const lines = [
      said(at(10), { from: "system", text: "微信客服 li 接待了市民" }),
      said(at(40), { from: "system", text: "微信客服 li 结束了会话" }),
      said(at(10), { from: "staff", by: "微信客服 li", text: "您好" }),
      said(at(20), { text: "断缴了" }),
    ];
    const texts = (late: boolean) =>
      transcriptLines(lines, [], late).flatMap((line) => (line.is === "message" ? [line.message.text] : []));
    expect(texts(true)).toEqual(["微信客服 li 接待了市民", "您好", "断缴了", "微信客服 li 结束了会话"]);
    // In a talk of our own a line that arrives late never goes above one that was read already.
    expect(texts(false)).toEqual(lines.map((one) => one.text));
  });

  it("has every message exactly once, with keys of its own", () => {
    const messages = Array.from({ length: 40 }, (_, n) =>
      said(new Date(Date.UTC(2026, 10, 23, 6, n * 3)).toISOString()),
    );
    const lines = transcriptLines(messages);
    expect(lines.flatMap((line) => (line.is === "message" ? [line.message.id] : []))).toEqual(
      messages.map((m) => m.id),
    );
    expect(new Set(lines.map((line) => line.key)).size).toBe(lines.length);
  });

  it("puts notes where they were written, and names the speaker again after one", () => {
    const by = { by: "李敏", text: "说话急" };
    const lines = shape(
      [said("2026-11-23T06:00:00.000Z"), said("2026-11-23T06:02:00.000Z")],
      [
        { ...by, at: "2026-11-23T06:30:00.000Z" },
        { ...by, at: "2026-11-23T06:01:00.000Z" },
      ],
    );
    expect(lines).toEqual(["day", "time", "first", "note", "first", "time", "note"]);
  });

  it("names the speaker to who cannot see the side", () => {
    const at = "2026-11-23T06:00:00.000Z";
    const who = (over: Parameters<typeof said>[1]) => whoSpeaks(said(at, over), "李敏");
    expect([who({ from: "citizen" }), who({ from: "staff", by: "李敏" }), who({ from: "staff", by: "王芳" })]).toEqual([
      "市民",
      "我",
      "王芳",
    ]);
  });

  it("marks a supervisor's words as theirs", () => {
    const at = "2026-11-23T06:00:00.000Z";
    expect(speaker(said(at, { from: "staff", by: "朱主管", steppedIn: true }), "李敏")).toBe("朱主管（主管插话）");
  });
});
