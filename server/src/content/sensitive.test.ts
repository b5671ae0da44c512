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

  it("are heard in traditional characters, with blanks and signs between, by sound, and with slips of the keyboard", () => {
    const heard = {
      crisis: [
        "我要自殺",
        "我想輕生",
        "要跳樓",
        "我不想 活 了",
        "想 死",
        "我想自.杀",
        "想紫砂了",
        "我要鲨了自己",
        "想4了",
      ],
      fraud: ["我被騙了", "被诈 骗了", "被片了", "遇到诈骗", "我把钱转给骗子了", "有人冒充社保局让我转账"],
      complaint: ["我要投訴", "投 诉", "我要头诉", "我要投拆", "tousu", "举报你们", "你们太差劲了"],
    };
    for (const [kind, words] of Object.entries(heard))
      expect(words.map((one) => [one, findSensitive(one)?.kind])).toEqual(words.map((one) => [one, kind]));
  });

  it("are heard when somebody asks about the rules for the time after their own death", () => {
    for (const words of ["我自杀后老婆能领丧葬费吗", "我要是跳楼死了，家里能领多少抚恤金"])
      expect([words, findSensitive(words)?.kind]).toEqual([words, "crisis"]);
  });

  it("are not heard when they are denied, nor in a plain question about rules", () => {
    const harmless = [
      "我没有想自杀",
      "别担心，我不会自杀的",
      "没被骗",
      "自杀算工伤吗",
      "因自杀死亡能领丧葬费吗",
      "自杀未遂医保报销吗",
      "喝农药住院医保报销吗",
      "父亲跳江去世，丧葬费怎么领",
      "诈骗社保会坐牢吗",
      "骗保判几年",
      "社保诈骗怎么举报",
      "投诉电话是多少",
      "怎么投诉",
      "投诉处理要多久",
      "卖紫砂壶的个体户怎么参保",
      "我想4月退休",
      "跳楼机上受伤算工伤吗",
      "清运垃圾的工人怎么参保",
    ];
    expect(harmless.map((words) => [words, findSensitive(words)?.kind])).toEqual(
      harmless.map((words) => [words, undefined]),
    );
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
