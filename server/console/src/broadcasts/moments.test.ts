import { describe, expect, it } from "vitest";
import { instantOf, localOf } from "./moments.ts";

describe("a moment in a form", () => {
  it("is Beijing time, whatever the computer's zone", () => {
    expect(instantOf("2026-12-01T00:30")).toBe("2026-11-30T16:30:00Z");
    expect(localOf("2026-11-30T16:30:00.000Z")).toBe("2026-12-01T00:30");
  });

  it("is nothing while it is not chosen", () => {
    for (const text of ["", "2026-12-01", "2026-13-01T00:30"]) expect(instantOf(text)).toBeUndefined();
  });
});
