import { describe, expect, it } from "vitest";
import { withDraft } from "./drafts.ts";

describe("what was begun and not sent", () => {
  const one = withDraft({}, "a", { gaps: { tier: "请确认档次" } });

  it("stands side by side, a case each, a notice beside a reason", () => {
    expect(withDraft(one, "b", { gaps: { mobile: "" } })).toEqual({
      a: { gaps: { tier: "请确认档次" } },
      b: { gaps: { mobile: "" } },
    });
    const reason = { because: "超过窗口", instead: "到窗口办" };
    expect(withDraft(one, "a", { reason })).toEqual({ a: { gaps: { tier: "请确认档次" }, reason } });
  });
  it("goes when it was sent or emptied, and leaves the others", () => {
    const two = withDraft(one, "b", { gaps: { mobile: "空号" } });
    expect(withDraft(two, "a", null)).toEqual({ b: { gaps: { mobile: "空号" } } });
    expect(withDraft(two, "a", { gaps: null })).toEqual({ b: { gaps: { mobile: "空号" } } });
    expect(withDraft({}, "a", null)).toEqual({});
    expect(two).toHaveProperty("a");
  });
});
