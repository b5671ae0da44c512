import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { agreementOf } from "./agreement.ts";
import { markProblems, noMarks, printTotal, totalOf, type Marks } from "./marks.ts";
import { pointsOf, rubricProblems, type Rubric } from "./rubric.ts";

const point = (id: string, most: number, mayNotApply = false) => ({
  id,
  name: `点 ${id}`,
  full: "做到了",
  less: "没有做到",
  most,
  mayNotApply,
});
const rubric: Rubric = {
  sections: [
    { id: "talk", name: "沟通", points: [point("polite", 10), point("heard", 20)] },
    { id: "work", name: "业务", points: [point("right", 30), point("guide", 20, true)] },
  ],
  criticals: [{ id: "rude", name: "辱骂市民", about: "骂人" }],
};
const given = (points: Record<string, number | null>, over: Partial<Marks> = {}): Marks => ({
  points: Object.entries(points).map(([id, points]) => ({ id, points, quote: null, comment: "看第三句" })),
  criticals: [],
  comment: "",
  ...over,
});
const full = given({ polite: 10, heard: 20, right: 30, guide: 20 });

/** Any rubric with any marks that may be handed in. */
const scored = fc
  .array(fc.record({ most: fc.integer({ min: 1, max: 16 }), mayNotApply: fc.boolean() }), {
    minLength: 1,
    maxLength: 12,
  })
  .chain((kinds) =>
    fc.record({
      rubric: fc.constant<Rubric>({
        sections: [
          {
            id: "s",
            name: "一",
            points: [point("always", 5), ...kinds.map((one, at) => point(`p${at}`, one.most, one.mayNotApply))],
          },
        ],
        criticals: rubric.criticals,
      }),
      points: fc.tuple(
        fc.integer({ min: 0, max: 5 }),
        ...kinds.map((one) => {
          const points = fc.integer({ min: 0, max: one.most });
          return one.mayNotApply ? fc.option(points, { nil: null }) : points;
        }),
      ),
      critical: fc.boolean(),
    }),
  )
  .map(({ rubric, points, critical }) => ({
    rubric,
    marks: given(
      Object.fromEntries(points.map((value, at) => [at === 0 ? "always" : `p${at - 1}`, value])),
      critical ? { criticals: [{ id: "rude", quote: "m1", comment: "" }] } : {},
    ),
  }));

describe("the total of a score", () => {
  it("is of a hundred, in tenths", () => {
    expect(totalOf(rubric, full)).toBe(1000);
    expect(totalOf(rubric, given({ polite: 10, heard: 10, right: 30, guide: 20 }))).toBe(875);
    expect([875, 1000, 5].map(printTotal)).toEqual(["87.5", "100", "0.5"]);
  });

  it("leaves out what does not apply, instead of giving or taking it", () => {
    expect(totalOf(rubric, given({ polite: 10, heard: 20, right: 15, guide: null }))).toBe(750);
  });

  it("is nought after a critical error, and nothing before anything is given", () => {
    expect(totalOf(rubric, { ...full, criticals: [{ id: "rude", quote: "m1", comment: "" }] })).toBe(0);
    expect(totalOf(rubric, noMarks)).toBeNull();
  });

  it("stays between 0 and 1000 in whole tenths, is 1000 only when nothing was lost, and 0 with a critical error", () => {
    fc.assert(
      fc.property(scored, ({ rubric, marks }) => {
        expect(markProblems(rubric, marks)).toEqual([]);
        const total = totalOf(rubric, marks) ?? -1;
        expect(Number.isInteger(total) && total >= 0 && total <= 1000).toBe(true);
        if (marks.criticals.length > 0) expect(total).toBe(0);
        const lost = pointsOf(rubric).some((one) => {
          const points = marks.points.find((mark) => mark.id === one.id)?.points ?? one.most;
          return points < one.most;
        });
        // One point of a few hundred rounds to no less than a tenth.
        if (marks.criticals.length === 0) expect(total === 1000).toBe(!lost);
      }),
      { numRuns: 300 },
    );
  });

  it("never falls when a point is given more, and does not depend on the order of the marks", () => {
    fc.assert(
      fc.property(scored, fc.nat(), ({ rubric, marks }, which) => {
        const total = totalOf(rubric, marks) ?? 0;
        expect(totalOf(rubric, { ...marks, points: marks.points.toReversed() })).toBe(total);
        const at = which % marks.points.length;
        const most = pointsOf(rubric).find((one) => one.id === marks.points[at]?.id)?.most ?? 0;
        const better = marks.points.map((one, n) =>
          n === at && one.points !== null ? { ...one, points: Math.min(most, one.points + 1) } : one,
        );
        expect(totalOf(rubric, { ...marks, points: better })).toBeGreaterThanOrEqual(total);
      }),
      { numRuns: 300 },
    );
  });
});

