import { describe, expect, it } from "vitest";
import { arrearsPayment as item } from "./arrears-payment.ts";
import { judgedFilled } from "./judged.ts";

const facts = { ownArrears: ["2026-08", "2026-10"], arrearsFrom: "2026-08", arrearsTo: "2026-10" };

describe("欠费补缴", () => {
  it("takes all months at once without another question", () => {
    const one = judgedFilled(item, { facts, answers: { which: "all" } });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
    expect(one.asked).not.toContain("from");
  });

  it("sends whoever owes nothing themselves to whom it concerns", () => {
    const { atTheDoor } = judgedFilled(item, { facts: { ownArrears: [] } });
    expect(atTheDoor?.instead).toMatch(/单位.*12333.*中断补缴/);
    expect(atTheDoor?.insteadItem).toBe("interruption-back-payment");
  });

  it("asks for the months of whoever pays only a part", () => {
    const one = judgedFilled(item, { facts, answers: { which: "some", from: "2026-08", to: "2026-09" } });
    expect([one.refusal, one.problems]).toEqual([undefined, []]);
    expect(one.asked).toEqual(expect.arrayContaining(["from", "to"]));
  });

  it("takes a range of one month, and none that ends before it begins", () => {
    expect(
      judgedFilled(item, { facts, answers: { which: "some", from: "2026-08", to: "2026-08" } }).refusal,
    ).toBeUndefined();
    const turned = judgedFilled(item, { facts, answers: { which: "some", from: "2026-10", to: "2026-08" } });
    expect(turned.refusal?.because).toContain("不能比第一个月早");
    expect(
      judgedFilled(item, { facts, answers: { which: "some", from: "2026-08", to: "2026-12" } }).problems,
    ).toHaveLength(1);
  });
});
