import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSearch, judge } from "./index.ts";
import { createLexicon, ownLexicon } from "./lexicon/index.ts";
import { normalise, withClauses } from "./normalise.ts";
import { createRepair } from "./pinyin.ts";
import { read as readWith } from "./reading.ts";

const never = () => false;
const repair = createRepair(ownLexicon);
const read = (text: string, known: (pair: string) => boolean) => readWith(text, { lexicon: ownLexicon, repair }, known);
const named = (text: string) =>
  ownLexicon.mentionsIn(text).flatMap((one) => one.concepts.map((concept) => concept.name));

describe("the lexicon", () => {
  it("reads the longest forms, and every part of a compound that names a scheme or a group", () => {
    expect(named("50岁可以退休吗")).toEqual(["age", "condition", "retirement"]);
    expect(named("工伤认定")).toEqual(["recognise", "injury"]);
    expect(named("儿童医疗保险怎么办理")).toEqual(["residentMedical", "child", "how"]);
  });

  it("never reads over a comma", () => {
    expect(named("被公司辞退，社保")).not.toContain("refund");
  });

  it("takes a form that editors add, before what it meant, and hears it by its sound", () => {
    const taught = createLexicon([
      { form: "楚楚保", concept: "medical" },
      { form: "没有这样的", concept: "nothing" },
    ]);
    expect(taught.mentionsIn("楚楚保怎么交").flatMap((one) => one.concepts.map((concept) => concept.name))).toContain(
      "medical",
    );
    expect(named("楚楚保怎么交")).not.toContain("medical");
    expect(createRepair(taught)("楚楚宝怎么交", never)).toBe("楚楚保怎么交");
    const base = [
      { id: "m", question: "医疗保险怎么交", answer: "" },
      { id: "p", question: "养老保险怎么交", answer: "" },
    ];
    const first = (search: ReturnType<typeof createSearch>) => search.find(search.read("楚楚保怎么交"), 1)[0]?.entry.id;
    expect(first(createSearch(base, taught))).toBe("m");
  });

  it("is written the way texts are read: simplified, lower case, without blanks", () => {
    const odd = [...ownLexicon.forms()]
      .map(([form]) => form)
      .filter((form) => normalise(form) !== form && !/[一二三四五六七八九十]/.test(form));
    expect(odd).toEqual([]);
  });
});

describe("repairing", () => {
  it.each([
    ["医宝卡丢了", "医保卡丢了"],
    ["易地就医怎么报销", "异地就医怎么报销"],
    ["工商认定要多长时间", "工伤认定要多长时间"],
    ["失业保现金能领几个月", "失业保险金能领几个月"],
    ["养老rz怎么弄", "养老认证怎么弄"],
    ["shebaokazenmeban", "社保卡怎么办"],
  ])("%s is %s", (typed, meant) => expect(repair(typed, never)).toBe(meant));

  it.each(["刚出生的宝宝医保怎么上", "丈夫已缴纳社保", "生小孩能报销吗", "个体户怎么交"])("leaves %s alone", (typed) =>
    expect(repair(typed, never)).toBe(typed),
  );
});

describe("reading", () => {
  it("weighs the question above the story that leads to it", () => {
    const { terms } = read(
      "我上家公司三月份离职，社保交到三月，新公司六月份才给我交上，前几天住院了，医保能报销吗",
      never,
    );
    const weightOf = (pair: string) => terms.get(pair.charCodeAt(0) * 0x10000 + pair.charCodeAt(1));
    expect(weightOf("报销")).toBe(1);
    expect(weightOf("三月")).toBeLessThan(1);
  });

  it("takes two places for a move", () => {
    const { concepts, places } = read("养老保险从上海转到四川去", never);
    expect(places).toBe(2);
    expect([...concepts.keys()].map((one) => one.name)).toContain("moving");
  });

  it("does not take politeness for small talk", () => {
    expect([...read("你好请问失业金怎么领谢谢", never).outside]).toEqual([]);
    expect([...read("你好", never).outside].map((one) => one.name)).toEqual(["greeting"]);
  });

  it("brings traditional characters and numerals to one writing", () => {
    expect(withClauses("醫保卡，丟了！")).toBe("医保卡，丢了，");
    expect(normalise("繳滿十五年")).toBe("缴满15年");
    expect(normalise("五险一金可以一次性补吗")).toBe("五险一金可以一次性补吗");
  });
});

describe("searching", () => {
  const entry = (id: string, question: string) => ({ id, question, answer: `${question}：请带身份证到窗口办理。` });
  const search = createSearch([
    entry("unemployment", "失业金怎么领取"),
    entry("maternity", "生育津贴怎么领取"),
    entry("card", "社保卡丢了怎么补办"),
  ]);
  const first = (text: string) => search.find(search.read(text), 3)[0]?.entry.id;

  it("finds by meaning where no character is shared", () => {
    expect(first("辞职以后的失业补助去哪儿申领")).toBe("unemployment");
    expect(first("产假工资去哪儿申领")).toBe("maternity");
  });

  it("does not answer for another thing of the same neighbour, and does for the very thing", () => {
    const aid = createSearch([
      { id: "aid", question: "看病花钱太多，医疗救助怎么申请", answer: "向户口所在的社区申请医疗救助。" },
    ]);
    const decide = (text: string) => {
      const query = aid.read(text);
      return judge(query, aid.find(query, 3)).decision;
    };
    expect(decide("公租房怎么申请")).not.toBe("answer");
    expect(decide("看病花钱太多怎么申请医疗救助")).toBe("answer");
  });

  it("knows what share of a question an entry nowhere speaks of", () => {
    const strange = (text: string) => search.find(search.read(text), 1)[0]?.strange() ?? 1;
    expect(strange("社保卡丢了怎么补办")).toBe(0);
    // Another word for the same is hardly a stranger.
    expect(strange("失业补助怎么领取")).toBeLessThan(0.3);
    expect(strange("社保卡丢了能坐地铁去机场吗")).toBeGreaterThan(0.4);
  });

  it("leaves nothing behind for the next question", () => {
    const alone = search.find(search.read("社保卡丢了"), 3).map((one) => [one.entry.id, one.score]);
    search.find(search.read("失业金怎么领取"), 3);
    expect(search.find(search.read("社保卡丢了"), 3).map((one) => [one.entry.id, one.score])).toEqual(alone);
  });

  it("answers whatever is typed, and sorts by score", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (text) => {
        const query = search.read(text);
        const found = search.find(query, 10);
        const { confidence } = judge(query, found);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(found.map((one) => one.score)).toEqual(found.map((one) => one.score).toSorted((a, b) => b - a));
      }),
    );
  });
});
