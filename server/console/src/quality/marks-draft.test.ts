import type { Rubric } from "@wsi/shared/quality";
import { describe, expect, it } from "vitest";
import {
  changeCritical,
  draftOf,
  marksOf,
  pointDraft,
  pointsTyped,
  quotedFor,
  quoting,
  withCritical,
  withPoint,
} from "./marks-draft.ts";

const point = (id: string, name: string) => ({ id, name, full: "", less: "", most: 10, mayNotApply: false });
const rubric: Rubric = {
  sections: [{ id: "s", name: "沟通", points: [point("a", "礼貌"), point("b", "听懂")] }],
  criticals: [{ id: "rude", name: "粗鲁", about: "" }],
};

describe("marks while they are given", () => {
  it("hand over only points that stand; a line picked first waits for them", () => {
    const begun = quoting(draftOf(null), "a", "m1");
    expect(marksOf(begun).points).toEqual([]);
    expect(marksOf(withPoint(begun, "a", { points: 7 })).points).toEqual([
      { id: "a", points: 7, quote: "m1", comment: "" },
    ]);
    expect(marksOf(withPoint(begun, "a", { points: null })).points[0]?.points).toBeNull();
  });

  it("take a quote away when the same line is picked once more", () => {
    const once = quoting(draftOf(null), "a", "m1");
    expect(pointDraft(quoting(once, "a", "m2"), "a").quote).toBe("m2");
    expect(pointDraft(quoting(once, "a", "m1"), "a").quote).toBeNull();
  });

  it("quote a critical error only while it is ticked, and forget its words with the tick", () => {
    const ticked = changeCritical(withCritical(draftOf(null), "rude", true), "rude", { comment: "骂人" });
    expect(quoting(ticked, "rude", "m3").criticals).toEqual([{ id: "rude", quote: "m3", comment: "骂人" }]);
    expect(withCritical(withCritical(ticked, "rude", false), "rude", true).criticals[0]?.comment).toBe("");
  });

  it("read typed points as whole numbers within the point", () => {
    expect(["", "7", "25", "0", "x", "3分"].map((text) => pointsTyped(text, 10))).toEqual([
      undefined,
      7,
      10,
      0,
      undefined,
      3,
    ]);
  });

  it("say by line what it is quoted for", () => {
    const draft = quoting(
      quoting(quoting(withCritical(draftOf(null), "rude", true), "rude", "m1"), "a", "m1"),
      "b",
      "m2",
    );
    expect([...quotedFor(rubric, draft)]).toEqual([
      ["m1", ["礼貌", "粗鲁"]],
      ["m2", ["听懂"]],
    ]);
  });
});
