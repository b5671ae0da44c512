import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { employerInfoChange as item } from "./employer-info-change.ts";
import { judged } from "./judged.ts";

const today = "2026-11-28";
const who = {};
const say = (answers: Answers, facts: Facts = { employerOpened: true }) => {
  return judged(item, { facts: { ...facts }, answers }, today);
};

describe("单位一般信息变更: four employers", () => {
  it("passes: a new address, at once", () => {
    expect(say({ ...who, what: ["contact"], address: "武汉市虚构路 2 号" })).toMatchObject({
      refused: null,
      open: [],
      bring: [],
      atOnce: true,
    });
  });
  it("refused: what market regulation keeps; not opened", () => {
    expect(say({ ...who, what: ["register"] })).toMatchObject({
      refused: expect.stringContaining("社会保险法第五十七条"),
      instead: expect.stringContaining("市场监管"),
    });
    expect(say({}, { employerOpened: false }).instead).toContain("营业执照");
  });
  it("must name the colleague to hand over to, and hears what is lost", () => {
    const handing = say({ ...who, what: ["clerk"] });
    expect(handing.open).toEqual(["clerkName", "clerkIdNumber"]);
    expect(handing.told).toContain("您不再是这家单位的经办人");
  });
  it("edge: an address of a hundred characters, not one more", () => {
    const of = (length: number) => say({ ...who, what: ["contact"], address: "路".repeat(length) }).open;
    expect([of(100), of(101)]).toEqual([[], ["address"]]);
  });
});
