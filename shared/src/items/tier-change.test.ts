import { describe, expect, it } from "vitest";
import { judgedFilled } from "./judged.ts";
import { tierChange as item } from "./tier-change.ts";

const facts = { flexibleActive: true, currentTier: 60 };

describe("缴费档次变更", () => {
  it("takes somebody who pays and wants another tier", () => {
    const one = judgedFilled(item, { facts, answers: { tier: "80", from: "2026-12" } });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
  });

  it("sends whoever has stopped to renewal, and the employed to their employer", () => {
    const stopped = judgedFilled(item, { facts: { flexibleActive: false } }).atTheDoor;
    expect(stopped?.insteadItem).toBe("flexible-employment-renewal");
    expect(judgedFilled(item, { facts: { employed: true } }).atTheDoor?.instead).toContain("单位");
  });

  it("brings nothing, whoever it is: everything is in the register", () => {
    expect(Object.values(item.materials).every((one) => one.from === "e-licence")).toBe(true);
  });

  it("knows nine tiers, from this month to the next", () => {
    expect(judgedFilled(item, { facts, answers: { tier: "65", from: "2026-12" } }).problems).toHaveLength(1);
    expect(judgedFilled(item, { facts, answers: { tier: "300", from: "2026-11" } }).problems).toEqual([]);
    expect(judgedFilled(item, { facts, answers: { tier: "300", from: "2027-01" } }).problems).toHaveLength(1);
  });
});
