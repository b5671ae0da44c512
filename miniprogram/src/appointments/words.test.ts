import { describe, expect, it } from "vitest";
import { shortDay, whenText } from "./words.ts";

describe("days of appointments", () => {
  it("carry their weekday, so that nobody has to look it up", () => {
    expect(shortDay("2026-03-04")).toBe("3月4日 周三");
    expect(shortDay("2026-10-10")).toBe("10月10日 周六");
  });
  it("stand with both ends of the time", () => {
    expect(whenText({ day: "2026-03-04", from: "09:30", to: "10:00" })).toBe("2026年3月4日 周三 09:30–10:00");
  });
});
