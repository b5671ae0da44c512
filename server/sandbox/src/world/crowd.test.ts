import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crowdNumber, crowdOpenid, crowdUnionid } from "./crowd-openids.ts";
import { createCrowd, MOST_OF_A_CROWD } from "./crowd.ts";
import { createMembers } from "./members.ts";
import { createTally } from "./tally.ts";

const place = fc.nat(MOST_OF_A_CROWD - 1);

describe("openids of the crowd", () => {
  it("look like WeChat's, and lead back to their number", () =>
    fc.assert(
      fc.property(place, (number) => {
        expect(crowdOpenid(number)).toMatch(/^o[\w-]{27}$/);
        expect(crowdNumber(crowdOpenid(number))).toBe(number);
      }),
    ));

  it("are all different, and no other text is one of them", () => {
    expect(new Set(Array.from({ length: 50_000 }, (_, number) => crowdOpenid(number))).size).toBe(50_000);
    fc.assert(
      fc.property(place, fc.integer({ min: 1, max: 27 }), (number, at) => {
        const openid = crowdOpenid(number);
        const other = openid[at] === "A" ? "B" : "A";
        expect(crowdNumber(openid.slice(0, at) + other + openid.slice(at + 1))).toBeUndefined();
      }),
    );
    expect(crowdNumber(crowdUnionid(7))).toBeUndefined();
    expect(crowdNumber("oSomebodyElse000000000000000")).toBeUndefined();
  });

  it("belong to a crowd only as far as it reaches", () => {
    const crowd = createCrowd();
    crowd.grow(3, 1_000);
    crowd.grow(2, 2_000);
    expect([0, 4, 5].map((number) => crowd.numberOf(crowdOpenid(number)))).toEqual([0, 4, undefined]);
    expect([2, 3].map((number) => crowd.cameAt(number))).toEqual([1_000, 2_000]);
    expect(["c1", "c5", "c6", "c0", "f1"].map((id) => crowd.numberOfId(id))).toEqual([
      0,
      4,
      undefined,
      undefined,
      undefined,
    ]);
    expect(() => crowd.grow(MOST_OF_A_CROWD, 3_000)).toThrow(RangeError);
  });
});

describe("a set of members", () => {
  it("behaves as a set of texts does, page by page and after a restart", () =>
    fc.assert(
      fc.property(
        fc.array(fc.record({ add: fc.boolean(), who: fc.nat(29) }), { maxLength: 80 }),
        fc.integer({ min: 1, max: 7 }),
        (steps, most) => {
          const crowd = createCrowd();
          crowd.grow(20, 0);
          const nameOf = (who: number) => (who < 20 ? crowdOpenid(who) : `person ${who}`);
          const members = createMembers(crowd);
          const model = new Set<string>();
          for (const { add, who } of steps) {
            members[add ? "add" : "delete"](nameOf(who));
            model[add ? "add" : "delete"](nameOf(who));
          }
          const kept = createMembers(crowd, members.people(), members.packed());
          for (const one of [members, kept]) {
            const paged: string[] = [];
            for (let page = one.page("", most); page && page.length > 0; page = one.page(paged.at(-1) ?? "", most))
              paged.push(...page);
            expect(paged).toEqual([...one.all()]);
            expect(new Set(paged)).toEqual(model);
            expect([paged.length, one.size]).toEqual([model.size, model.size]);
          }
          expect(members.page("nobody", most)).toBeUndefined();
        },
      ),
    ));
});

describe("a tally", () => {
  it("counts people and crowd alike, to 255, and lasts", () => {
    const crowd = createCrowd();
    crowd.grow(10, 0);
    const tally = createTally(crowd);
    for (const openid of [crowdOpenid(3), crowdOpenid(3), "person"]) tally.add(openid);
    for (let time = 0; time < 300; time++) tally.add(crowdOpenid(9));
    const again = createTally(crowd, tally.entries(), tally.packed());
    expect([crowdOpenid(3), crowdOpenid(4), "person", "other"].map((openid) => again.of(openid))).toEqual([2, 0, 1, 0]);
    expect([...again.bytes()]).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 255]);
    again.clear();
    expect([again.of("person"), again.of(crowdOpenid(3))]).toEqual([0, 0]);
  });
});
