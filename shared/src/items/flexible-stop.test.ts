import { describe, expect, it } from "vitest";
import { flexibleStop as item } from "./flexible-stop.ts";
import { judgedFilled } from "./judged.ts";

const facts = { flexibleSchemes: ["pension", "medical"] };
const stop = { reason: "employed", schemes: ["pension", "medical"], from: "2026-12" };

describe("灵活就业人员暂停缴费", () => {
  it("takes somebody who found work, and brings nothing", () => {
    const one = judgedFilled(item, { facts, answers: stop });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
    expect(one.warnings.join()).toMatch(/超过 3 个月.*第 7 个月/);
  });

  it("tells whoever has nothing running who stops what", () => {
    expect(judgedFilled(item, { facts: { flexibleSchemes: [] } }).atTheDoor?.instead).toContain("单位");
    expect(judgedFilled(item, { facts: { retired: true } }).atTheDoor?.instead).toContain("12333");
  });

  it("warns whoever still owes months that stopping does not end them", () => {
    const owing = judgedFilled(item, { facts: { ...facts, ownArrears: ["2026-08"] }, answers: stop });
    expect(owing.warnings.join()).toContain("欠费注销");
    expect(judgedFilled(item, { facts, answers: stop }).warnings.join()).not.toContain("欠费注销");
  });

  it("warns only of what is stopped, and takes this month and the next", () => {
    const pension = judgedFilled(item, { facts, answers: { ...stop, schemes: ["pension"], from: "2026-11" } });
    expect(pension.problems).toEqual([]);
    expect(pension.warnings.join()).not.toContain("医保停缴");
    expect(judgedFilled(item, { facts, answers: { ...stop, from: "2026-10" } }).problems).toHaveLength(1);
  });
});
