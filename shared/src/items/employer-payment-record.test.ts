import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { employerPaymentRecord as item } from "./employer-payment-record.ts";
import { judged } from "./judged.ts";

const today = "2026-11-28";
const who = {};
const say = (answers: Answers, facts: Facts = { employerOpened: true }) => {
  return judged(item, { facts: { ...facts }, answers }, today);
};

describe("单位缴费信息查询: four employers", () => {
  it("passes at once, with nothing to bring", () => {
    expect(say({ ...who, from: "2026-09", to: "2026-11" })).toMatchObject({
      refused: null,
      open: [],
      bring: [],
      atOnce: true,
      told: expect.stringContaining("员工可以看到"),
    });
  });
  it("refused: no account yet; months the wrong way round", () => {
    expect(say({}, {}).refused).toContain("社会保险法第五十七条");
    expect(say({ ...who, from: "2026-11", to: "2026-09" }).instead).toContain("换过来");
  });
  it("must say which months", () => {
    expect(say(who).open).toEqual(["from", "to"]);
  });
  it("edge: one month, one scheme, one name; not a month to come", () => {
    const one = { ...who, from: "2026-11", to: "2026-11", schemes: ["pension"], named: "白" };
    expect(say(one).open).toEqual([]);
    expect(say({ ...one, to: "2026-12" }).open).toEqual(["to"]);
    expect(say({ ...one, schemes: ["dental"] }).open).toEqual(["schemes"]);
  });
});
