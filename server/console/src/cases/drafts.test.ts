import { describe, expect, it } from "vitest";
import { withDraft } from "./drafts.ts";

describe("notices begun and not sent", () => {
  const one = withDraft({}, "a", { tier: "请确认档次" });

  it("stand side by side, a case each", () => {
    expect(withDraft(one, "b", { mobile: "" })).toEqual({ a: { tier: "请确认档次" }, b: { mobile: "" } });
    expect(withDraft(one, "a", { mobile: "空号" })).toEqual({ a: { mobile: "空号" } });
  });
  it("go when they were sent or emptied, and leave the others", () => {
    const two = withDraft(one, "b", { mobile: "空号" });
    expect(withDraft(two, "a", null)).toEqual({ b: { mobile: "空号" } });
    expect(withDraft({}, "a", null)).toEqual({});
    expect(two).toHaveProperty("a");
  });
});
