import type { BroadcastContent } from "@wsi/shared/contract";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFlaws, isAllowedLink } from "./flaws.ts";
import { renderBody } from "./render.ts";
import { draftOf } from "../testing/scene.ts";

const cover = "11111111-1111-4111-8111-111111111111";
const article = (text: string, link?: string) => ({
  title: "政策解读",
  author: "",
  digest: "",
  cover,
  sourceUrl: null,
  blocks: [
    { kind: "heading" as const, text: "要点" },
    { kind: "paragraph" as const, runs: [{ text, ...(link === undefined ? {} : { link }) }] },
  ],
});
const flawsOf = (content: BroadcastContent) => findFlaws(draftOf({ content }), []);
const articles = (...all: ReturnType<typeof article>[]): BroadcastContent => ({ kind: "articles", articles: all });

describe("the check before submitting", () => {
  it("names a forbidden word and where it stands, also when it is spread out", () => {
    expect(flawsOf(articles(article("平常的话"), article("这是史 上\u200b最好的政策，过期作废")))).toMatchObject([
      { where: "第 2 篇正文第 2 段", what: "史上最" },
      { where: "第 2 篇正文第 2 段", what: "过期作废" },
    ]);
  });

  it("lets links lead only to the state and to WeChat", () => {
    const good = ["https://rsj.wuhan.gov.cn/zwgk", "https://mp.weixin.qq.com/s/abc"];
    const bad = [
      "https://gov.cn.example.com/",
      "https://evilgov.cn/",
      "https://user@rsj.wuhan.gov.cn/",
      "http://www.gov.cn/",
    ];
    expect(good.filter(isAllowedLink)).toEqual(good);
    expect(bad.filter(isAllowedLink)).toEqual([]);
    expect(flawsOf(articles(article("看这里", "https://example.com/a")))).toMatchObject([
      { what: "https://example.com/a" },
    ]);
    expect(flawsOf({ kind: "text", text: "详见 https://example.com/b。", open: null })).toMatchObject([
      { where: "正文", what: "https://example.com/b" },
    ]);
  });

  it("wants a cover, a body, and no more than WeChat takes", () => {
    expect(flawsOf(articles({ ...article("好"), cover: null as unknown as string, blocks: [] }))).toHaveLength(2);
    const long = {
      ...article("好"),
      blocks: Array.from({ length: 12 }, () => ({ kind: "paragraph" as const, runs: [{ text: "字".repeat(1_900) }] })),
    };
    expect(flawsOf(articles(long as never))[0]?.message).toContain("20000");
  });

  it("knows a template's fields and their lengths", () => {
    const templates = [
      {
        id: "t1x",
        title: "",
        app: "account" as const,
        longTerm: false,
        consenting: 0,
        fields: [{ name: "thing1", label: "主题", max: 5 }],
      },
    ];
    const of = (values: Record<string, string>) =>
      findFlaws(
        draftOf({ means: "subscription", content: { kind: "template", templateId: "t1x", values, open: null } }),
        templates,
      );
    expect(of({ thing1: "直播" })).toEqual([]);
    expect(of({ thing1: "超过了五个字的主题" })).toHaveLength(1);
    expect(of({ other1: "x" })).toHaveLength(2);
  });
});

describe("rendering", () => {
  it("never lets words become tags or attributes", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "binary" }), (text) => {
        const html = renderBody(
          { ...article(text), sourceUrl: null },
          { pictureUrl: () => undefined, miniAppId: "wx" },
        );
        const body = html.replace(/<\/?(h2|p)( style="[^"<>]*")?>|<br\/>/g, "");
        expect(body).not.toMatch(/[<>"]/);
      }),
    );
  });
});
