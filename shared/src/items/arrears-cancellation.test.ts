import { describe, expect, it } from "vitest";
import { faultsIn } from "../item/index.ts";
import { arrearsCancellation as item } from "./arrears-cancellation.ts";
import { judgedFilled } from "./judged.ts";

const facts = { ownArrears: ["2026-08"], arrearsFrom: "2026-08", arrearsTo: "2026-08" };

describe("欠费注销", () => {
  it("takes somebody who cannot pay, and says four times what is lost", () => {
    const one = judgedFilled(item, { facts, answers: { which: "all", why: "poor" } });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
    expect(one.warnings).toHaveLength(4);
  });

  it("turns away what an employer owes, with the law", () => {
    expect(judgedFilled(item, { facts: { ownArrears: [] } }).atTheDoor?.instead).toContain("第八十六条");
  });

  it("wants the proof of whoever says they were insured elsewhere", () => {
    expect(judgedFilled(item, { facts, answers: { which: "all", why: "double", elsewhere: ["f"] } }).brings).toEqual([
      "elsewhere",
    ]);
    expect(judgedFilled(item, { facts, answers: { which: "all", why: "other" } }).asked).toContain("explanation");
  });

  it("gives a day to think it over, and two pairs of eyes", () => {
    expect(item.coolOff.hours).toBe(24);
    expect([item.risk, item.handling]).toEqual(["high", "reviewed"]);
    expect(faultsIn({ ...item, handling: "instant" }).join()).toContain("cool-off");
    const turned = judgedFilled(item, {
      facts,
      answers: { which: "some", from: "2026-09", to: "2026-08", why: "poor" },
    });
    expect(turned.refusal?.because).toContain("不能比第一个月早");
  });
});
