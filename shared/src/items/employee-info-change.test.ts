import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { employeeInfoChange as item } from "./employee-info-change.ts";
import { judged } from "./judged.ts";
import { personInfoChange } from "./person-info-change.ts";

const today = "2026-11-28";
const who = {};
const say = (answers: Answers, facts: Facts = { activeHere: true }) =>
  judged(item, { facts: { ...facts }, answers }, today);

describe("员工一般信息变更: four people", () => {
  it("passes at once, without papers, and the employee is told", () => {
    expect(say({ ...who, what: ["contact"], address: "武汉市虚构路 9 号" })).toMatchObject({
      refused: null,
      open: [],
      bring: [],
      atOnce: true,
      told: expect.stringContaining("告诉员工本人"),
    });
  });
  it("refused: not insured here, and what the police keep", () => {
    expect(say({}, {})).toMatchObject({
      refused: expect.stringContaining("不由本单位参保"),
      insteadItem: "employee-enrolment",
    });
    expect(say({ ...who, what: ["key"] }).instead).toContain("身份证");
  });
  it("must fill in what was chosen", () => {
    expect(say({ ...who, what: ["household"] }).open).toEqual(["household"]);
  });
  it("edge: injury alone counts as insured here; the questions are those of the person's own item", () => {
    expect(say({ ...who, what: ["education"], education: "high" }, { injuryOnlyHere: true }).refused).toBeNull();
    expect(item.steps[1]?.fields).toEqual(personInfoChange.steps[1]?.fields);
  });
});
