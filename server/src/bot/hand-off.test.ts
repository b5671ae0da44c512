import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { inTransaction } from "../db.ts";
import { seen, setReady, sweep, viewConversation } from "../desk/index.ts";
import { masked } from "../desk/testing/people.ts";
import type { Reply } from "../ports/messages.ts";
import { isRefusal } from "../refusal.ts";
import { wantsToStay } from "./wishes.ts";
import { labels, startTalk, wordsOf, type Talk } from "./testing/talk.ts";

let talk: Talk;
beforeEach(async () => void (talk = await startTalk()));
afterEach(() => talk.end());

/** Taps the button of a reply that leads to a person. */
function tapPerson(reply: Reply): Promise<Reply> {
  const button = reply.kind === "text" ? reply.buttons?.find((one) => one.label.includes("转人工")) : undefined;
  if (!button || !("say" in button)) throw new Error("nobody is a tap away");
  return talk.hear(button.say, button.id);
}
async function transcript(): Promise<string> {
  const { conversationId } = await talk.follower();
  const reader = { people: masked, staffId: randomUUID() };
  const view = await viewConversation(talk.database.db, conversationId ?? "", reader, talk.now());
  if (isRefusal(view)) throw new Error("no talk");
  return view.messages.map((one) => one.text).join("\n");
}

describe("what leads to a person", () => {
  it("is told to the desk: two answers the bot was not sure of, by tap or by word", async () => {
    await talk.hear("咕噜咕噜哇啦哇啦");
    await tapPerson(await talk.hear("稀里哗啦叽里呱啦"));
    expect(await transcript()).toContain("机器人两次没答准，市民转人工");
    await talk.hear("取消排队");
    await talk.as("other", async () => {
      await talk.hear("咕噜咕噜哇啦哇啦");
      await talk.hear("稀里哗啦叽里呱啦");
      await talk.hear("转人工");
      expect(await transcript()).toContain("机器人两次没答准");
    });
  });

  it("an answer that was marked as no use, or did not solve it", async () => {
    await tapPerson(await talk.hear("断缴了怎么办"));
    expect(await transcript()).toContain("市民看了答案没解决，转人工");
    await talk.hear("取消排队");
    await talk.hear("断缴了怎么办");
    await tapPerson(await talk.hear("没用"));
    expect(await transcript()).toContain("市民说机器人的答案没用，转人工");
  });

  it("with the question it was about, not with the number of a choice or a mark", async () => {
    await talk.hear("断缴了怎么办");
    await talk.hear("没用");
    await talk.hear("1");
    await talk.hear("转人工");
    expect(await transcript()).toContain("想问：断缴了怎么办");
  });

  it("however it is written: traditional, with blanks, by sound, politely, rudely", async () => {
    const wishes = [
      "轉人工",
      "转 人 工",
      "zhuanrengong",
      "转仁工",
      "您好，麻烦转一下人工，谢谢",
      "我要跟真人说话",
      "换个人",
    ];
    for (const words of [...wishes, "叫你们工作人员来", "有没有人工", "不要机器人", "呼叫客服", "人工座席"]) {
      expect([words, wordsOf(await talk.hear(words))]).toEqual([words, expect.stringContaining("已为您转人工")]);
      await talk.hear("取消排队");
    }
    for (const words of ["人工审核要多久", "客服电话是多少", "转移到人工智能公司怎么办社保", "需要找人代办吗"])
      expect([words, wordsOf(await talk.hear(words))]).toEqual([words, expect.not.stringContaining("已为您转人工")]);
  });

  it("an item that needs the counter, with the way to its guide", async () => {
    for (const [asked, guide] of [
      ["外地社保转到武汉怎么办理", "pension-transfer"],
      ["异地就医备案怎么办", "medical-referral"],
    ] as const) {
      const reply = await talk.hear(asked);
      expect(reply).toMatchObject({ buttons: [{ open: `apply/guide/index?code=${guide}` }, {}, {}, {}] });
      await tapPerson(reply);
      expect(await transcript()).toContain(`事项要到窗口办，市民转人工，想问：${asked}`);
      await talk.hear("取消排队");
    }
  });

  it("or just the wish for one", async () => {
    await talk.hear("转人工");
    expect(await transcript()).toContain("市民请求人工服务");
  });
});

