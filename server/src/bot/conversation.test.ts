import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { viewConversation } from "../desk/index.ts";
import { masked } from "../desk/testing/people.ts";
import { isRefusal } from "../refusal.ts";
import { startTalk, labels, wordsOf, type Talk } from "./testing/talk.ts";

let talk: Talk;
beforeEach(async () => void (talk = await startTalk()));
afterEach(() => talk.end());

describe("menu dialogue", () => {
  it("opens deeper levels by number, answers at the end, and leads back up", async () => {
    expect(labels(await talk.hear("菜单"))).toContain("3. 失业");
    expect(labels(await talk.hear("3"))).toEqual([
      "1. 领失业金",
      "2. 领的时候医保谁交",
      "3. 单位不给离职证明",
      "0. 返回上一层",
      "转人工",
    ]);
    expect(labels(await talk.hear("１"))).toContain("2. 怎么申请");
    const answer = await talk.hear("第一个");
    expect(wordsOf(answer)).toContain("三条都要满足");
    expect(labels(answer)).toContain("0. 返回上一层");
    // The level is still open after an answer.
    expect(wordsOf(await talk.hear("4"))).toContain("您累计交了多久");
    expect(labels(await talk.hear("返回"))).toContain("3. 失业");
  });

  it("goes by what was tapped, however old, and shows its top when that is gone", async () => {
    expect(labels(await talk.hear("领失业金", "dlg:guide/2/0"))).toContain("1. 什么情况能领");
    expect(labels(await talk.hear("没了的", "dlg:guide/77"))).toContain("1. 断缴、补缴");
  });

  it("forgets an old level, so that a lone number is not an answer to it", async () => {
    await talk.hear("菜单");
    talk.wait(31 * 60_000);
    expect(labels(await talk.hear("3"))).not.toContain("1. 领失业金");
  });

  it("begins at a tap on the menu of the account", async () => {
    expect(labels(await talk.receive({ kind: "click", button: "RECKON" }))).toContain("3. 我什么时候退休");
  });

  it("greets back with it, and keeps no question that went unanswered", async () => {
    const reply = await talk.hear("你好！");
    expect(wordsOf(reply)).toContain("您好");
    expect(labels(reply)).toContain("1. 断缴、补缴");
    expect(wordsOf(await talk.hear("谢谢您"))).toContain("不客气");
    expect(await talk.database.db.selectFrom("answers_given").selectAll().execute()).toEqual([]);
  });
});

describe("an estimate", () => {
  it("asks for years and district, one at a time, then computes what the law gives", async () => {
    const asked = await talk.hear("失业金能领多少？");
    expect(wordsOf(asked)).toContain("您累计交了多久");
    expect(wordsOf(await talk.hear("七年"))).toContain("哪个区");
    const told = await talk.hear("黄陂");
    expect(wordsOf(told)).toMatch(
      /黄陂区，交了 7 年[\s\S]*每月 1,755.00 元[\s\S]*最长能领 18 个月[\s\S]*31,590.00 元[\s\S]*以公布为准/,
    );
    expect(labels(told)).toContain("换个数再算");
  });

  it("does not ask what the sentence says already", async () => {
    expect(wordsOf(await talk.hear("我在武昌交了6年失业保险能领多少失业金"))).toContain("最长能领 18 个月");
    expect(wordsOf(await talk.hear("1975年3月出生的男的什么时候退休"))).toContain(
      "法定退休时间是 2037年10月（62 岁零 7 个月）",
    );
  });

  it("does not ask a bound person what their records say, unless it is about somebody else", async () => {
    await talk.bind();
    const told = await talk.hear("失业金能领几个月");
    expect(wordsOf(told)).toMatch(/按您的参保记录填好[\s\S]*武昌区，交了 5 年 2 个月/);
    expect(wordsOf(await talk.hear("算失业金", "est-again:unemployment"))).toContain("您累计交了多久");
    await talk.hear("不算了");
    expect(wordsOf(await talk.hear("我妈失业金能领几个月"))).toContain("您累计交了多久");
  });

  it("says how to write what it could not read, and lets go of who changes the subject or gives up", async () => {
    await talk.hear("算灵活就业缴费");
    expect(wordsOf(await talk.hear("随便"))).toMatch(/没看明白。[\s\S]*60、70/);
    expect(wordsOf(await talk.hear("断缴了怎么办"))).toContain("中断补缴");
    await talk.hear("算灵活就业缴费");
    expect(wordsOf(await talk.hear("60%"))).toContain("医疗保险也一起交吗");
    expect(wordsOf(await talk.hear("只交养老"))).toMatch(/按 60% 这一档，每月一共 844.80 元/);
    await talk.hear("滞纳金要交多少");
    expect(wordsOf(await talk.hear("算了"))).toContain("不算了");
    await talk.hear("滞纳金要交多少");
    await talk.hear("1000");
    expect(wordsOf(await talk.hear("一个月"))).toContain("滞纳金约 15.00 元");
  });
});

