import type { CitizenMessage, CitizenTalk } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import {
  changed,
  dayLine,
  mayRecall,
  noTalk,
  standing,
  tooLong,
  withNews,
  withTalk,
  withUnsent,
  type Unsent,
} from "./talk-state.ts";

const talk: CitizenTalk = {
  id: "t1",
  state: "serving",
  agent: "客服 柯老师",
  place: null,
  ticket: false,
  offer: null,
  byNotice: false,
  mayRate: false,
  again: false,
  rating: null,
  openedAt: "2026-11-28T01:00:00.000Z",
  closedAt: null,
};
const line = (seq: number, more: Partial<CitizenMessage> = {}): CitizenMessage => ({
  id: `m${seq}`,
  seq,
  from: "citizen",
  by: null,
  kind: "text",
  text: `第 ${seq} 句`,
  attached: null,
  at: "2026-11-28T01:00:00.000Z",
  recalled: false,
  ...more,
});
const unsent = (key: string, text: string, more: Partial<Unsent> = {}): Unsent => ({
  key,
  at: "2026-11-28T01:00:00.000Z",
  kind: "text",
  text,
  problem: null,
  ...more,
});

describe("what a phone knows of a talk", () => {
  it("holds every line once and in order, whichever way and however often it comes", () => {
    let state = withNews(noTalk, { talk, messages: [line(2), line(1)], after: 7 });
    state = withNews(state, { talk, messages: [line(2, { recalled: true, text: "" }), line(3)], after: 9 });
    expect(state.lines.map((one) => [one.seq, one.recalled])).toEqual([
      [1, false],
      [2, true],
      [3, false],
    ]);
    // The answer to a message tells from the beginning: what is known is not asked again.
    expect(withNews(state, { talk, messages: [line(1)], after: 4 }).after).toBe(9);
    expect(withNews(state, { talk: { ...talk, id: "t2" }, messages: [line(9)], after: 99 })).toBe(state);
  });

  it("takes a message off its way when it has arrived, one for one, and never one that failed", () => {
    let state = withUnsent(
      withUnsent(withNews(noTalk, { talk, messages: [], after: 1 }), unsent("a", "在吗")),
      unsent("b", "在吗"),
    );
    state = withNews(state, { talk, messages: [line(1, { text: "在吗" })], after: 2 });
    expect(state.unsent.map((one) => one.key)).toEqual(["b"]);
    state = changed(state, "b", { problem: "网络不通" });
    state = withNews(state, { talk, messages: [line(2, { text: "在吗" })], after: 3 });
    expect(state.unsent).toHaveLength(1);
    state = withUnsent(state, unsent("c", "", { kind: "image" }));
    state = withNews(state, { talk, messages: [line(3, { kind: "image", text: "照片.jpg" })], after: 4 });
    expect(state.unsent.map((one) => one.key)).toEqual(["b"]);
  });
});

it.each([
  [null, "人工客服", "发照片"],
  [{ ...talk, state: "waiting" as const, place: { ahead: 3, minutes: 6 } }, "前面还有 3 位", "大约等 6 分钟"],
  [{ ...talk, state: "waiting" as const, place: { ahead: 0, minutes: null } }, "下一位就是您", "说不准"],
  [{ ...talk, state: "waiting" as const, ticket: true, place: { ahead: 2, minutes: 9 } }, "留言已收到", "不用等"],
  [talk, "正在和客服 柯老师说话", "直接说"],
  [{ ...talk, state: "held" as const }, "客服 柯老师正在帮您查", "不用守着"],
  [{ ...talk, state: "closed" as const }, "这次咨询结束了", "重新找客服"],
])("says who one talks to and how long one waits (%#)", (of, who, how) => {
  const said = standing(of, { open: true, free: true, spoke: new Set(["citizen"]) });
  expect([said.who, said.how]).toEqual([who, expect.stringContaining(how)]);
});

it.each([
  [true, true, "马上有人接待"],
  [true, false, "就开始排队"],
  [false, false, "可以先留言"],
])("promises who comes no more than is true (open %s, free %s)", (open, free, how) =>
  expect(standing(null, { open, free, spoke: new Set() }).how).toContain(how),
);

it("says that another one is coming to who was served and is back in the queue", () => {
  const waiting = { ...talk, state: "waiting" as const, agent: null, place: { ahead: 0, minutes: 2 } };
  expect(standing(waiting, { open: true, free: false, spoke: new Set(["citizen", "staff"]) })).toEqual({
    who: "正在给您换一位客服",
    how: "大约等 2 分钟",
    hint: "前面说的都在，不用再说一遍",
  });
});

it("asks for the message before it says that it was received", () => {
  const waiting = { ...talk, state: "waiting" as const, ticket: true, agent: null, place: null };
  const said = standing(waiting, { open: false, free: false, spoke: new Set() });
  expect([said.who, said.how]).toEqual(["请留言", "写下要问的事，上班后先回复您"]);
});

it("keeps what was said before when the next talk begins", () => {
  const first = withNews(withTalk(noTalk, talk), { talk, messages: [line(1)], after: 3 });
  const next = withTalk(first, { ...talk, id: "another" });
  expect(next).toMatchObject({ lines: [], after: 0, earlier: [{ text: "第 1 句" }], talk: { id: "another" } });
  expect(withTalk(next, { ...talk, id: "another", state: "closed" }).earlier).toHaveLength(1);
});

it("guards lengths, days and the two minutes", () => {
  expect(tooLong("字".repeat(10_000))).toBeNull();
  expect(tooLong("字".repeat(10_001))).toContain("10001");
  const now = Date.parse("2026-11-28T01:02:00.000Z");
  expect(mayRecall(line(1), now - 1)).toBe(true);
  expect(mayRecall(line(1), now)).toBe(false);
  expect(mayRecall(line(1, { from: "staff" }), now - 1)).toBe(false);
  // Beijing's day turns at 16:00 UTC.
  expect(dayLine("2026-11-27T16:30:00.000Z", "2026-11-27T15:30:00.000Z", now)).toBe("今天");
  expect(dayLine("2026-11-26T10:00:00.000Z", undefined, now)).toBe("11月26日");
  expect(dayLine("2026-11-28T01:00:00.000Z", "2026-11-28T00:00:00.000Z", now)).toBeNull();
});
