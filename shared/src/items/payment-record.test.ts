import { describe, expect, it } from "vitest";
import { certificatePurposes } from "./certificate-purposes.ts";
import { judgedFilled } from "./judged.ts";
import { paymentRecord as item } from "./payment-record.ts";

const facts = { insured: true };

describe("缴费信息查询、参保证明打印", () => {
  it("gives two taps' worth of questions to somebody who buys a flat", () => {
    const one = judgedFilled(item, { facts, answers: { purpose: "housing", span: "24" } });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
    expect(one.asked).toEqual(["name", "idNumber", "mobile", "purpose", "span"]);
  });

  it("sends whoever was never insured to enrolment", () => {
    expect(judgedFilled(item, { facts: {} }).atTheDoor?.insteadItem).toBe("flexible-enrolment");
  });

  it("asks for the months of whoever wants their own", () => {
    const own = judgedFilled(item, {
      facts,
      answers: { purpose: "general", span: "own", from: "2020-01", to: "2020-12" },
    });
    expect([own.refusal, own.problems]).toEqual([undefined, []]);
    const turned = judgedFilled(item, {
      facts,
      answers: { purpose: "general", span: "own", from: "2021-01", to: "2020-12" },
    });
    expect(turned.refusal?.instead).toContain("更晚");
  });

  it("knows five purposes that say whether months paid later count, and whose rule that is", () => {
    const { housing, residence, school, fund, general } = certificatePurposes;
    expect([housing, residence, school, fund, general].map((one) => one.countsBackPaid)).toEqual([
      false,
      false,
      true,
      false,
      true,
    ]);
    for (const one of [housing, residence, school, fund])
      expect([one.trust, one.note]).toEqual(["weak", expect.stringContaining("为准")]);
    expect(judgedFilled(item, { facts, answers: { purpose: "visa", span: "24" } }).problems).toHaveLength(1);
  });
});
