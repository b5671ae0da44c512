import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { choose, isTwice } from "./choosing.ts";

const pool = fc.uniqueArray(fc.record({ talk: fc.uuid(), agent: fc.constantFrom("王", "李", "赵") }), {
  selector: (one) => one.talk,
  maxLength: 40,
});

describe("a draw", () => {
  it("chooses the same from the same seed in whatever order the talks come, as many of each agent as there are up to the number", () => {
    fc.assert(
      fc.property(pool, fc.string(), fc.integer({ min: 0, max: 5 }), (talks, seed, perAgent) => {
        const chosen = choose(talks, seed, perAgent);
        expect(choose(talks.toReversed(), seed, perAgent)).toEqual(chosen);
        for (const agent of ["王", "李", "赵"]) {
          const theirs = talks.filter((one) => one.agent === agent);
          expect(theirs.filter((one) => chosen.has(one.talk))).toHaveLength(Math.min(perAgent, theirs.length));
        }
        expect([...chosen].every((talk) => talks.some((one) => one.talk === talk))).toBe(true);
      }),
    );
  });

  it("does not choose one agent's talks by what another agent's are", () => {
    fc.assert(
      fc.property(pool, fc.string(), (talks, seed) => {
        const alone = talks.filter((one) => one.agent === "王");
        const among = choose(talks, seed, 2);
        expect([...choose(alone, seed, 2)].every((talk) => among.has(talk))).toBe(true);
      }),
    );
  });

  it("favours nobody's first or last talk: over many seeds every talk has its turn", () => {
    const talks = Array.from({ length: 10 }, (_, at) => ({ talk: `talk-${at}`, agent: "王" }));
    const turns = new Map<string, number>();
    for (let seed = 0; seed < 1_000; seed++)
      for (const talk of choose(talks, String(seed), 2)) turns.set(talk, (turns.get(talk) ?? 0) + 1);
    // 200 expected of each; five times the deviation of a fair draw.
    for (const count of turns.values()) expect(Math.abs(count - 200)).toBeLessThan(65);
    expect(turns.size).toBe(10);
  });

  it("has about as many scored by two as the setting says, and none or all at the ends", () => {
    const ids = Array.from({ length: 2_000 }, (_, at) => `talk-${at}`);
    const twice = (percent: number) => ids.filter((talk) => isTwice("seed", talk, percent)).length;
    expect([twice(0), twice(100)]).toEqual([0, 2_000]);
    expect(Math.abs(twice(10) - 200)).toBeLessThan(70);
  });
});
