import { describe, expect, it } from "vitest";
import { filterText, withPart } from "./payments/filter.tsx";
import { monthNow, retirementText, rowTag, runText, sourceText, spanText, standing } from "./words.ts";

const enrolment = {
  scheme: "pension",
  authority: "hrss",
  through: "flexible",
  startedOn: "2021-02",
  state: "active",
} as const;
const month = { month: "2026-11", fen: 133_775, payBy: "2026-11-20", through: "flexible" } as const;

describe("words of lookups", () => {
  it("count years and months as people do", () => {
    expect([0, 5, 12, 14, 240].map(spanText)).toEqual(["0 个月", "5 个月", "1 年", "1 年零 2 个月", "20 年"]);
    expect(runText({ from: "2026-06", to: "2026-06", months: 1 })).toBe("2026年6月");
    expect(runText({ from: "2026-06", to: "2026-07", months: 2 })).toBe("2026年6月到2026年7月，2 个月");
  });

  it("answer first whether one is insured", () => {
    expect(standing({ insured: [enrolment], last: null, retired: false })).toMatchObject({
      tone: "good",
      text: "正在参保：养老。灵活就业，自己缴费",
    });
    expect(standing({ insured: [], last: null, retired: true }).title).toContain("领养老金");
    expect(standing({ insured: [], last: { scheme: "pension", stoppedOn: "2026-05" }, retired: false }).text).toContain(
      "不会作废",
    );
    expect(standing({ insured: [], last: null, retired: false }).title).toBe("还没有参过保");
  });

  it("never tell an employee to pay what the employer owes", () => {
    expect(monthNow({ ...month, state: "waiting" }).text).toContain("2026年11月20日前缴");
    expect(monthNow({ ...month, through: "employer", state: "waiting" }).text).toContain("您不用管");
    expect(monthNow({ ...month, through: "employer", state: "overdue" }).word).toBe("单位还没缴");
    expect(monthNow({ ...month, state: "paid" })).toMatchObject({ tone: "good", word: "已到账" });
    expect(monthNow({ ...month, state: "coming" }).word).toBe("还没核定");
    expect(monthNow({ ...month, state: "none", through: null, payBy: null }).text).toContain("没有要缴的");
  });

  it("say how far it is to a pension, who answers, and until when", () => {
    expect(retirementText({ month: "2044-03", monthsNeeded: 240, monthsMissing: 0 })).toContain("已经够了");
    expect(retirementText({ month: "2044-03", monthsNeeded: 240, monthsMissing: 14 })).toContain("还差 1 年零 2 个月");
    expect(sourceText({ authority: "medical", asOf: "2026-11-28" })).toBe(
      "数据截至 2026年11月28日。医保部门负责，疑问打 12393。",
    );
  });

  it("give a person's bill the word of its worst line", () => {
    const line = { scheme: "pension", base: 1, unit: 1, person: 1, authority: "hrss", lateFee: 0, figures: 1 } as const;
    expect(rowTag({ open: false, lines: [{ ...line, status: "arrived" }] })[1]).toBe("已到账");
    expect(
      rowTag({
        open: true,
        lines: [
          { ...line, status: "arrived" },
          { ...line, status: "assessed" },
        ],
      })[1],
    ).toBe("待缴");
    expect(rowTag({ open: true, lines: [{ ...line, status: "assessed", lateFee: 3 }] })[1]).toBe("欠费");
    expect(rowTag({ open: false, lines: [{ ...line, status: "cancelled" }] })[1]).toBe("已作废");
  });
});

describe("the filter of payments", () => {
  const known = { from: 2016, to: 2026, payers: [{ key: "0", name: "武汉虚构茶饮有限公司" }] };
  it("is said in words", () => {
    expect(filterText({}, known)).toBe("全部记录");
    expect(filterText({ from: "2020", to: "2020" }, known)).toBe("2020年");
    expect(filterText({ from: "2020", payer: "0", state: "gap" }, known)).toBe(
      "2020年到2026年，武汉虚构茶饮有限公司，断缴的月份",
    );
  });
  it("is set by a tap, taken back by a second, and its years never run backwards", () => {
    expect(withPart({}, "scheme", "medical")).toEqual({ scheme: "medical" });
    expect(withPart({ scheme: "medical" }, "scheme", "medical")).toEqual({});
    expect(withPart({ to: "2019" }, "from", "2022")).toEqual({ from: "2022", to: "2022" });
    expect(withPart({ from: "2022" }, "to", "2019")).toEqual({ from: "2019", to: "2019" });
  });
});
