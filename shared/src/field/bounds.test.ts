import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths } from "../values/index.ts";
import {
  dayBound,
  field,
  maskAnswer,
  monthBound,
  parseAnswer,
  printAnswer,
  sampleAnswer,
  type Field,
} from "./index.ts";

const today = "2026-11-23";
const answer = (asked: Field, raw: unknown) => {
  const read = parseAnswer(asked, raw, today);
  return read.ok ? read.value : read.message;
};
const day = fc.nat(2_000).map((after) => addDays("2024-01-01", after));

describe("the bounds of a question", () => {
  it("of a day are read relative to today in Beijing, both ends included", () => {
    expect(dayBound("today", today)).toBe(today);
    expect(dayBound({ daysFromToday: -30 }, today)).toBe("2026-10-24");
    expect(dayBound("2020-01-01", today)).toBe("2020-01-01");
    const asked = field.date({ label: "离职日期", from: { daysFromToday: -30 }, to: "today" });
    expect(answer(asked, "2026-10-24")).toBe("2026-10-24");
    expect(answer(asked, "2026年11月23日")).toBe(today);
    expect(answer(asked, "2026-10-23")).toBe("「离职日期」不能早于 2026年10月24日");
    expect(answer(asked, "2026-11-24")).toBe("「离职日期」不能晚于 2026年11月23日");
  });

  it("of a month are read relative to this month, over the turn of the year", () => {
    expect(monthBound("this-month", today)).toBe("2026-11");
    expect(monthBound({ monthsFromNow: 2 }, today)).toBe("2027-01");
    const asked = field.month({ label: "起始月份", from: { monthsFromNow: -3 }, to: "this-month" });
    expect(answer(asked, "2026-08")).toBe("2026-08");
    expect(answer(asked, "2026-07")).toBe("「起始月份」不能早于 2026年8月");
    expect(answer(asked, "2026-12")).toBe("「起始月份」不能晚于 2026年11月");
  });

  it("of an amount are fen, both ends included; a broken fen or text is no amount", () => {
    const asked = field.money({ label: "工资", min: 100, max: 20_000 });
    expect([answer(asked, 100), answer(asked, 20_000)]).toEqual([100, 20_000]);
    expect(answer(asked, 99)).toBe("「工资」不能少于 1.00 元");
    expect(answer(asked, 20_001)).toBe("「工资」不能多于 200.00 元");
    for (const raw of ["100", 100.5, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, null])
      expect(answer(asked, raw)).toBe("金额不对，请填写数字，最多两位小数");
  });

  it("of choices are their number; an order of ticking is not kept, the list's is", () => {
    const options = { a: "养老", b: "医疗", c: "失业" };
    const asked = field.choices({ label: "险种", options, min: 1, max: 2 });
    expect(answer(asked, ["c", "a"])).toEqual(["a", "c"]);
    expect(printAnswer(asked, ["a", "c"])).toBe("养老、失业");
    expect(answer(asked, [])).toBe("「险种」至少选 1 项");
    expect(answer(asked, ["a", "b", "c"])).toBe("「险种」最多选 2 项");
    expect(answer(asked, ["a", "a"])).toBe("「险种」里有重复的选择，请重选");
    for (const raw of ["a", ["d"], [1], ["toString"], null, {}])
      expect(answer(asked, raw)).toBe("请从列表里选择「险种」");
  });

  it("of text are characters as people count them, on one line unless more are asked for", () => {
    const asked = field.text({ label: "说明", max: 4 });
    expect(answer(asked, "  𠮷𠮷𠮷𠮷 ")).toBe("𠮷𠮷𠮷𠮷");
    expect(answer(asked, "五个字不行")).toBe("「说明」最多 4 个字，现在是 5 个");
    expect(answer(asked, "两\n行")).toBe("「说明」请写在一行里");
    expect(answer(field.text({ label: "说明", multiline: true }), "两\r\n行")).toBe("两\n行");
    for (const hidden of ["\u0000", "\u202e", "\u200b", "\u001b", "\ufeffx\ufeff\u2066"])
      expect(answer(asked, `a${hidden}b`)).toBe("「说明」里有看不见的符号，请删去重新输入");
    expect(answer(asked, 4)).toBe("这一项要填文字，请重新填写");
  });

  it("of a material are its files, each counted once, never a path or an address", () => {
    const asked = field.material({ label: "证明", accept: ["png"], maxFiles: 2 });
    const [one, two, three] = [1, 2, 3].map((n) => `00000000-0000-4000-8000-00000000000${n}`);
    expect(answer(asked, [one, one, two])).toEqual([one, two]);
    expect(answer(asked, [one, two, three])).toBe("「证明」最多传 2 个文件");
    for (const raw of [one, ["../../secret"], ["https://example.com/a.png"], [""], ["a b c d e f"], [{}], null])
      expect(answer(asked, raw)).toBe("「证明」没有上传成功，请重新上传");
    expect(printAnswer(asked, [one, two])).toBe("2 个文件");
    expect(maskAnswer(asked, [one])).not.toContain("0000");
  });

  it("of yes and no are the two words, and nothing that only looks like one", () => {
    const asked = field.yesNo({ label: "已离职" });
    expect([printAnswer(asked, true), maskAnswer(asked, false)]).toEqual(["是", "否"]);
    for (const raw of ["true", 1, 0, null, undefined, "是", []]) expect(answer(asked, raw)).toBe("请选择「已离职」");
  });
});

describe("a sample answer", () => {
  const seeds = fc.nat(100_000);
  const reads = (asked: Field, seed: number) => {
    expect(parseAnswer(asked, sampleAnswer(asked, seed, today), today)).toMatchObject({ ok: true });
  };

  it("lies within any bounds of an amount, also one that begins high and has no end", () => {
    fc.assert(
      fc.property(fc.option(fc.nat(9_000_000)), fc.option(fc.nat(9_000_000)), seeds, (min, span, seed) => {
        const from = min === null ? {} : { min };
        const to = span === null ? {} : { max: (min ?? 0) + span };
        reads(field.money({ label: "金额", ...from, ...to }), seed);
      }),
    );
    reads(field.money({ label: "金额", min: 1_000_001 }), 3);
  });

  it("lies within any bounds of days and months", () => {
    fc.assert(
      fc.property(day, fc.option(fc.nat(400)), fc.boolean(), seeds, (from, span, begins, seed) => {
        const to = addDays(from, span ?? 0);
        reads(field.date({ label: "日期", ...(begins ? { from } : {}), ...(span === null ? {} : { to }) }), seed);
        const [first, last] = [from.slice(0, 7), addMonths(from.slice(0, 7), span ?? 0)];
        reads(
          field.month({ label: "月份", ...(begins ? { from: first } : {}), ...(span === null ? {} : { to: last }) }),
          seed,
        );
      }),
    );
  });

  it("ticks as many as must be, of any list", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(8), seeds, (size, least, seed) => {
        const options = Object.fromEntries(Array.from({ length: size }, (_, at) => [`o${at}`, `第${at}项`]));
        reads(field.choices({ label: "选项", options, min: Math.min(least, size) }), seed);
        reads(field.choice({ label: "选项", options }), seed);
      }),
    );
  });

  it("is short where the question is", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), seeds, (max, seed) => {
        reads(field.text({ label: "说明", max }), seed);
      }),
    );
  });
});
