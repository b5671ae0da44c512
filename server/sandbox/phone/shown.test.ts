import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { onlyKnown, putAway, readShown, showBeside, showInstead, writeShown } from "./shown.ts";

describe("the phones on the desk", () => {
  it("come from the address, and the first person's when it names nobody", () => {
    expect(readShown("#f2,f7")).toEqual(["f2", "f7"]);
    expect(readShown("")).toEqual(["f1"]);
    expect(readShown("#<b>,../f3,f3")).toEqual(["f3"]);
  });

  it("are one to three different ones, whatever the address says", () => {
    const part = fc.oneof(
      fc.string({ maxLength: 6 }),
      fc.integer({ min: 0, max: 9 }).map((n) => `f${n}`),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const shown = readShown(`#${parts.join(",")}`);
        expect(shown.length).toBeGreaterThanOrEqual(1);
        expect(shown.length).toBeLessThanOrEqual(3);
        expect(new Set(shown).size).toBe(shown.length);
        expect(readShown(writeShown(shown))).toEqual(shown);
      }),
    );
  });

  it("are exchanged on the right, and nobody has two", () => {
    expect(showInstead(["f1"], "f4")).toEqual(["f4"]);
    expect(showInstead(["f1", "f2"], "f4")).toEqual(["f1", "f4"]);
    expect(showInstead(["f1", "f2"], "f1")).toEqual(["f1", "f2"]);
  });

  it("stand side by side as far as there is room", () => {
    expect(showBeside(["f1"], "f2", 2)).toEqual(["f1", "f2"]);
    expect(showBeside(["f1", "f2"], "f3", 2)).toEqual(["f2", "f3"]);
    expect(showBeside(["f1"], "f3", 1)).toEqual(["f3"]);
    expect(showBeside(["f1", "f2"], "f2", 3)).toEqual(["f1", "f2"]);
  });

  it("can be put away down to the last", () => {
    expect(putAway(["f1", "f2"], "f1")).toEqual(["f2"]);
    expect(putAway(["f2"], "f2")).toEqual(["f2"]);
  });

  it("of people who are gone are replaced by the first person's", () => {
    expect(onlyKnown(["f9"], ["f1", "f2"])).toEqual(["f1"]);
    expect(onlyKnown(["f9", "f2"], ["f1", "f2"])).toEqual(["f2"]);
    expect(onlyKnown(["f9"], [])).toEqual(["f1"]);
  });
});
