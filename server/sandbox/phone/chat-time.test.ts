import { describe, expect, it } from "vitest";
import { needsTime, timeLine } from "./chat-time.ts";

const now = Date.parse("2026-11-23T09:30:00+08:00");
const at = (text: string) => timeLine(Date.parse(`${text}+08:00`), now);

describe("a line of time", () => {
  it("says only the hour today, and what day it was before", () => {
    expect(at("2026-11-23T00:05:00")).toBe("00:05");
    expect(at("2026-11-22T23:59:00")).toBe("昨天 23:59");
    expect(at("2026-11-19T08:00:00")).toBe("星期四 08:00");
    expect(at("2026-11-16T08:00:00")).toBe("11月16日 08:00");
    expect(at("2025-12-31T08:00:00")).toBe("2025年12月31日 08:00");
  });

  it("does not wonder at a message from a little later", () => {
    expect(at("2026-11-23T09:31:00")).toBe("09:31");
  });

  it("stands above the first message, and after a silence of five minutes", () => {
    expect(needsTime(now, undefined)).toBe(true);
    expect(needsTime(now, now - 300_000)).toBe(false);
    expect(needsTime(now, now - 300_001)).toBe(true);
  });
});
