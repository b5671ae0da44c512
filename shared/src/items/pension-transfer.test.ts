import { describe, expect, it } from "vitest";
import { judgedFilled } from "./judged.ts";
import { pensionTransfer as item } from "./pension-transfer.ts";

const facts = { insured: true };

describe("养老保险关系转移", () => {
  it("asks whoever wants to see their progress nothing more", () => {
    const one = judgedFilled(item, { facts, answers: { want: "progress" } });
    expect([one.refusal, one.problems, one.brings]).toEqual([undefined, [], []]);
    expect(one.asked).toEqual(["name", "idNumber", "mobile", "want"]);
  });

  it("spares whoever moves within the province the way, and says why", () => {
    const within = judgedFilled(item, { facts, answers: { want: "apply", where: "same-province", military: false } });
    expect(within.refusal).toMatchObject({ because: expect.stringContaining("不用转移"), instead: expect.any(String) });
    expect(judgedFilled(item, { facts: { retired: true } }).atTheDoor?.because).toContain("养老金");
  });

  it("names the army's paper to a veteran alone", () => {
    const veteran = { want: "apply", where: "into", military: true };
    expect(judgedFilled(item, { facts, answers: veteran }).brings).toEqual(["record", "soldier"]);
    expect(judgedFilled(item, { facts, answers: { ...veteran, military: false } }).brings).toEqual(["record"]);
  });

  it("wants somebody insured here before they transfer here, not before they leave", () => {
    const into = judgedFilled(item, { facts: {}, answers: { want: "apply", where: "into", military: false } });
    expect(into.refusal?.insteadItem).toBe("flexible-enrolment");
    const out = judgedFilled(item, { facts: {}, answers: { want: "apply", where: "out-of", military: false } });
    expect(out.refusal).toBeUndefined();
  });
});
