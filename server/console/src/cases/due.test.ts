import type { StaffCaseCard } from "@wsi/shared/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dueInWords, inWorkOrder } from "./due.ts";

// Monday the 23rd, 23:30 in Beijing.
const now = new Date("2026-11-23T15:30:00Z");

describe("the promised day in words", () => {
  it("counts working days: Friday to Monday is one", () => {
    expect(dueInWords("2026-11-25", now)).toEqual({ text: "还有 2 个工作日 · 11月25日", tone: "calm" });
    expect(dueInWords("2026-11-30", now).text).toBe("还有 5 个工作日 · 11月30日");
    expect(dueInWords("2026-11-30", new Date("2026-11-27T02:00:00Z"))).toEqual({
      text: "还有 1 个工作日 · 11月30日",
      tone: "soon",
    });
  });

  it("leaves out a long holiday", () => {
    expect(dueInWords("2026-10-08", new Date("2026-09-30T02:00:00Z")).text).toBe("还有 1 个工作日 · 10月8日");
  });

  it("says today, and late from the next midnight in Beijing on, a weekend included", () => {
    expect(dueInWords("2026-11-23", now)).toEqual({ text: "今天到期", tone: "today" });
    expect(dueInWords("2026-11-20", now)).toEqual({ text: "已超期 1 个工作日", tone: "late" });
    expect(dueInWords("2026-11-20", new Date("2026-11-20T16:00:00Z"))).toEqual({ text: "已超期", tone: "late" });
  });

  it("has no day before acceptance and while it waits for the person", () => {
    expect(dueInWords(null, now).tone).toBe("none");
    expect(dueInWords("waiting", now).text).toBe("暂停计时");
  });
});

const card = (id: string, due: StaffCaseCard["due"], submittedAt: string | null) =>
  ({ id, due, submittedAt }) as StaffCaseCard;

describe("the order of work", () => {
  it("puts what presses on top, the longest late first, and the rest as it came in", () => {
    const cards = [
      card("new", null, "2026-11-23T01:00:00Z"),
      card("calm", "2026-11-26", "2026-11-20T01:00:00Z"),
      card("today", "2026-11-23", "2026-11-19T01:00:00Z"),
      card("old", null, "2026-11-18T01:00:00Z"),
      card("late", "2026-11-19", "2026-11-21T01:00:00Z"),
      card("waits", "waiting", "2026-11-22T01:00:00Z"),
    ];
    expect(inWorkOrder(cards, now).map((one) => one.id)).toEqual(["late", "today", "old", "calm", "waits", "new"]);
  });

  it("neither loses nor doubles a case, and keeps what is already in order", () => {
    const any = fc.record({
      id: fc.uuid(),
      due: fc.constantFrom(null, "waiting" as const, "2026-11-19", "2026-11-23", "2026-12-01"),
      submittedAt: fc.constantFrom(null, "2026-11-18T01:00:00Z", "2026-11-20T01:00:00Z"),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (rows) => {
        const sorted = inWorkOrder(rows as StaffCaseCard[], now);
        expect(new Set(sorted)).toEqual(new Set(rows));
        expect(sorted).toHaveLength(rows.length);
        expect(inWorkOrder(sorted, now)).toEqual(sorted);
      }),
    );
  });
});
