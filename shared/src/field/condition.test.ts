import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { all, any, before, equal, fact, holds, includes, namesIn, not, present, type Condition } from "./condition.ts";

const name = fc.constantFrom("a", "b", "c", "d");
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    fc.tuple(name, fc.oneof(fc.string({ maxLength: 2 }), fc.nat(2), fc.boolean())).map(([of, to]) => equal(of, to)),
    fc.tuple(name, name).map(([of, item]) => includes(of, item)),
    fc.tuple(name, name).map(([of, other]) => before(of, other)),
    name.map(present),
    name.map(fact),
    fc.array(tie("condition"), { maxLength: 3 }).map((of) => all(...of)),
    fc.array(tie("condition"), { maxLength: 3 }).map((of) => any(...of)),
    tie("condition").map(not),
  ),
}));
const answers = fc.dictionary(
  name,
  fc.oneof(fc.constantFrom("", "a", "2026-01", null), fc.nat(2), fc.boolean(), fc.array(name, { maxLength: 2 })),
);
const facts = fc.dictionary(
  name,
  fc.oneof(fc.boolean(), fc.nat(2), fc.constantFrom("", "x"), fc.array(name, { maxLength: 1 })),
);

describe("a condition", () => {
  it("says the same after it was stored and read again", () => {
    fc.assert(
      fc.property(condition, answers, facts, (one, given, known) => {
        const stored = JSON.parse(JSON.stringify(one)) as Condition;
        expect(holds(stored, given, known)).toBe(holds(one, given, known));
      }),
    );
  });

  it("obeys the rules of not, all and any", () => {
    fc.assert(
      fc.property(condition, condition, answers, facts, (one, other, given, known) => {
        const says = (asked: Condition) => holds(asked, given, known);
        expect(says(not(one))).toBe(!says(one));
        expect(says(all(one, other))).toBe(says(one) && says(other));
        expect(says(any(one, other))).toBe(says(one) || says(other));
        expect(says(not(all(one, other)))).toBe(says(any(not(one), not(other))));
      }),
    );
    expect([holds(all(), {}, {}), holds(any(), {}, {})]).toEqual([true, false]);
  });

  it("names every answer and fact it looks at: nothing else changes what it says", () => {
    fc.assert(
      fc.property(condition, answers, facts, (one, given, known) => {
        const names = namesIn(one);
        const only = <V>(from: Readonly<Record<string, V>>, kept: string[]) =>
          Object.fromEntries(Object.entries(from).filter(([key]) => kept.includes(key)));
        expect(holds(one, only(given, names.fields), only(known, names.facts))).toBe(holds(one, given, known));
      }),
      { numRuns: 500 },
    );
    expect(namesIn(all(before("from", "to"), not(any(fact("insured"), includes("schemes", "pension")))))).toEqual({
      fields: ["from", "to", "schemes"],
      facts: ["insured"],
    });
  });

  it("tells no and zero, which are answers, from none", () => {
    expect([false, 0, "否", ["a"]].map((a) => holds(present("a"), { a }, {}))).toEqual([true, true, true, true]);
    expect([undefined, null, "", []].map((a) => holds(present("a"), { a }, {}))).toEqual([false, false, false, false]);
  });

  it("takes 1 and the text 1 for different answers, and the same month for not before itself", () => {
    expect(holds(equal("a", 1), { a: "1" }, {})).toBe(false);
    expect(holds(before("a", "b"), { a: "2026-01", b: "2026-01" }, {})).toBe(false);
    expect(holds(before("a", "b"), { a: "2025-12", b: "2026-01" }, {})).toBe(true);
    expect(holds(before("a", "b"), { a: 1, b: 2 }, {})).toBe(false);
  });

  it("takes an empty list of facts for none", () => {
    expect(holds(fact("gaps"), {}, { gaps: [] })).toBe(false);
    expect(holds(fact("gaps"), {}, { gaps: ["2026-01"] })).toBe(true);
  });
});
