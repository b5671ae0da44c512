import { describe, expect, it } from "vitest";
import { createKnowledge, entries, versionOf, type Entry } from "./index.ts";
import { ownLexicon } from "./retrieval/lexicon/index.ts";
import { normalise } from "./retrieval/normalise.ts";

const today = "2026-03-02";
const knowledge = createKnowledge();

describe("the entries", () => {
  it("are enough, distinct, dated and sourced", () => {
    expect(entries.length).toBeGreaterThanOrEqual(40);
    expect(new Set(entries.map((entry) => entry.id)).size).toBe(entries.length);
    const poor = entries.filter(
      (entry) =>
        !/^\d{4}-\d{2}-\d{2}$/.test(entry.effectiveFrom) || entry.source.title.length < 5 || entry.similar.length === 0,
    );
    expect(poor.map((entry) => entry.id)).toEqual([]);
  });

  it("are found by their own question", () => {
    const lost = entries.filter((entry) => knowledge.ask(entry.question, today).best[0]?.entry.id !== entry.id);
    expect(lost.map((entry) => entry.id)).toEqual([]);
  });

  it("are found by the ways people ask, even when that way is not written down", () => {
    // Every twentieth way is left out of all entries at once: left out one by one, each would need a knowledge base of its own.
    const FOLDS = 20;
    const ways = entries.flatMap(({ id, similar }) => similar.map((way) => ({ id, way })));
    const missed = Array.from({ length: FOLDS }, (_, fold) => {
      const left = ways.filter((_one, n) => n % FOLDS === fold);
      const without = createKnowledge(
        entries.map((entry) => ({
          ...entry,
          similar: entry.similar.filter((way) => !left.some((one) => one.id === entry.id && one.way === way)),
        })),
      );
      const found = ({ id, way }: (typeof left)[number]) =>
        without
          .ask(way, today)
          .best.slice(0, 3)
          .some((hit) => hit.entry.id === id);
      return left.filter((one) => !found(one));
    }).flat();
    expect(missed.length / ways.length).toBeLessThan(0.2);
  });

  it("change their version with every word", () => {
    const [entry] = entries;
    if (!entry) throw new Error("no entries");
    expect(versionOf({ ...entry, answer: `${entry.answer}。` })).not.toBe(versionOf(entry));
  });
});

const dated = (id: string, more: Partial<Entry>): Entry => ({
  id,
  question: "高温补贴什么时候发",
  similar: [],
  keywords: [],
  answer: id,
  topic: "综合",
  policyYear: 2026,
  effectiveFrom: "2026-01-01",
  source: { title: "通知" },
  trust: "official",
  linkedItems: [],
  ...more,
});

describe("asking", () => {
  it("never gives what is not valid today", () => {
    const dates = createKnowledge([
      dated("old", { effectiveFrom: "2020-01-01", expires: "2025-12-31" }),
      dated("now", {}),
      dated("next", { effectiveFrom: "2027-01-01" }),
    ]);
    const given = (day: string) => dates.ask("高温补贴什么时候发", day).best.map((hit) => hit.entry.id);
    expect(given("2025-12-31")).toEqual(["old"]);
    expect(given("2026-01-01")).toEqual(["now"]);
    expect(given("2027-01-01").toSorted()).toEqual(["next", "now"]);
    expect(dates.find("old", "2026-01-01")).toBeUndefined();
  });

  it.each([
    ["断缴了怎么办", "gap-what-to-do"],
    ["社保斷了怎麼辦", "gap-what-to-do"],
    ["失业金能领几个月？", "unemployment-months"],
    ["社保卡丢了么办", "card-lost"],
    ["灵活就业养老一个月要交几多钱", "flexible-monthly-amount"],
  ])("%s is about %s", (question, id) => {
    expect(knowledge.ask(question, today).best[0]?.entry.id).toBe(id);
  });

  it.each([
    "红色裤子配什么上衣",
    "公积金贷款额度怎么算",
    "哈哈哈哈",
    "？？？",
    "",
    "驾照换证在哪里办",
    "帮我查一下我的养老金账户还有多少钱",
  ])("does not pretend to know %j", (question) => {
    expect(knowledge.ask(question, today).decision).not.toBe("answer");
  });

  it("is quick with a long story", () => {
    const { best } = knowledge.ask("我原来在一家公司上班后来辞职了社保就断了".repeat(200), today);
    expect(best.length).toBeGreaterThan(0);
  });
});

describe("reading", () => {
  it("brings dialect, traditional and full-width writing to one", () => {
    expect(normalise("社保冇交，么样办？")).toBe("社保没有交怎么样办");
    expect(normalise("醫保卡丟了怎麼辦")).toBe("医保卡丢了怎么办");
    expect(normalise("十五年，ＡＢＣ１５年")).toBe("15年abc15年");
  });

  it("reads the longest name of a thing", () => {
    const named = ownLexicon
      .mentionsIn("居民养老保险可以退休吗")
      .flatMap((one) => one.concepts.map((concept) => concept.name));
    expect(named).toEqual(["residentPension", "condition", "retirement"]);
  });
});
