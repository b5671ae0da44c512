import { actionsFor, type CaseMoment } from "@wsi/shared/case";
import type { ItemDefinition } from "@wsi/shared/item";
import { describe, expect, it } from "vitest";
import { decisionsOf, declineName, lawfulReasons, toldConsequences } from "./decisions.ts";

const now = new Date("2026-11-23T02:00:00Z");
const moment: CaseMoment = {
  state: "submitted",
  handling: "reviewed",
  returns: 0,
  rated: false,
  waitsUntil: null,
  correcting: false,
};

describe("the buttons of a case", () => {
  it("follow its life, the usual next step last", () => {
    const buttons = (state: CaseMoment["state"], returns = 0) =>
      decisionsOf(actionsFor({ ...moment, state, returns }, "reviewer", now));
    expect(buttons("submitted")).toEqual(["return", "accept"]);
    expect(buttons("accepted")).toEqual(["decline", "return", "approve"]);
    expect(buttons("accepted", 1)).toEqual(["decline", "approve"]);
    for (const state of ["returned", "effective", "declined", "closed", "withdrawn"] as const)
      expect(buttons(state)).toEqual([]);
  });

  it("never offer what only the person or the machine does", () => {
    expect(decisionsOf(["save", "submit", "resubmit", "withdraw", "effect", "close", "expire", "rate"])).toEqual([]);
  });

  it("call a no by its name", () => {
    expect(declineName("submitted")).toBe("不予受理");
    expect(declineName("accepted")).toBe("不予通过");
  });

  it("repeat only those consequences that hold whatever the answers are", () => {
    const definition = {
      consequences: [{ warning: "一般不增加报销" }, { warning: "只对某些人", when: { kind: "fact", name: "retired" } }],
    } as unknown as ItemDefinition;
    expect(toldConsequences({ definition })).toEqual(["一般不增加报销"]);
  });

  it("take the reasons for a no from the item's own rules and law", () => {
    const definition = {
      basis: [{ title: "中华人民共和国社会保险法", article: "第十条", trust: "law" }],
      refusals: [{ because: "已领取养老金", instead: "打 12333" }],
    } as unknown as ItemDefinition;
    expect(lawfulReasons({ definition })).toEqual({
      because: ["已领取养老金（社会保险法第十条）"],
      instead: ["打 12333"],
    });
  });
});
