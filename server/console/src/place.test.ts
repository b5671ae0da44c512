import { describe, expect, it } from "vitest";
import { fragmentOf, placeOf, roomsFor } from "./place.ts";

describe("where the console is", () => {
  it("reads what it writes", () => {
    expect(placeOf(fragmentOf("cases", "11111111-1111-4111-8111-111111111111"))).toEqual({
      room: "cases",
      id: "11111111-1111-4111-8111-111111111111",
    });
    expect(placeOf(fragmentOf("desk"))).toEqual({ room: "desk", id: null });
  });
  it("is nowhere when the address means nothing", () => {
    expect(placeOf("#/nowhere").room).toBeNull();
    expect(placeOf("#/desk/<script>").room).toBeNull();
    expect(placeOf("").room).toBeNull();
  });
  it("shows each role its own rooms only", () => {
    expect(roomsFor(["agent"]).map((one) => one.room)).toEqual(["desk", "tickets", "own"]);
    expect(roomsFor(["reviewer"]).map((one) => one.room)).toEqual(["cases", "own"]);
    expect(roomsFor(["counter"]).map((one) => one.room)).toEqual(["slips", "hall", "own"]);
    expect(roomsFor(["editor"]).map((one) => one.room)).toContain("knowledge");
    expect(roomsFor(["admin"]).map((one) => one.room)).toEqual(["ledger", "office", "figures", "slips", "own"]);
  });
});
