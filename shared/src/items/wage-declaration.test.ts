import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { judged } from "./judged.ts";
import { wageDeclaration as item } from "./wage-declaration.ts";

const today = "2026-05-20";
const file = ["22222222-2222-4222-8222-222222222222"];
const open = { declarationOpen: true, activeHere: true };
const who = { mobile: "13800138000" };
const say = (facts: Facts, answers: Answers) => judged(item, { facts: { ...open, ...facts }, answers }, today);

describe("年度工资申报: four people", () => {
  it("passes: at a trusted employer, at once and without papers", () => {
    expect(say({ employerTrusted: true }, { ...who, basis: "whole", wage: 610_000 })).toMatchObject({
      refused: null,
      open: [],
      bring: [],
      atOnce: true,
      told: expect.stringMatching(/下限[\s\S]*告诉员工本人/),
    });
  });

  it("refused: the window is closed, with when it opens; not insured here", () => {
    expect(say({ declarationOpen: false, declarationOpensOn: "2027年4月1日" }, {})).toMatchObject({
      refused: expect.stringContaining("下次从 2027年4月1日开始"),
      instead: expect.stringMatching(/到 2027年4月1日再来.*上年度基数/),
    });
    expect(say({ activeHere: false }, {})).toMatchObject({ insteadItem: "employee-enrolment" });
  });

  it("must bring the payroll, or the first pay of whoever came this year", () => {
    expect(say({}, { ...who, basis: "whole", wage: 610_000 })).toMatchObject({ bring: ["payroll"], atOnce: false });
    expect(say({}, { ...who, basis: "none", wage: 610_000, firstPay: file })).toMatchObject({
      bring: ["firstPay"],
      open: [],
    });
  });

  it("edge: insured against injury alone counts; no mobile, a negative or an absurd wage do not", () => {
    expect(say({ activeHere: false, injuryOnlyHere: true }, {}).refused).toBeNull();
    const rest = { ...who, basis: "none", firstPay: file };
    expect(say({}, { ...rest, mobile: "123", wage: 610_000 }).open).toEqual(["mobile"]);
    for (const wage of [-100, 0, 100_000_000]) expect(say({}, { ...rest, wage }).open).toEqual(["wage"]);
    expect(say({}, { ...rest, wage: 99_999_999 }).open).toEqual([]);
  });
});
