import type { AssessmentRunView } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { percentOf, resultWords } from "./run-words.ts";

const run: AssessmentRunView = {
  id: 1,
  month: "2026-11",
  total: 1_000_000,
  done: 999_999,
  lines: 0,
  due: 0,
  arrears: 0,
  by: "系统",
  startedAt: "2026-11-01T00:00:00Z",
  workedAt: null,
  finishedAt: null,
};

describe("a run of the monthly assessment", () => {
  it("is at a hundred percent only when it is finished", () => {
    expect(percentOf(run)).toBe(99);
    expect(percentOf({ ...run, total: 0, done: 0 })).toBe(0);
    expect(percentOf({ ...run, finishedAt: "2026-11-01T01:00:00Z" })).toBe(100);
  });
  it("says what it did, and that doing it twice changed nothing", () => {
    expect(resultWords(run)).toBe("没有新的缴费要核定");
    expect(resultWords({ ...run, lines: 1_200, due: 12_345, arrears: 3 })).toBe(
      "核定 1,200 笔，共 123.45 元；3 笔以前没缴的转为欠费",
    );
  });
});
