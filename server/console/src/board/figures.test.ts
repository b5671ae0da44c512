import type { BoardHour } from "@wsi/shared/contract";
import { describe, expect, it } from "vitest";
import { byDay, byHour, lasting, share } from "./figures.ts";

const hour = (at: string, more: Partial<BoardHour>): BoardHour => ({
  hour: at,
  opened: 0,
  answered: 0,
  abandoned: 0,
  firstResponseSeconds: null,
  firstResponseP90Seconds: null,
  waitSeconds: null,
  handlingSeconds: null,
  rated: 0,
  satisfaction: null,
  offered: 0,
  offeredLeft: 0,
  ...more,
});
/** 09:00 of two days and 21:00 of the first, in Beijing. */
const hours = [
  hour("2026-11-26T01:00:00.000Z", {
    opened: 4,
    answered: 3,
    abandoned: 1,
    firstResponseSeconds: 60,
    rated: 1,
    satisfaction: 5,
  }),
  hour("2026-11-26T13:00:00.000Z", { opened: 1 }),
  hour("2026-11-27T01:00:00.000Z", { opened: 1, answered: 1, firstResponseSeconds: 100, rated: 3, satisfaction: 3 }),
];

describe("the board's hours", () => {
  it("are put together by the clock, means weighing by talks", () => {
    const slots = byHour(hours);
    expect([slots[0]?.at, slots.at(-1)?.at]).toEqual(["08:00", "21:00"]);
    expect(slots.find((one) => one.at === "09:00")).toMatchObject({
      opened: 5,
      answered: 4,
      abandoned: 1,
      firstResponseSeconds: 70,
      satisfaction: 3.5,
    });
    expect(slots.find((one) => one.at === "10:00")).toMatchObject({ opened: 0, satisfaction: null });
  });
  it("are put together by the day in Beijing, with days on which nothing happened", () => {
    expect(byDay(hours, "2026-11-25", "2026-11-27").map((one) => [one.at, one.opened])).toEqual([
      ["2026-11-25", 0],
      ["2026-11-26", 5],
      ["2026-11-27", 1],
    ]);
  });
  it("of nothing are a working day of nothing", () => expect(byHour([])).toHaveLength(10));
});

it("prints how long and how large a share", () => {
  expect([null, 40, 120, 200, 900, 3_900].map(lasting)).toEqual([
    "—",
    "40 秒",
    "2 分",
    "3 分 20 秒",
    "15 分",
    "1 小时 5 分",
  ]);
  expect([share(1, 3), share(0, 0)]).toEqual(["33%", "—"]);
});
