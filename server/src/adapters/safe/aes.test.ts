import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSafe } from "./aes.ts";

const key = Buffer.alloc(32, 1).toString("base64");
const next = Buffer.alloc(32, 2).toString("base64");

describe("the safe", () => {
  it("opens what it sealed, and shows nothing of it", () => {
    const safe = createSafe(key);
    fc.assert(
      fc.property(fc.string({ minLength: 8, unit: "binary" }), fc.string(), (secret, about) => {
        const sealed = safe.seal(secret, about);
        expect(sealed).not.toContain(secret);
        expect(safe.open(sealed, about)).toBe(secret);
      }),
    );
  });

  it("seals the same secret differently each time", () => {
    const safe = createSafe(key);
    expect(safe.seal("ABC", "a")).not.toBe(safe.seal("ABC", "a"));
  });

  it("does not open for somebody else, nor with a letter changed", () => {
    const safe = createSafe(key);
    const sealed = safe.seal("GEZDGNBVGY3TQOJQ", "staff 1");
    expect(() => safe.open(sealed, "staff 2")).toThrow(/authenticate/);
    const last = sealed.at(-2) === "A" ? "B" : "A";
    expect(() => safe.open(`${sealed.slice(0, -2)}${last}${sealed.slice(-1)}`, "staff 1")).toThrow(/authenticate/);
  });

  it("opens what the key before sealed, and says that it should be sealed again", () => {
    const old = createSafe(key).seal("ABC", "a");
    const safe = createSafe(next, key);
    expect(safe.open(old, "a")).toBe("ABC");
    expect(safe.isFresh(old)).toBe(false);
    expect(safe.isFresh(safe.seal("ABC", "a"))).toBe(true);
    expect(() => createSafe(next).open(old, "a")).toThrow(/which this process was not given/);
  });

  it("reads what was plain before there was a safe", () => {
    const safe = createSafe(key);
    expect(safe.open("GEZDGNBVGY3TQOJQ", "a")).toBe("GEZDGNBVGY3TQOJQ");
    expect(safe.isFresh("GEZDGNBVGY3TQOJQ")).toBe(false);
  });

  it("refuses a key that is too short", () => {
    expect(() => createSafe("c2hvcnQ=")).toThrow(/32 bytes/);
  });
});
