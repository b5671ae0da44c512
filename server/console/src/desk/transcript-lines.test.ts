import type { DeskMessage } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { speaker, transcriptLines } from "./transcript-lines.ts";

let seq = 0;
const said = (at: string, over: Partial<DeskMessage> = {}): DeskMessage => {
  seq += 1;
  return {
    id: `m${seq}`,
    seq,
    from: "citizen",
    by: null,
    kind: "text",
    text: "您好",
    at,
    delivery: null,
    reason: null,
    ...over,
  };
};
const shape = (messages: DeskMessage[]) =>
  transcriptLines(messages).map((line) => (line.is === "time" ? "time" : line.first ? "first" : "more"));

describe("the lines of a transcript", () => {
  it("has a time at the start, after five minutes of silence, and at midnight in Wuhan", () => {
    expect(
      shape([
        said("2026-11-23T15:58:00.000Z"),
        said("2026-11-23T15:59:00.000Z"),
        said("2026-11-23T16:01:00.000Z"),
        said("2026-11-23T16:06:00.000Z"),
      ]),
    ).toEqual(["time", "first", "more", "time", "first", "time", "first"]);
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
    expect(shape(lines)).toEqual(["time", "first", "first", "first", "more"]);
    expect(lines.map((one) => speaker(one, "李敏"))).toEqual([null, null, "王芳", "王芳"]);
    expect(speaker(said(at, { from: "bot" }), "李敏")).toBe("自动回复");
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
});
