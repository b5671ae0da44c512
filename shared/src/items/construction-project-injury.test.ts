import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { constructionProjectInjury as item } from "./construction-project-injury.ts";
import { judged } from "./judged.ts";

const today = "2026-11-28";
const file = ["22222222-2222-4222-8222-222222222222"];
const site = {
  projectName: "虚构湖示例小学",
  region: "420111",
  price: 120_000_000_000,
  from: "2026-12-01",
  to: "2027-12-01",
  howMany: "0",
  proof: "contract",
  subcontracted: false,
};
const say = (answers: Answers, facts: Facts = {}) => {
  return judged(item, { facts: { employerOpened: true, employerConstruction: true, ...facts }, answers }, today);
};

describe("建筑施工企业农民工参加工伤保险: four builders", () => {
  it("passes with a contract, at once, and hears that nobody is on the roster yet", () => {
    expect(say({ ...site, contract: file })).toMatchObject({
      refused: null,
      open: [],
      atOnce: true,
      told: expect.stringContaining("还没有登记人员"),
    });
  });
  it("refused: not a builder; the end before the beginning", () => {
    expect(say({}, { employerConstruction: false })).toMatchObject({
      refused: expect.stringContaining("工伤保险条例第十条"),
      insteadItem: "employee-enrolment",
    });
    expect(say({ ...site, to: "2026-11-30" }).refused).toContain("竣工日期早于开工日期");
  });
  it("must bring one proof, and the subcontract only when there is one", () => {
    expect(say(site).bring).toEqual(["contract"]);
    expect(say({ ...site, proof: "award", subcontracted: true }).bring).toEqual(["award", "subcontract"]);
  });
  it("edge: as many workers as were counted; a price above any belief", () => {
    expect(say({ ...site, howMany: "2", contract: file }).open).toEqual([
      "worker1Name",
      "worker1Id",
      "worker2Name",
      "worker2Id",
    ]);
    for (const price of [0, -5, 10_000_000_000_000])
      expect(say({ ...site, price, contract: file }).open).toEqual(["price"]);
    expect(say({ ...site, to: site.from, contract: file }).refused).toBeNull();
  });
});
