import { describe, expect, it } from "vitest";
import { entries } from "../knowledge/index.ts";
import { findSensitive } from "./sensitive.ts";

describe("sensitive words", () => {
  it("are heard in whatever words they come", () => {
    const kinds = [
      "交不起社保我真的不想活了",
      "我妈被骗了三万块钱",
      "刚才把验证码给了他，告诉了验证码",
      "我要投诉，窗口态度太差了",
      "你们踢皮球",
    ].map((words) => findSensitive(words)?.kind);
    expect(kinds).toEqual(["crisis", "fraud", "fraud", "complaint", "complaint"]);
  });

  it("leave questions alone that only sound like them", () => {
    const harmless = [
      "单位不交社保我要投诉单位",
      "人死了社保怎么办",
      "短信说社保卡停用是诈骗吗",
      "怎么举报公司不交社保",
      "死亡后丧葬费怎么领",
    ];
    expect(harmless.map((words) => findSensitive(words)?.kind)).toEqual(harmless.map(() => undefined));
    // Who has given a password away is not served by an article about fraud.
    const asked = entries.filter((one) => one.id !== "service-fraud").flatMap((one) => [one.question, ...one.similar]);
    expect(asked.filter((words) => findSensitive(words))).toEqual([]);
  });
});
