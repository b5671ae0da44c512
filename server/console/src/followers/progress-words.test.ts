import type { FollowerSyncView } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { isMoving, percentOf, resultWords, stageWords } from "./progress-words.ts";

const sync = (given: Partial<FollowerSyncView>): FollowerSyncView => ({
  id: "1",
  state: "running",
  phase: "pages",
  total: null,
  seen: 0,
  toCheck: null,
  checked: 0,
  joined: 0,
  left: 0,
  linked: 0,
  startedAt: "2026-11-24T02:00:00.000Z",
  finishedAt: null,
  by: null,
  trouble: null,
  ...given,
});

describe("the progress of a synchronisation", () => {
  it("never goes back, and is whole only at the end", () => {
    const way = [
      sync({}),
      sync({ total: 20_000, seen: 10_000 }),
      sync({ phase: "details", total: 20_000, seen: 20_000, toCheck: 20_100 }),
      sync({ phase: "details", toCheck: 20_100, checked: 10_000 }),
      sync({ phase: "details", toCheck: 20_100, checked: 20_100 }),
      sync({ state: "done", phase: "details", toCheck: 20_100, checked: 20_100 }),
    ].map(percentOf);
    expect(way).toEqual(way.toSorted((a, b) => a - b));
    expect(way.slice(-2)).toEqual([99, 100]);
    expect(percentOf(sync({ phase: "details", toCheck: 0 }))).toBeLessThan(100);
  });

  it("is told in words", () => {
    expect(stageWords(sync({}))).toContain("要名单");
    expect(stageWords(sync({ total: 20_000, seen: 10_000 }))).toBe("正在取名单：10,000 人，共 20,000 人");
    expect(resultWords(sync({}))).toContain("没有变化");
    expect(resultWords(sync({ joined: 3, left: 1 }))).toBe("新增 3 人，取消关注 1 人");
  });

  it("is looked at again while anything moves by itself", () => {
    expect(isMoving({ sync: sync({}), unpushed: 0, tagTrouble: null })).toBe(true);
    expect(isMoving({ sync: sync({ state: "done" }), unpushed: 3, tagTrouble: null })).toBe(true);
    expect(isMoving({ sync: sync({ state: "done" }), unpushed: 3, tagTrouble: "标签已满" })).toBe(false);
    expect(isMoving({ sync: null, unpushed: 0, tagTrouble: null })).toBe(false);
  });
});
