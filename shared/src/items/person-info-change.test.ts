import { describe, expect, it } from "vitest";
import type { Answers, Facts } from "../field/index.ts";
import { judged } from "./judged.ts";
import { personInfoChange as item } from "./person-info-change.ts";

const today = "2026-11-28";
const who = {};
const say = (answers: Answers, facts: Facts = { insured: true }) =>
  judged(item, { facts: { ...facts }, answers }, today);

describe("个人一般信息变更: four people", () => {
  it("passes: a new number, nothing to bring, at once", () => {
    expect(say({ ...who, what: ["contact"], mobile: "13800138900" })).toMatchObject({
      refused: null,
      open: [],
      bring: [],
      atOnce: true,
    });
  });
  it("refused: a name is changed at the police first; never insured", () => {
    expect(say({ ...who, what: ["contact", "key"] })).toMatchObject({
      refused: expect.stringContaining("社会保险法第五十八条"),
      instead: expect.stringContaining("公安机关"),
    });
    expect(say({}, { insured: false }).instead).toContain("参保登记");
  });
  it("must choose what is to change, and fill in what was chosen", () => {
    expect(say(who).open).toEqual(["what"]);
    expect(say({ ...who, what: ["household", "education"] }).open).toEqual(["household", "education"]);
  });
  it("edge: retired people may; an answer to what was not chosen is not taken", () => {
    expect(
      say({ ...who, what: ["education"], education: "master" }, { insured: true, retired: true }).refused,
    ).toBeNull();
    expect(say({ ...who, what: ["education"], education: "master", mobile: "13800138900" }).open).toEqual(["mobile"]);
    expect(say({ ...who, what: ["contact"], mobile: "12345" }).open).toEqual(["mobile"]);
  });
});
