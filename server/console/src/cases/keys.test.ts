import { describe, expect, it } from "vitest";
import { strokeOf, type Pressed } from "./keys.ts";

const press = (key: string, more: Partial<Pressed> = {}) =>
  strokeOf({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    repeat: false,
    isComposing: false,
    target: null,
    ...more,
  });
/** An element that stands inside what `closest` is asked for, or does not. */
const element = (inside: string | null) =>
  ({ closest: (asked: string) => (inside && asked.includes(inside) ? {} : null) }) as unknown as EventTarget;

describe("the reviewer's keys", () => {
  it("go down, up and accept, with caps lock too", () => {
    expect(["j", "k", "a", "J", "K", "A"].map((key) => press(key))).toEqual([
      "next",
      "previous",
      "accept",
      "next",
      "previous",
      "accept",
    ]);
    expect(press("j", { target: element(null) })).toBe("next");
  });

  it("mean nothing while somebody types, in a dialog, or in the form of a notice", () => {
    for (const place of ["input", "textarea", "[role=dialog]", "[data-keys=off]"])
      for (const key of ["j", "k", "a"]) expect(press(key, { target: element(place) })).toBeNull();
    expect(press("j", { isComposing: true })).toBeNull();
  });

  it("leave the browser its own shortcuts and other letters", () => {
    expect(press("a", { ctrlKey: true })).toBeNull();
    expect(press("a", { metaKey: true })).toBeNull();
    expect(press("j", { altKey: true })).toBeNull();
    expect(press("q")).toBeNull();
    expect(press("Enter")).toBeNull();
  });

  it("open the map with ? and walk materials with the brackets", () => {
    expect(["?", "n", "c", "[", "]", "r", "z"].map((key) => press(key))).toEqual([
      "help",
      "claimNext",
      "claim",
      "materialBefore",
      "materialAfter",
      "rotate",
      "zoom",
    ]);
    expect(press("n", { isComposing: true })).toBeNull();
    expect(press("n", { repeat: true })).toBeNull();
  });

  it("accept once however long the key is held, but scroll on", () => {
    expect(press("a", { repeat: true })).toBeNull();
    expect(press("j", { repeat: true })).toBe("next");
  });
});
