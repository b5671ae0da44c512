import { describe, expect, it } from "vitest";
import { dueWords, timeWords, waitTone, waitWords } from "./beijing.ts";

// 23:30 in Beijing, still the 23rd there.
const now = new Date("2026-11-23T15:30:00Z");

describe("words for time", () => {
  it("says today's times bare and others with their day, in Beijing whatever the computer thinks", () => {
    expect(timeWords("2026-11-23T06:20:00Z", now)).toBe("14:20");
    expect(timeWords("2026-11-22T06:20:00Z", now)).toBe("昨天 14:20");
    expect(timeWords("2026-11-24T16:20:00Z", now)).toBe("11月25日 00:20");
    expect(timeWords("2026-11-23T17:00:00Z", now)).toBe("明天 01:00");
    expect(timeWords("2025-12-31T02:00:00Z", now)).toBe("2025年12月31日 10:00");
  });

  it("says how long somebody waits, and never a negative time when clocks differ", () => {
    expect(waitWords("2026-11-23T15:29:30Z", now)).toBe("1 分钟内");
    expect(waitWords("2026-11-23T15:31:30Z", now)).toBe("1 分钟内");
    expect(waitWords("2026-11-23T15:18:00Z", now)).toBe("12 分钟");
    expect(waitWords("2026-11-23T14:25:00Z", now)).toBe("1 小时 5 分");
    expect(waitWords("2026-11-21T14:25:00Z", now)).toBe("2 天");
    expect(waitTone("2026-11-23T15:10:00Z", now)).toBe("late");
    expect(waitTone("2026-11-23T15:25:00Z", now)).toBe("soon");
  });

  it("says a due day as a clerk would", () => {
    expect(dueWords("2026-11-23", now)).toEqual({ text: "今天到期", tone: "today" });
    expect(dueWords("2026-11-21", now)).toEqual({ text: "已超 2 天", tone: "late" });
    expect(dueWords("2026-11-24", now).text).toBe("明天到期 · 11月24日");
    expect(dueWords("2027-01-04", now).text).toBe("还有 42 天 · 2027年1月4日");
    expect(dueWords("waiting", now).tone).toBe("none");
    expect(dueWords(null, now).text).toBe("受理后起算");
  });
});
