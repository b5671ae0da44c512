import type { Figure } from "@wsi/shared/insurance";
import { describe, expect, it } from "vitest";
import { blankOf, draftOf, rowOf } from "./row-draft.ts";

const limits: Figure = {
  from: "2026-07",
  until: "2027-06",
  value: { lower: 450_000, upper: 2_250_050 },
  source: "通知",
  trust: "official",
  verified: false,
};
const tiers: Figure = { ...limits, value: { 60: 450_000, 100: 750_000 } };

describe("a row while it is typed", () => {
  it("comes back as it was", () => {
    expect(rowOf("base-limits", draftOf("base-limits", limits))).toEqual({ row: limits });
    expect(rowOf("flexible-tiers", draftOf("flexible-tiers", tiers))).toEqual({ row: tiers });
  });

  it("of a new year has the lines of the last one, and no number of it", () => {
    const blank = blankOf("flexible-tiers", "2027-07", tiers);
    expect(blank).toMatchObject({
      until: "2028-06",
      numbers: [
        { key: "60", text: "" },
        { key: "100", text: "" },
      ],
    });
    expect(rowOf("flexible-tiers", blank)).toEqual({
      problems: { "number-0": expect.any(String), "number-1": expect.any(String) },
    });
    expect(blankOf("late-fee", "2027-03", undefined)).toMatchObject({
      until: "",
      numbers: [{ key: "daily", text: "" }],
    });
  });

  it("names what cannot be read, and what stands twice", () => {
    const draft = draftOf("flexible-tiers", tiers);
    draft.numbers = [
      { key: "60", text: "4500" },
      { key: "60", text: "4600" },
      { key: "x", text: "1" },
    ];
    expect(rowOf("flexible-tiers", draft)).toEqual({
      problems: { "key-1": expect.stringContaining("重复"), "key-2": expect.any(String) },
    });
  });
});
