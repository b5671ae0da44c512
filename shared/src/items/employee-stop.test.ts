import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { stopReasons } from "../insurance/index.ts";
import { employeeStop as item } from "./employee-stop.ts";
import { judged } from "./judged.ts";

const today = "2026-11-28";
const file = ["22222222-2222-4222-8222-222222222222"];
const here = { activeHere: true, everHere: true, schemesHere: ["pension"] };
const left = {
  leavingDate: "2026-11-20",
  schemes: ["pension", "medical"],
};
const say = (facts: Facts, answers: Answers) => judged(item, { facts: { ...here, ...facts }, answers }, today);

describe("职工停保减员: four people", () => {
  it("passes: moved to another employer, nothing to bring even at an ordinary employer", () => {
    expect(say({}, { ...left, reason: "moved" })).toMatchObject({
      refused: null,
      bring: [],
      told: expect.stringContaining("不涉及失业金"),
      atOnce: false,
    });
    expect(say({ employerTrusted: true }, { ...left, reason: "dismissed" })).toMatchObject({ bring: [], atOnce: true });
  });

  it("refused: stopped already, and never insured here", () => {
    expect(say({ activeHere: false, stoppedHere: true }, {})).toMatchObject({
      refused: expect.stringContaining("已经停保"),
      instead: expect.stringContaining("申请更正"),
    });
    expect(say({ activeHere: false, everHere: false }, {}).instead).toContain("那家单位停保");
  });

  it("must bring the paper of the reason, and hears what it means for unemployment benefit", () => {
    const dismissed = say({}, { ...left, reason: "dismissed", termination: file });
    expect(dismissed).toMatchObject({ bring: ["termination"], open: [] });
    expect(dismissed.told).toMatch(/可以申领失业金（社会保险法第四十五条）[\s\S]*15 日内/);
    const resigned = say({}, { ...left, reason: "resigned" });
    expect(resigned).toMatchObject({ bring: ["resignation"], told: expect.stringContaining("一般不能申领失业金") });
    const papers = Object.fromEntries(
      Object.keys(stopReasons).map((reason) => [reason, say({}, { ...left, reason }).bring[0] ?? null]),
    );
    expect(papers).toMatchObject({
      died: "death",
      military: "leavingPaper",
      retired: null,
      "employer-closed": "closing",
    });
    expect(Object.values(papers).every((one) => one !== "resignation" || papers["resigned"] === one)).toBe(true);
  });

  it("edge: insured against injury alone; unpaid months are told, not hidden", () => {
    expect(say({ activeHere: false, injuryOnlyHere: true }, { ...left, reason: "moved" }).refused).toBeNull();
    expect(say({ unpaidThisMonth: true, unpaidBefore: true }, left).told).toMatch(/当月欠款注销[\s\S]*万分之五/);
    expect(say({}, { ...left, reason: "moved", schemes: [] }).open).toEqual(["schemes"]);
    expect(say({}, { ...left, reason: "annoying" }).open).toEqual(["reason"]);
  });
});