describe("what WeChat lets the desk answer", () => {
  const allowance = async () => {
    const { conversationId } = await talk.follower();
    const reader = { people: masked, staffId: randomUUID() };
    const view = await viewConversation(talk.database.db, conversationId ?? "", reader, talk.now());
    if (isRefusal(view)) throw new Error("no talk");
    return view.allowance;
  };

  it("after a tap on a line of a message is what it is after a tap in the menu, unless there were words before", async () => {
    await talk.hear("转人工", "tap");
    expect(await allowance()).toMatchObject({ left: 3, of: 3 });
    talk.wait(60_000);
    expect(await allowance()).toMatchObject({ left: 0, until: null });
    await talk.hear("在吗");
    expect(await allowance()).toMatchObject({ left: 5, of: 5 });
    await talk.hear("取消排队");
    // The words of forty minutes ago still count; WeChat does not ask how lately the bot looked.
    talk.wait(40 * 60_000);
    await talk.receive({ kind: "click", button: "HUMAN" });
    expect(await allowance()).toMatchObject({ left: 5, of: 5 });
  });

  it("grows by a scan of the account's code in the middle of a talk", async () => {
    await talk.hear("转人工", "tap");
    talk.wait(2 * 60_000);
    expect(await allowance()).toMatchObject({ left: 0 });
    await talk.receive({ kind: "scan", scene: "hall" });
    expect(await allowance()).toMatchObject({ left: 3, of: 3 });
    expect(await transcript()).toContain("（扫了公众号的二维码）");
  });
});

describe("who waits beyond the limit", () => {
  /** Full, so that nobody moves up. */
  async function busyDesk(): Promise<() => Promise<void>> {
    const id = randomUUID();
    const row = { id, account: "a", name: "王芳", password_hash: "none", roles: ["agent" as const] };
    await talk.database.db
      .insertInto("staff")
      .values({ ...row, created_at: talk.now(), failed_sign_ins: 0, locked_until: null, must_change_password: false })
      .execute();
    await inTransaction(talk.database.db, (tx) => setReady(tx, id, true, talk.now()));
    await talk.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    await talk.as("busy", () => talk.hear("转人工"));
    const look = async () => {
      await inTransaction(talk.database.db, (tx) => seen(tx, id, talk.now()));
      // The one who is served is answered all the time.
      const served = talk.database.db.updateTable("conversations").where("state", "=", "assigned");
      await served.set({ unanswered_since: null }).execute();
      await inTransaction(talk.database.db, (tx) => sweep(tx, talk.services.roster, talk.now()));
    };
    await look();
    return look;
  }
  const minutes = (count: number) => talk.wait(count * 60_000);

  it("who could not be reached is asked in the bot's next reply, once, and waits on by its button", async () => {
    const look = await busyDesk();
    // A tap gives WeChat's minute: afterwards nothing can be pushed.
    await talk.receive({ kind: "click", button: "HUMAN" });
    minutes(11);
    await look();
    expect(await transcript()).not.toContain("让您久等了");
    const reply = await talk.hear("还没轮到吗");
    expect(wordsOf(reply)).toMatch(/您已经等了 11 分钟，让您久等了[\s\S]*不想等可以留言/);
    expect(labels(reply)).toEqual(["继续等", "留言"]);
    expect(wordsOf(await talk.hear("继续等", "stay"))).toMatch(/^好的，您接着等，位置不变。您排在第一位/);
    expect(await transcript()).toContain("市民选择继续等");
    minutes(20);
    await look();
    expect(labels(await talk.hear("在吗"))).toEqual(["取消排队"]);
  });

  it("leaves a message by one tap, is answered by the bot meanwhile, and may take it back", async () => {
    const look = await busyDesk();
    await talk.bind();
    await talk.hear("断缴了怎么办");
    await talk.hear("转人工");
    minutes(10);
    await look();
    expect(await transcript()).toContain("让您久等了");
    expect(wordsOf(await talk.hear("留言", "tap"))).toMatch(
      /已改为留言，不用等。轮到时客服先在这里回复您，小程序「消息」里也会通知您/,
    );
    expect(wordsOf(await talk.hear("是去年断的"))).toContain("已经记在留言里");
    expect(await transcript()).toContain("是去年断的");
    minutes(4);
    await look();
    expect((await talk.follower()).conversationId).toBeNull();
    expect(wordsOf(await talk.hear("断缴了怎么办"))).not.toContain("记");
    expect(wordsOf(await talk.hear("取消留言"))).toContain("已取消留言");
    expect(wordsOf(await talk.hear("取消留言"))).toContain("没有在排队");
  });

  it("says so in the words of people", () => {
    for (const words of ["继续等", "我继续等吧", "再等等", "接着等", "再等一会儿"])
      expect(wantsToStay(words)).toBe(true);
    for (const words of ["不等了", "等多久", "继续等的话要多久", "再说"]) expect(wantsToStay(words)).toBe(false);
  });
});

