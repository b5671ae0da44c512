import { clockOf } from "@wsi/shared/case";
import { describe, expect, it } from "vitest";
import { clockWords } from "./clock-words.ts";

const history = [{ action: "accept" as const, at: "2026-11-23T02:00:00Z" }];
const on = (day: string) => clockWords(clockOf(history, 3, day), new Date(`${day}T02:00:00Z`));

describe("a limit in words", () => {
  it("counts working days, says today, and says how late", () => {
    expect(on("2026-11-23")).toEqual({ text: "还有 3 个工作日 · 11月26日", tone: "green" });
    expect(on("2026-11-25")).toEqual({ text: "还有 1 个工作日 · 11月26日", tone: "amber" });
    expect(on("2026-11-26")).toEqual({ text: "今天到期", tone: "amber" });
    expect(on("2026-11-28")).toEqual({ text: "已超期 1 个工作日", tone: "red" });
  });

  it("has no day before acceptance and while it waits for the person", () => {
    expect(clockWords(clockOf([], 3, "2026-11-23"), new Date()).text).toBe("受理后起算");
    const waits = [...history, { action: "return" as const, at: "2026-11-24T02:00:00Z" }];
    expect(clockWords(clockOf(waits, 3, "2026-11-30"), new Date()).text).toBe("暂停计时");
  });
});