describe("sensitive words", () => {
  it("get help at once and the first place in the queue, before those who came earlier", async () => {
    await talk.as("earlier", () => talk.hear("转人工"));
    const reply = await talk.hear("交不起社保，真的不想活了");
    expect(wordsOf(reply)).toMatch(/12356[\s\S]*110[\s\S]*最先看到/);
    const { conversationId } = await talk.follower();
    const reader = { people: masked, staffId: "00000000-0000-4000-8000-000000000000" };
    const view = await viewConversation(talk.database.db, conversationId ?? "", reader, talk.now());
    if (isRefusal(view)) throw new Error("no talk");
    expect(view.urgent).toContain("紧急");
    expect(view.messages.map((one) => one.text).join("\n")).toContain("【紧急】可能有轻生念头");
    expect(wordsOf(await talk.as("earlier", () => talk.hear("还要多久")))).toContain("前面还有 1 位");
  });

  it("mark a talk that waits already, once", async () => {
    await talk.hear("转人工");
    expect(wordsOf(await talk.hear("我被骗了两万块"))).toContain("96110");
    await talk.hear("我被骗了两万块");
    const { conversationId } = await talk.follower();
    const marks = await talk.database.db
      .selectFrom("desk_messages")
      .select("text")
      .where("conversation_id", "=", conversationId ?? "")
      .where("from_whom", "=", "system")
      .where("text", "like", "【优先】%")
      .execute();
    expect(marks).toHaveLength(1);
  });
});

describe("personal questions", () => {
  it("are answered from the records of who is bound", async () => {
    expect(wordsOf(await talk.hear("我的档次是多少"))).toContain("先绑定");
    await talk.bind();
    expect(wordsOf(await talk.hear("我的档次是多少"))).toContain("80% 档");
    expect(wordsOf(await talk.hear("我交了多少年了"))).toContain("养老 5 年");
    expect(wordsOf(await talk.hear("我有没有欠费"))).toContain("没有欠费");
    expect(wordsOf(await talk.hear("我欠费吗"))).toContain("没有欠费");
    for (const asked of ["我的账户", "查我的个人账户", "我的养老账户里有多少钱"])
      expect([asked, wordsOf(await talk.hear(asked))]).toEqual([asked, expect.stringContaining("12,345.00 元")]);
    expect(wordsOf(await talk.hear("累计多少个月"))).toContain("养老 5 年");
  });
});

describe("what citizens really write", () => {
  const said = async (...turns: string[]) => {
    let last = "";
    for (const turn of turns) last = wordsOf(await talk.hear(turn));
    return last;
  };

  it("varies an estimate that was just made", async () => {
    await said("我在武昌交了6年失业保险能领多少失业金");
    expect(await said("那黄陂呢")).toMatch(/黄陂区，交了 6 年/);
    expect(await said("如果交了10年呢")).toMatch(/黄陂区，交了 10 年[\s\S]*24 个月/);
  });

  it("joins an answer that came in two halves, and takes the number of a line", async () => {
    expect(await said("我62年的什么时候退休")).toContain("哪年哪月");
    expect(await said("8月")).toContain("是男是女");
    expect(await said("女")).toContain("女同志请再说一下岗位");
    expect(await said("工人")).toMatch(/1962年8月出生/);
    expect(await said("算灵活就业缴费", "1", "只交养老")).toContain("按 60% 这一档");
  });

  it("keeps no ID number of who writes one", async () => {
    await said("算退休时间", "990101197503120015");
    expect(JSON.stringify(await talk.follower())).not.toContain("990101197503120015");
    expect(await said("男")).toContain("1975年3月出生");
  });

  it("asks again rather than understanding a wrong number of years", async () => {
    expect(await said("失业金能领多少", "05年开始交的")).toContain("没看明白");
    expect(await said("三四年", "武昌")).toContain("交了 3 年");
  });

  it("does not tell the writer's records for somebody else's, nor for a question about rules", async () => {
    await talk.bind();
    for (const words of ["我老婆交了多少年社保", "我欠费期间住院能报吗", "我交了社保几个月可以报销", "我选什么档划算"])
      expect(await said(words)).not.toMatch(/养老 5 年|没有欠费|80% 档|2 月已到账/);
    expect(await said("我还差几年满15年")).toContain("养老 5 年");
  });

  it("hears a wish for a person however it is put, and does not hear one where there is none", async () => {
    expect(await said("转 人 工")).toContain("转人工");
    expect(await said("算了")).toContain("已取消排队");
    expect(await said("找人代办退休可以吗")).not.toContain("已为您转人工");
    expect(await said("不要机器回答")).toContain("已为您转人工");
  });

  it("never answers a lone number or a word of giving up with knowledge", async () => {
    expect(await said("2")).toContain("刚才的选项已经过了");
    expect(await said("那算了")).toContain("好的");
    expect(await said("请问")).toContain("您请说");
    expect(labels(await talk.hear("医保"))).toContain("1. 没单位怎么参保");
  });

  it("tells who is in danger at night where somebody answers now", async () => {
    talk.shut();
    const words = await said("我活着没意思");
    expect(words).toMatch(/12356[\s\S]*没有人值班/);
    expect(words).not.toContain("取消排队");
  });
});
