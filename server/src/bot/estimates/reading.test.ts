import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { birthIn, daysIn, districtIn, moneyIn, spanIn, tierIn } from "./reading.ts";

const now = new Date("2026-11-24T02:00:00Z");

describe("what people write in a chat", () => {
  it("is read as a span of time, in months", () => {
    expect(
      ["8年", "八年零三个月", "3年半", "十二年", "100个月", "不到一年", "半年", "两年多", "3年5个月"].map((one) =>
        spanIn(one),
      ),
    ).toEqual([96, 99, 42, 144, 100, 11, 6, 24, 41]);
    expect(["我1998年参加工作", "8", "2024年6月", "失业金能领几个月", "零几年的"].map((one) => spanIn(one))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(["8", "十", "没交过", "八十"].map((one) => spanIn(one, true))).toEqual([96, 120, 0, undefined]);
  });

  it("is not taken for a span when it is a year of the calendar, or near a number", () => {
    const unclear = [
      "05年开始交的",
      "交到23年",
      "我10年参加工作",
      "从08年到现在",
      "差一个月满一年",
      "没满2年",
      "2年不到",
    ];
    expect(unclear.map((one) => spanIn(one, true))).toEqual(unclear.map(() => undefined));
    expect(["三四年", "七八年吧", "十七八年", "二十三年", "2015年到2023年"].map((one) => spanIn(one, true))).toEqual([
      36, 84, 204, 276, 96,
    ]);
  });

  it("is read as a district, by whatever name people use", () => {
    expect(["武昌", "我在黄陂区", "光谷", "沌口那边", "北京"].map(districtIn)).toEqual([
      "420106",
      "420116",
      "420190",
      "420191",
      undefined,
    ]);
  });

  it("is read as a month of birth", () => {
    expect(
      ["1975年3月", "75年3月的", "1975-03-08", "1975.3.8", "19750308", "05年2月"].map((one) => birthIn(one, now)),
    ).toEqual(["1975-03-01", "1975-03-01", "1975-03-01", "1975-03-01", "1975-03-01", "2005-02-01"]);
    expect(["七五年三月", "一九七五年三月", "62年腊月", "我62年的 8月"].map((one) => birthIn(one, now))).toEqual([
      "1975-03-01",
      "1975-03-01",
      "1962-12-01",
      "1962-08-01",
    ]);
    expect([birthIn("6208", now), birthIn("6208", now, true), birthIn("710506", now, true)]).toEqual([
      undefined,
      "1962-08-01",
      "1971-05-01",
    ]);
    expect(["1975年", "1975年13月", "2030年1月", "五十岁"].map((one) => birthIn(one, now))).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("is read as tiers, money and days", () => {
    expect(["60%", "百分之八十", "100档", "三百档"].map((one) => tierIn(one))).toEqual([60, 80, 100, 300]);
    expect(["3500元", "1.2万", "欠了2千", "￥8块"].map((one) => moneyIn(one))).toEqual([
      350_000, 1_200_000, 200_000, 800,
    ]);
    expect(["五千", "五千块", "一万二", "2千5", "3500多块", "一万"].map((one) => moneyIn(one))).toEqual([
      500_000, 500_000, 1_200_000, 250_000, 350_000, 1_000_000,
    ]);
    expect(["最低档", "最高的"].map((one) => tierIn(one))).toEqual([60, 300]);
    expect([moneyIn("3500"), moneyIn("3500", true)]).toEqual([undefined, 350_000]);
    expect(["30天", "两个月", "1年", "半年"].map((one) => daysIn(one))).toEqual([30, 60, 365, 180]);
  });

  it("never breaks a reader, whatever it is", () => {
    const words = fc.oneof(fc.string(), fc.stringMatching(/^[0-9零一二两三十百年月个半.%元万天-]{0,12}$/));
    fc.assert(
      fc.property(words, fc.boolean(), (one, alone) => {
        for (const value of [spanIn(one, alone), daysIn(one, alone), tierIn(one, alone), moneyIn(one, alone)])
          expect(value === undefined || (value >= 0 && !Number.isNaN(value))).toBe(true);
        expect(birthIn(one, now) ?? "1975-03-01").toMatch(/^(19|20)\d\d-\d\d-01$/);
      }),
    );
  });
});
