import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { IdNumber } from "../values/index.ts";
import { judged } from "./judged.ts";
import { projectSupplement as item } from "./project-supplement.ts";

const today = "2026-11-28";
const file = ["22222222-2222-4222-8222-222222222222"];
const site = { certificate: "GS42011199990001" };
const say = (answers: Answers, facts: Facts = { employerHasProject: true }) => {
  return judged(item, { facts: { ...facts }, answers }, today);
};

describe("工程项目变更: four builders", () => {
  it("passes: somebody leaves the site, nothing to bring, at once", () => {
    const leaving = { ...site, what: ["leave"], leaverId: IdNumber.sample(3), leaveOn: today };
    expect(say(leaving)).toMatchObject({ refused: null, bring: [], atOnce: true });
  });
  it("refused: no project within its period", () => {
    expect(say({}, {})).toMatchObject({
      refused: expect.stringContaining("没有在工期内的参保项目"),
      insteadItem: "construction-project-injury",
    });
  });
  it("must bring the paper of each change", () => {
    expect(say({ ...site, what: ["price", "period"] }).bring).toEqual(["addition", "extension"]);
    expect(say({ ...site, what: ["price"], price: 130_000_000_000, addition: file })).toMatchObject({
      open: [],
      told: expect.stringContaining("补缴"),
    });
  });
  it("edge: leaving today, not tomorrow; an end today, not yesterday", () => {
    const leaving = { ...site, what: ["leave"], leaverId: IdNumber.sample(3) };
    expect(say({ ...leaving, leaveOn: "2026-11-29" }).open).toContain("leaveOn");
    const period = { ...site, what: ["period"], extension: file };
    expect([say({ ...period, to: today }).open, say({ ...period, to: "2026-11-27" }).open]).toEqual([[], ["to"]]);
  });
});
