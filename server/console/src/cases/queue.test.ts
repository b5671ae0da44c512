import { describe, expect, it } from "vitest";
import { afterDone, nextOf } from "./queue.ts";

const cards = ["a", "b", "c"].map((id) => ({ id }));

describe("the next case", () => {
  it("is the one below or above, and the first when none is open", () => {
    expect(nextOf(cards, "a", 1)).toBe("b");
    expect(nextOf(cards, "b", -1)).toBe("a");
    expect(nextOf(cards, null, 1)).toBe("a");
    expect(nextOf(cards, "gone", 1)).toBe("a");
  });

  it("is none at the ends, and in an empty list", () => {
    expect(nextOf(cards, "c", 1)).toBeUndefined();
    expect(nextOf(cards, "a", -1)).toBeUndefined();
    expect(nextOf([], null, 1)).toBeUndefined();
  });
});

describe("what comes up after a case is dealt with", () => {
  it("is the one below it, at the end the one above", () => {
    expect(afterDone(cards, "a")).toBe("b");
    expect(afterDone(cards, "b")).toBe("c");
    expect(afterDone(cards, "c")).toBe("b");
  });
  it("is the first when the list has already lost it, and none when nothing is left", () => {
    expect(afterDone(cards, "gone")).toBe("a");
    expect(afterDone(cards.slice(0, 1), "a")).toBeNull();
    expect(afterDone([], "a")).toBeNull();
  });
});