describe("a desk that is closed or full", () => {
  it("takes a message at night, which is the first chat of the morning", async () => {
    talk.shut();
    const reply = await talk.hear("转人工");
    expect(wordsOf(reply)).toMatch(/3 月 3 日（周二）09:00 上班[\s\S]*登记为留言[\s\S]*12333/);
    expect(wordsOf(await talk.hear("我的社保断了"))).toContain("已经记下");
    const night = (await talk.follower()).conversationId;
    talk.wait(23 * 3_600_000);
    await talk.as("early bird", () => talk.hear("转人工"));
    const staffId = randomUUID();
    const row = {
      id: staffId,
      account: "a",
      name: "王芳",
      password_hash: "none",
      roles: ["agent" as const],
      created_at: talk.now(),
    };
    await talk.database.db
      .insertInto("staff")
      .values({ ...row, failed_sign_ins: 0, locked_until: null, must_change_password: false })
      .execute();
    await inTransaction(talk.database.db, (tx) => setReady(tx, staffId, true, talk.now()));
    await talk.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    await inTransaction(talk.database.db, (tx) => sweep(tx, talk.services.roster, talk.now()));
    const served = await talk.database.db
      .selectFrom("conversations")
      .select(["id", "ticket"])
      .where("state", "=", "assigned")
      .execute();
    expect(served).toEqual([{ id: night, ticket: true }]);
  });

  it("offers to leave a message when too many wait, and keeps the place", async () => {
    const staffId = randomUUID();
    const row = {
      id: staffId,
      account: "a",
      name: "王芳",
      password_hash: "none",
      roles: ["agent" as const],
      created_at: talk.now(),
    };
    await talk.database.db
      .insertInto("staff")
      .values({ ...row, failed_sign_ins: 0, locked_until: null, must_change_password: false })
      .execute();
    await inTransaction(talk.database.db, (tx) => setReady(tx, staffId, true, talk.now()));
    await talk.database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    for (let count = 0; count < 6; count++) await talk.as(`ahead-${count}`, () => talk.hear("转人工"));
    const reply = await talk.hear("转人工");
    expect(wordsOf(reply)).toContain("现在咨询的人很多，您前面还有 6 位");
    expect(labels(reply)).toEqual(["改为留言", "取消排队"]);
    expect(wordsOf(await talk.hear("改为留言"))).toContain("已改为留言");
    expect(await transcript()).toContain("市民改为留言，不在线等");
  });
});
