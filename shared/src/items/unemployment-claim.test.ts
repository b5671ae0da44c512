import { describe, expect, it } from "vitest";
import { judgedFilled } from "./judged.ts";
import { unemploymentClaim as item } from "./unemployment-claim.ts";

const facts = { insured: true };
const claim = { left: "contract-ended", looking: true, region: "420105", bankCard: "6222020200112230905" };

describe("失业保险金申领", () => {
  it("takes somebody whose contract ended with nothing but a bank card", () => {
    const one = judgedFilled(item, { facts, answers: claim });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
  });

  it("refuses whoever resigned or does not look for work, by the paragraph, with a way on", () => {
    const resigned = judgedFilled(item, { facts, answers: { ...claim, left: "resigned" } }).refusal;
    expect(resigned?.because).toContain("第四十五条第二项");
    expect(resigned?.instead).toContain("被迫离开");
    expect(judgedFilled(item, { facts, answers: { ...claim, looking: false } }).refusal?.instead).toContain("保留");
    expect(judgedFilled(item, { facts: { insured: true, employed: true } }).atTheDoor?.instead).toContain("减员");
  });

  it("wants of whoever was forced to leave the certificate, or else what shows it", () => {
    const forced = { ...claim, left: "forced" };
    expect(judgedFilled(item, { facts, answers: { ...forced, certificate: true } }).brings).toEqual(["termination"]);
    expect(judgedFilled(item, { facts, answers: { ...forced, certificate: false } }).brings).toEqual(["evidence"]);
    expect(judgedFilled(item, { facts, answers: claim }).asked).not.toContain("certificate");
  });

  it("refuses a card with a wrong digit, and warns whoever pays in flexible employment", () => {
    const wrong = judgedFilled(item, { facts, answers: { ...claim, bankCard: "6222020200112230906" } });
    expect(wrong.problems).toHaveLength(1);
    const both = judgedFilled(item, { facts: { insured: true, flexibleActive: true }, answers: claim });
    expect([both.refusal, both.warnings.join()]).toEqual([undefined, expect.stringContaining("避免重复")]);
  });
});
