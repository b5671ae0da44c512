import { describe, expect, it } from "vitest";
import { entries } from "../knowledge/index.ts";
import { findSensitive, isComplaint } from "./sensitive.ts";

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
    const crisis = [
      "我死了算了",
      "活够了",
      "活着真没得意思",
      "遗书我都写好了",
      "跳长江大桥",
      "同事自杀了，我也不想活了",
      "公司倒闭了我真想一死了之",
    ];
    expect(crisis.map((words) => findSensitive(words)?.kind)).toEqual(crisis.map(() => "crisis"));
    const fraud = ["验证码我报给他了", "点了链接钱没了", "卡里的钱不见了", "中介收了两万人跑了", "让我转钱，我转了"];
    expect(fraud.map((words) => findSensitive(words)?.kind)).toEqual(fraud.map(() => "fraud"));
    const complaint = ["我们单位的事，窗口态度太差了，我要投诉你们", "白跑了三趟", "滚"];
    expect(complaint.map((words) => findSensitive(words)?.kind)).toEqual(complaint.map(() => "complaint"));
  });

  it("are known as a complaint about us though something graver is heard first", () => {
    const both = "我被骗了三万块，你们窗口态度太差了，我要投诉";
    expect(findSensitive(both)?.kind).toBe("fraud");
    expect(isComplaint(both)).toBe(true);
    expect(isComplaint("我被骗了三万块")).toBe(false);
    expect(isComplaint("我要投诉我们公司不交社保")).toBe(false);
  });

  it("leave questions alone that only sound like them", () => {
    const harmless = [
      "我老公自杀了，抚恤金怎么领",
      "员工跳楼自杀算不算工伤",
      "一次性补缴能不能一了百了",
      "填了手机号收不到验证码",
      "怎么防止被骗",
      "公共服务差额补缴",
      "家里老人没人管，没有手机怎么认证",
      "想举报有人挂靠社保",

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