describe("marks that cannot be handed in", () => {
  const says = (marks: Marks) => markProblems(rubric, marks).map((one) => `${one.id}: ${one.message}`);

  it("leave a point out, give too much, or leave out what always applies", () => {
    expect(says({ ...full, points: full.points.slice(1) })).toEqual(["polite: 还没有评"]);
    expect(says(given({ polite: 11, heard: 20, right: 30, guide: 20 }))).toEqual(["polite: 要在 0 到 10 分之间"]);
    expect(says(given({ polite: 9.5, heard: 20, right: 30, guide: 20 }))).toEqual(["polite: 要在 0 到 10 分之间"]);
    expect(says(given({ polite: null, heard: 20, right: 30, guide: 20 }))).toEqual(["polite: 这一项每次都要评"]);
  });

  it("take points, or find a critical error, without a line or a word", () => {
    const silent = full.points.map((one) => ({ ...one, comment: " ", points: one.id === "heard" ? 12 : one.points }));
    expect(says({ ...full, points: silent })).toEqual(["heard: 扣了分，请点一句对话，或写明原因"]);
    expect(says({ ...full, points: silent.map((one) => ({ ...one, quote: "m1" })) })).toEqual([]);
    expect(says({ ...full, criticals: [{ id: "rude", quote: null, comment: "" }] })).toEqual([
      "rude: 一票否决要点一句对话，或写明原因",
    ]);
  });

  it("name what the rubric does not have, or the same twice", () => {
    expect(says({ ...full, points: [...full.points, { id: "other", points: 1, quote: null, comment: "" }] })).toEqual([
      "other: 评分表里没有这一项，请刷新",
    ]);
    expect(says({ ...full, points: [...full.points, ...full.points.slice(0, 1)] })).toEqual(["polite: 还没有评"]);
    expect(says({ ...full, criticals: [{ id: "late", quote: "m1", comment: "" }] })).toHaveLength(1);
  });
});

describe("a rubric", () => {
  it("has names, says what earns all, has none twice, no empty section, and something that is always judged", () => {
    expect(rubricProblems(rubric)).toEqual([]);
    const first = rubric.sections[0];
    if (!first) throw new Error("the rubric has no section");
    expect(rubricProblems({ ...rubric, criticals: [{ id: "new", name: "", about: "" }] })).toEqual([
      "有一项还没有写名称",
    ]);
    expect(rubricProblems({ ...rubric, sections: [{ ...first, points: [{ ...point("a", 5), full: "" }] }] })).toEqual([
      "「点 a」还没有写怎样算满分",
    ]);
    expect(rubricProblems({ ...rubric, sections: [first, { ...first, id: "again", points: [] }] })).toEqual([
      "「沟通」写了两次",
      "「沟通」下面还没有评分点",
    ]);
    expect(
      rubricProblems({ sections: [{ id: "s", name: "一", points: [point("a", 1, true)] }], criticals: [] }),
    ).toEqual(["至少要有一个评分点是每次都要评的"]);
    expect(
      rubricProblems({ sections: [{ ...first, points: [point("a", 150), point("b", 51)] }], criticals: [] }),
    ).toEqual(["分值合计最多 200 分，现在是 201 分"]);
    expect(
      rubricProblems({ ...rubric, criticals: [...rubric.criticals, { id: "polite", name: "另一个", about: "" }] }),
    ).toEqual(["有两项用了同一个编号，请删掉一项重新添加"]);
  });
});

describe("the agreement of two scorers", () => {
  const score = (marks: Marks) => ({ marks, total: totalOf(rubric, marks) ?? 0 });
  const other = given({ polite: 10, heard: 10, right: 30, guide: null });

  it("counts points given alike, how far totals lie apart, and verdicts that differ; the most disputed point first", () => {
    const rude: Marks = { ...full, criticals: [{ id: "rude", quote: "m1", comment: "" }] };
    const seen = agreementOf([
      { rubric, first: score(full), second: score(other) },
      { rubric, first: score(full), second: score(rude) },
    ]);
    expect(seen).toMatchObject({ pairs: 2, alike: 6, judged: 8, verdictsApart: 1 });
    // 1000 against 833, and 1000 against 0.
    expect(seen.apart).toBe(584);
    expect(seen.points.map((one) => [one.name, one.alike, one.judged])).toEqual([
      ["点 heard", 1, 2],
      ["点 guide", 1, 2],
      ["点 polite", 2, 2],
      ["点 right", 2, 2],
    ]);
  });

  it("is nothing, not a hundred per cent, of no pairs", () => {
    expect(agreementOf([])).toEqual({ pairs: 0, alike: 0, judged: 0, apart: null, verdictsApart: 0, points: [] });
  });
});
