import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { employeeEnrolment as item } from "./employee-enrolment.ts";
import { judged } from "./judged.ts";

const today = "2026-11-28";
const who = {};
const file = ["22222222-2222-4222-8222-222222222222"];
const whole = { plan: "whole", entryDate: "2026-11-02", wage: 650_000 };
const ordinary = { employerOpened: true, employerTrusted: false, registered: true };
const say = (facts: Facts, answers: Answers) => judged(item, { facts: { ...ordinary, ...facts }, answers }, today);

describe("职工参保登记: four people", () => {
  it("passes: new at a trusted employer, nothing to bring, decided at once", () => {
    expect(
      judged(item, { facts: { ...ordinary, employerTrusted: true }, answers: { ...who, ...whole } }, today),
    ).toMatchObject({
      refused: null,
      bring: [],
      atOnce: true,
      told: expect.stringContaining("代扣"),
    });
  });

  it("refused: still insured elsewhere, with rule and remedy; and every other wrong beginning", () => {
    expect(say({ activeElsewhere: true }, { ...who, ...whole })).toMatchObject({
      refused: expect.stringContaining("一个人同一时间只能有一份"),
      instead: expect.stringContaining("停保减员"),
    });
    expect(say({ activeHere: true }, {})).toMatchObject({
      refused: expect.stringContaining("不能重复参保"),
      insteadItem: "employee-info-change",
    });
    expect(say({ flexibleActive: true }, whole).instead).toContain("暂停缴费");
    expect(say({ overAge: true }, whole).refused).toContain("社会保险法第十六条");
    expect(say({ retired: true }, whole).instead).toContain("只参加工伤保险");
    expect(say({ employerOpened: false }, {}).refused).toContain("社会保险法第五十七条");
    expect(say({ injuryOnlyHere: true }, { ...whole, plan: "injury" }).refused).toContain("不能重复参保");
  });

  it("must bring one proof, by what there is: a contract, or what stands for it", () => {
    expect(say({}, { ...who, ...whole, proof: "contract" })).toMatchObject({ bring: ["contract"], atOnce: false });
    expect(say({}, { ...who, ...whole, proof: "entry" }).bring).toEqual(["entryForm"]);
    expect(say({}, { ...who, ...whole, proof: "seconded", agreement: file }).bring).toEqual(["agreement"]);
    expect(say({}, { ...who, ...whole }).open).toEqual(["proof"]);
  });

  it("edge: a second job and somebody past the age may be insured against injury alone; entry today, not tomorrow", () => {
    const second = { ...who, ...whole, plan: "injury", proof: "contract", contract: file };
    expect(say({ activeElsewhere: true }, second)).toMatchObject({ refused: null, open: [] });
    expect(say({ overAge: true }, second).refused).toBeNull();
    expect(say({}, { ...second, entryDate: today }).open).toEqual([]);
    expect(say({}, { ...second, entryDate: "2026-11-29" }).open).toEqual(["entryDate"]);
    for (const wage of [0, -1, 100_000_000, 1.5, "6500"]) expect(say({}, { ...second, wage }).open).toEqual(["wage"]);
  });
});
