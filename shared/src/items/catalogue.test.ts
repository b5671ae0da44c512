import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { sampleAnswer } from "../field/index.ts";
import { checkAnswers, faultsIn, fieldsOf, isShown, type ItemDefinition } from "../item/index.ts";
import { canonical, digest, items, lockFaults, type Lock } from "./index.ts";

const lock = JSON.parse(readFileSync(new URL("./items.lock.json", import.meta.url), "utf8")) as Lock;
const catalogue: [string, ItemDefinition][] = Object.entries(items);
const today = "2026-11-23";

describe.each(catalogue)("item %s", (code, item) => {
  it("stands under its own code and is whole", () => {
    expect(item.code).toBe(code);
    expect(faultsIn(item)).toEqual([]);
  });

  it("tells people what they need to know before they begin", () => {
    expect(item.guide.conditions.length).toBeGreaterThan(0);
    expect(item.guide.flow.length).toBeGreaterThan(0);
    expect(item.guide.places).not.toBe("");
    expect(item.guide.phones.join()).toContain("12333");
    // Every item keeps a way that needs no phone (优化营商环境条例 37).
    expect(item.guide.channels.join()).toMatch(/大厅|窗口|服务中心/);
    for (const rule of item.refusals) expect(rule.instead).not.toBe("");
  });

  it("can be filled with sample answers", () => {
    const answers: Record<string, unknown> = {};
    for (let round = 0; round < 3; round++)
      for (const [name, asked] of Object.entries(fieldsOf(item)))
        if (answers[name] === undefined && isShown(asked, answers, {})) answers[name] = sampleAnswer(asked, 4, today);
    expect(checkAnswers(item, answers, {}, today, true)).toMatchObject({ ok: true });
  });
});

describe("the lock of item versions", () => {
  it("holds every item unchanged under its version", () => {
    expect(lockFaults(Object.values(items), lock)).toEqual([]);
  });

  it("tells a change under an unchanged version, and a version it has never seen", () => {
    const item = items["flexible-employment-renewal"] as ItemDefinition;
    expect(lockFaults([{ ...item, name: "别的名字" }], lock)[0]).toContain("raise the version");
    expect(lockFaults([{ ...item, version: 99 }], lock)[0]).toContain("not in the lock");
  });

  it("does not depend on the order of keys", () => {
    const item = items["flexible-employment-renewal"] as ItemDefinition;
    const turned = Object.fromEntries(Object.entries(item).toReversed()) as unknown as ItemDefinition;
    expect(digest(canonical(turned))).toBe(digest(canonical(item)));
  });
});
