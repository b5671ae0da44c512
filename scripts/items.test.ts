import { articleRows, items } from "@wsi/shared/items";
import { fieldsOf, type ItemDefinition } from "@wsi/shared/item";
import { describe, expect, it } from "vitest";
import { glossary } from "../miniprogram/src/form/glossary.ts";
import { walks } from "../server/test/article-walks.ts";
import { isStale, walkedRows } from "./items.ts";

describe("docs/ITEMS.md", () => {
  it("is what the catalogue says (if not: npm run items)", () => {
    expect(isStale()).toBe(false);
  });

  it("counts a row of the article only when the end-to-end test walks it", () => {
    expect(Object.keys(articleRows)).toHaveLength(20);
    expect(Object.keys(walks).toSorted()).toEqual(Object.keys(articleRows).toSorted());
    for (const row of walkedRows()) expect(Object.keys(items)).toContain(articleRows[row].item);
  });
});

describe("the glossary", () => {
  it.each(Object.values<ItemDefinition>(items))("explains every word that $code marks", (item) => {
    const words = Object.values(fieldsOf(item)).flatMap(({ term }) => (term === undefined ? [] : [term]));
    expect(words.filter((word) => !Object.hasOwn(glossary, word))).toEqual([]);
  });
});
