import { describe, expect, it } from "vitest";
import { flexibleEnrolment as item } from "./flexible-enrolment.ts";
import { judgedFilled } from "./judged.ts";

const plan = { work: "platform", schemes: ["pension", "medical"], tier: "60", from: "2026-11", region: "420102" };

describe("灵活就业人员参保登记", () => {
  it("takes a graduate who was never insured and delivers meals", () => {
    const one = judgedFilled(item, { facts: { insured: false }, answers: plan });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
    expect(one.warnings.join()).toContain("第 7 个月");
  });

  it("sends whoever was insured before to renewal, with the item that does it", () => {
    const { atTheDoor } = judgedFilled(item, { facts: { insured: true } });
    expect(atTheDoor).toMatchObject({ because: expect.stringContaining("以前参过保") });
    expect(atTheDoor?.insteadItem).toBe("flexible-employment-renewal");
    expect(judgedFilled(item, { facts: { employed: true, insured: true } }).atTheDoor?.because).toContain("第十条");
  });

  it("asks a trader for no paper: the licence comes from the register", () => {
    const trader = judgedFilled(item, { answers: { ...plan, work: "self-employed", licence: true } });
    expect([trader.problems, trader.brings]).toEqual([[], []]);
    expect(trader.asked).toContain("licence");
    expect(judgedFilled(item, { answers: plan }).asked).not.toContain("licence");
  });

  it("asks no tier of medical insurance alone, and stops at the month after next", () => {
    const { tier: _, ...medical } = plan;
    const one = judgedFilled(item, { answers: { ...medical, schemes: ["medical"] } });
    expect([one.problems, one.asked.includes("tier")]).toEqual([[], false]);
    expect(judgedFilled(item, { answers: { ...plan, from: "2026-12" } }).problems).toEqual([]);
    expect(judgedFilled(item, { answers: { ...plan, from: "2027-01" } }).problems).toHaveLength(1);
    expect(judgedFilled(item, { facts: { overAge: true } }).atTheDoor?.instead).toContain("城乡居民");
  });
});
