import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { judged } from "./judged.ts";
import { monthCancellation as item } from "./month-cancellation.ts";

const today = "2026-11-28";
const owing = { everHere: true, activeHere: true, unpaidThisMonth: true };
const who = { month: "2026-11" };
const say = (facts: Facts, answers: Answers) => judged(item, { facts: { ...owing, ...facts }, answers }, today);

describe("职工当月欠款注销: four people", () => {
  it("passes: a wage that was wrong, nothing to bring, at once", () => {
    expect(say({}, { ...who, reason: "wrong-wage", rightWage: 520_000 })).toMatchObject({
      refused: null,
      open: [],
      bring: [],
      atOnce: true,
      told: expect.stringContaining("按新工资重新核定"),
    });
  });

  it("refused: arrived, nothing assessed, left but not stopped, never here", () => {
    expect(say({ unpaidThisMonth: false, arrivedThisMonth: true }, {})).toMatchObject({
      refused: expect.stringContaining("已经到账"),
      instead: expect.stringContaining("退收"),
    });
    expect(say({ unpaidThisMonth: false }, {}).refused).toContain("没有待缴的核定");
    expect(say({}, { ...who, reason: "left" })).toMatchObject({
      refused: expect.stringContaining("先停后退"),
      insteadItem: "employee-stop",
    });
    expect(say({ activeHere: false }, { ...who, reason: "wrong-wage" }).instead).toContain("已经离职");
    expect(say({ everHere: false, unpaidThisMonth: false }, {}).refused).toContain("没有由本单位参过保");
  });

  it("must say why when no reason fits", () => {
    expect(say({}, { ...who, reason: "other" }).open).toEqual(["note"]);
    expect(say({}, { ...who, reason: "wrong-wage" }).open).toEqual(["rightWage"]);
  });

  it("edge: left and stopped, the line of this month still open; next month is not yet", () => {
    expect(say({ activeHere: false }, { ...who, reason: "left" })).toMatchObject({ refused: null, open: [] });
    expect(say({}, { ...who, month: "2026-12", reason: "double" }).open).toEqual(["month"]);
    expect(say({}, { ...who, reason: "wrong-wage", rightWage: -1 }).open).toEqual(["rightWage"]);
  });
});
