import { describe, expect, it } from "vitest";
import { printSpans, readSpans, readTime } from "./spans-text.ts";

describe("working hours as typed", () => {
  it("are read with any comma, dash and width, and put in order", () => {
    const office = [
      { from: "09:00", to: "12:00" },
      { from: "13:00", to: "17:00" },
    ];
    for (const text of [
      "09:00-12:00，13:00-17:00",
      "13：00~17：00、9:00至12:00",
      "9:00-12:00 13:00-17:00",
      "０９:００－12:00,13:00—17:00",
    ])
      expect(readSpans(text)).toEqual(office);
    expect(readSpans(printSpans(office))).toEqual(office);
  });
  it("of a day off are none", () => {
    expect([readSpans(""), readSpans(" 休息 ")]).toEqual([[], []]);
  });
  it.each([
    ["9点到12点", "要写成"],
    ["25:00-26:00", "不是一天里的时间"],
    ["09:70-12:00", "不是一天里的时间"],
    ["17:00-09:00", "结束要晚于开始"],
    ["09:00-12:00，11:00-15:00", "重叠"],
    ["00:00-24:01", "不是一天里的时间"],
  ])("say what is wrong with %s", (text, why) => expect(readSpans(text)).toContain(why));
  it("may end at midnight", () => expect(readSpans("18:00-24:00")).toEqual([{ from: "18:00", to: "24:00" }]));
});

it("reads a time as typed, and leaves what is none", () =>
  expect(["9:00", "１３：３０", "0930", "九点"].map(readTime)).toEqual(["09:00", "13:30", "09:30", "九点"]));
