import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  all,
  any,
  before,
  equal,
  fact,
  field,
  holds,
  includes,
  kinds,
  maskAnswer,
  not,
  parseAnswer,
  present,
  printAnswer,
  sampleAnswer,
} from "./index.ts";

const today = "2026-11-23";
const asked = {
  personName: field.personName({ label: "姓名" }),
  idNumber: field.idNumber({ label: "身份证号码" }),
  creditCode: field.creditCode({ label: "信用代码" }),
  mobile: field.mobile({ label: "手机号码" }),
  bankCard: field.bankCard({ label: "银行卡号" }),
  region: field.region({ label: "参保地" }),
  date: field.date({ label: "日期" }),
  month: field.month({ label: "月份", to: "this-month" }),
  money: field.money({ label: "金额" }),
  choice: field.choice({ label: "原因", options: { a: "甲", b: "乙" } }),
  choices: field.choices({ label: "险种", options: { pension: "养老", medical: "医疗" }, min: 1, max: 2 }),
  yesNo: field.yesNo({ label: "是否" }),
  text: field.text({ label: "说明", max: 20 }),
  material: field.material({ label: "证明", accept: ["png"], maxFiles: 2 }),
} as const;

describe("the fourteen kinds", () => {
  it("are all here", () => {
    expect(Object.keys(asked).toSorted()).toEqual(Object.keys(kinds).toSorted());
    expect(Object.keys(kinds)).toHaveLength(14);
  });

  it.each(Object.entries(asked))("take their own sample, print and mask it: %s", (_name, one) => {
    fc.assert(
      fc.property(fc.nat(1_000), (seed) => {
        const sample = sampleAnswer(one, seed, today);
        const read = parseAnswer(one, sample, today);
        expect(read.ok).toBe(true);
        if (!read.ok) return;
        expect(parseAnswer(one, read.value, today)).toEqual(read);
        expect(printAnswer(one, read.value)).not.toBe("");
        expect(maskAnswer(one, read.value)).not.toBe("");
      }),
      { numRuns: 60 },
    );
  });

  it.each(Object.entries(asked))(
    "answer anything with a value or a Chinese sentence, and never throw: %s",
    (_name, one) => {
      fc.assert(
        fc.property(fc.oneof(fc.anything(), fc.jsonValue()), (raw) => {
          const read = parseAnswer(one, raw, today);
          if (!read.ok) expect(read.message).toMatch(/[\u4e00-\u9fff]/);
        }),
      );
    },
  );

  it.each(["personName", "idNumber", "creditCode", "mobile", "bankCard"] as const)(
    "hide what is a person's: %s",
    (name) => {
      const sample = sampleAnswer(asked[name], 7, today);
      expect(maskAnswer(asked[name], sample)).not.toContain(String(sample));
      expect(maskAnswer(asked[name], sample)).toContain("*");
    },
  );

  it("hide numbers in free text, too", () => {
    expect(maskAnswer(asked.text, "打 13800138000")).toBe("打 138****8000");
  });

  it("keep to their bounds", () => {
    expect(parseAnswer(asked.month, "2026-12", today).ok).toBe(false);
    expect(parseAnswer(asked.text, "字".repeat(21), today).ok).toBe(false);
    expect(parseAnswer(asked.choices, [], today).ok).toBe(false);
    expect(parseAnswer(asked.choices, ["pension", "pension"], today).ok).toBe(false);
    expect(parseAnswer(asked.choice, "constructor", today).ok).toBe(false);
    expect(parseAnswer(asked.choices, ["__proto__"], today).ok).toBe(false);
    expect(parseAnswer(asked.yesNo, "yes", today).ok).toBe(false);
  });
});

describe("conditions", () => {
  it("are what they say, and their negations the contrary", () => {
    const answers = { reason: "left", schemes: ["pension"], from: "2026-01", to: "2026-03", note: "" };
    const facts = { insured: true, gapMonths: ["2026-01"] };
    const cases = [
      [equal("reason", "left"), true],
      [equal("reason", "other"), false],
      [includes("schemes", "pension"), true],
      [includes("schemes", "medical"), false],
      [includes("reason", "left"), false],
      [before("from", "to"), true],
      [before("to", "from"), false],
      [present("reason"), true],
      [present("note"), false],
      [fact("insured"), true],
      [fact("retired"), false],
      [all(fact("insured"), equal("reason", "left")), true],
      [any(fact("retired"), equal("reason", "other")), false],
    ] as const;
    for (const [condition, expected] of cases) {
      expect([condition, holds(condition, answers, facts)]).toEqual([condition, expected]);
      expect(holds(not(condition), answers, facts)).toBe(!expected);
    }
  });

  it("about a question that was not answered do not hold", () => {
    for (const condition of [equal("x", "y"), includes("x", "y"), before("x", "y"), present("x"), fact("x")])
      expect(holds(condition, {}, {})).toBe(false);
  });
});
