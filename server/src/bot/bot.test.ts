import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { actionsOf } from "@wsi/shared/contract";
import { inTransaction } from "../db.ts";
import { close, setReady, sweep, take, undivided, viewConversation } from "../desk/index.ts";
import { masked } from "../desk/testing/people.ts";
import { entries } from "../knowledge/index.ts";
import { isRefusal } from "../refusal.ts";
import { sayEntry } from "./answer.ts";
import { getFollower } from "./inbox/index.ts";
import { seedMenu } from "../menus/index.ts";
import { firstMenu } from "../menus/seed.ts";
import { createBot } from "./index.ts";
import { labels, startTalk, wordsOf, type Content, type Talk } from "./testing/talk.ts";

const openid = "follower-1";
let talk: Talk;
let database: Talk["database"];
let services: Talk["services"];
const { hear, receive }: Pick<Talk, "hear" | "receive"> = {
  hear: (...said) => talk.hear(...said),
  receive: (content) => talk.receive(content),
};

beforeEach(async () => {
  talk = await startTalk();
  ({ database, services } = talk);
});
afterEach(() => talk.end());

async function agent(): Promise<string> {
  const id = randomUUID();
  const row = {
    id,
    account: `agent-${id}`,
    name: "王芳",
    password_hash: "none",
    roles: ["agent" as const],
    created_at: talk.now(),
  };
  await database.db
    .insertInto("staff")
    .values({ ...row, failed_sign_ins: 0, locked_until: null, must_change_password: false })
    .execute();
  return id;
}
const talkOf = async () => (await getFollower(database.db, openid)).conversationId ?? "none";

describe("the bot", () => {
  it("welcomes in plain words with buttons and remembers who follows", async () => {
    const reply = await receive({ kind: "follow" });
    expect(labels(reply)).toEqual(["断缴了怎么办", "我要续保", "查我的缴费", "转人工"]);
    const row = await database.db
      .selectFrom("followers")
      .select("followed_at")
      .where("openid", "=", openid)
      .executeTakeFirst();
    expect(row?.followed_at).toEqual(new Date("2026-03-02T02:00:00Z"));
    expect(await receive({ kind: "unfollow" })).toEqual({ kind: "nothing" });
  });

  it("answers 断缴了怎么办 with its source, year and the item that mends it, and keeps what it said", async () => {
    const reply = await hear("断缴了怎么办");
    expect(wordsOf(reply)).toMatch(/中断补缴[\s\S]*依据：《社会保险法》[\s\S]*2025 年政策，2025-01-01 起执行/);
    expect(reply).toMatchObject({
      buttons: [
        { open: "apply/guide/index?code=interruption-back-payment" },
        { open: "apply/guide/index?code=flexible-employment-renewal" },
        { say: "有用", id: "fb:1:m1" },
        { say: "没用", id: "fb:0:m1" },
        { say: "转人工" },
      ],
    });
    const kept = await database.db.selectFrom("answers_given").selectAll().executeTakeFirstOrThrow();
    expect(kept).toMatchObject({ key: "m1", entry_id: "gap-what-to-do", decision: "answer", question: "断缴了怎么办" });
    expect(kept.entry_version).toMatch(/^[0-9a-f]{8}$/);
  });

  it("gives three guesses and a person for nonsense, a person first the second time, and understands the number", async () => {
    const first = await hear("红色裤子配什么上衣");
    expect(labels(first)).toHaveLength(4);
    expect(labels(first).at(-1)).toBe("转人工");
    const second = await hear("九朵云好还是马油好");
    expect(labels(second)[0]).toBe("转人工");
    expect(labels(second)).toHaveLength(4);
    const third = labels(second)[2]?.slice("2. ".length).replace("…", "") ?? "none";
    const chosen = await hear("2");
    const kept = await database.db
      .selectFrom("answers_given")
      .select(["key", "entry_id"])
      .where("key", "=", "m3")
      .executeTakeFirstOrThrow();
    expect(entries.find((entry) => entry.id === kept.entry_id)?.question).toContain(third);
    expect(wordsOf(chosen)).toContain("依据：");
    expect(labels(await hear("2")).at(-1)).toBe("转人工");
  });

  it("knows a tapped guess by its id, whatever was asked since", async () => {
    expect(wordsOf(await hear("1", "kb:fifteen-years"))).toContain("最低年限");
  });

  it("keeps 有用 and 没用 once, by tap or by word, and offers more to whom it did not help", async () => {
    const given = await hear("断缴了怎么办");
    expect(labels(given)).toContain("没用");
    expect(wordsOf(await hear("有用"))).toContain("谢谢");
    const more = await hear("没用", `fb:0:m1`);
    expect(wordsOf(more)).toContain("抱歉");
    expect(labels(more)).toContain("转人工");
    const marks = await database.db.selectFrom("answer_marks").select(["answer_key", "useful"]).execute();
    expect(marks).toEqual([{ answer_key: "m1", useful: false }]);
    expect(wordsOf(await hear("有用", "fb:1:somebody-elses"))).toContain("没有找到");
  });

  it("counts taps on the menu, and takes in what WeChat reports without a word", async () => {
    await inTransaction(database.db, (tx) => seedMenu(tx, talk.now()));
    await receive({ kind: "click", button: "ASK_FLEX" });
    await receive({ kind: "click", button: "ASK_FLEX" });
    const taps = await database.db.selectFrom("menu_clicks").select(["target", "count"]).execute();
    expect(taps).toEqual([{ target: "click:ASK_FLEX", count: 2 }]);
    const templates = [{ templateId: "t1", accepted: true }];
    expect(await receive({ kind: "subscription-decided", templates })).toEqual({ kind: "nothing" });
    const consents = await database.db.selectFrom("subscription_consents").select(["template_id", "credits"]).execute();
    expect(consents).toEqual([{ template_id: "t1", credits: 1 }]);
  });

  it("masks numbers of people in what it keeps", async () => {
    await hear("我的身份证 990000199001011239 电话13800138000 断缴了怎么办");
    const { question } = await database.db.selectFrom("answers_given").select("question").executeTakeFirstOrThrow();
    expect(question).toBe("我的身份证 990***********1239 电话138****8000 断缴了怎么办");
  });

  it("answers or offers at every tap of its own menu", async () => {
    const taps = actionsOf(firstMenu).flatMap((one) => (one.kind === "click" ? [one] : []));
    for (const { answer: given } of taps)
      if (given && "entries" in given)
        expect(given.entries.every((id) => services.knowledge.find(id, "2026-03-02"))).toBe(true);
    for (const button of [...taps.map((one) => one.key).filter((one) => one !== "HUMAN"), "HOT"]) {
      expect(labels(await receive({ kind: "click", button })).at(-1)).toContain("转人工");
    }
    expect(labels(await receive({ kind: "click", button: "OLD" }))).toEqual(["转人工"]);
  });

  it("answers about the person when bound, and else shows how to bind", async () => {
    expect(labels(await hear("上个月交了吗"))).toContain("去绑定");
    await hear("随便");
    await talk.bind();
    expect(wordsOf(await hear("上个月交了吗"))).toBe("2 月已到账");
    expect(wordsOf(await hear("我的进度"))).toBe("p1 有 1 件在办");
  });

  it("takes recognised speech as text, and has an answer for everything else", async () => {
    const voice = { kind: "voice", mediaId: "v", format: "amr" } as const;
    expect(wordsOf(await receive({ ...voice, recognition: "断缴了怎么办。" }))).toContain("依据：");
    const others: Content[] = [
      voice,
      { kind: "image", mediaId: "i", url: "http://picture" },
      { kind: "location", latitude: 30.5, longitude: 114.3, label: "武汉" },
      { kind: "link", title: "t", description: "d", url: "http://link" },
    ];
    for (const other of others) expect(labels(await receive(other)).at(-1)).toBe("转人工");
    expect(await receive({ kind: "unknown", event: "new_thing" })).toEqual({ kind: "nothing" });
  });

  it("names the nearest service halls to who shows where they are, and is silent about a position nobody asked for", async () => {
    const near = wordsOf(await receive({ kind: "location", latitude: 30.554, longitude: 114.316, label: "武昌" }));
    expect(near).toMatch(/1\. 武昌区政务服务中心，约 0\.0 公里/);
    expect(near).toContain("现在是上班时间");
    talk.shut();
    const picked = await receive({ kind: "position", latitude: 30.6, longitude: 114.3, asked: true });
    expect(wordsOf(picked)).toContain("3 月 3 日 09:00 上班");
    expect(Buffer.byteLength(wordsOf(picked))).toBeLessThan(1_800);
    expect(wordsOf(await receive({ kind: "location", latitude: 39.9, longitude: 116.4, label: "北京" }))).toContain(
      "离武汉比较远",
    );
    expect(await receive({ kind: "position", latitude: 30.6, longitude: 114.3, asked: false })).toEqual({
      kind: "nothing",
    });
  });

  it("apologises with a person at hand when it breaks", async () => {
    const broken = createBot({
      ...services,
      knowledge: {
        ...services.knowledge,
        ask: () => {
          throw new Error("broken");
        },
      },
    });
    const update = {
      kind: "text",
      text: "断缴了怎么办",
      key: "k",
      openid,
      account: "gh_99demo000001",
      at: talk.now(),
    } as const;
    const outcome = await broken(update, { openid, personId: null, conversationId: null, pending: null });
    expect("reply" in outcome && labels(outcome.reply)).toEqual(["转人工"]);
    expect(talk.failures).toHaveLength(1);
  });

  it("never says more than WeChat carries in one text", () => {
    const tooLong = entries.filter((entry) => {
      const reply = sayEntry(entry, "m:1234567890123456789");
      return Buffer.byteLength(wordsOf(reply)) + labels(reply).length * 260 > 2048;
    });
    expect(tooLong.map((entry) => entry.id)).toEqual([]);
  });
});

describe("a person", () => {
  it("is one word away, with a place in the queue and the story already told", async () => {
    await hear("老板不给我交社保还拖着");
    const reply = await hear("转人工");
    expect(wordsOf(reply)).toContain("您排在第一位，现在还说不准要等多久");
    const view = await viewConversation(
      database.db,
      await talkOf(),
      { people: masked, staffId: "00000000-0000-4000-8000-000000000000" },
      talk.now(),
    );
    if (isRefusal(view)) throw new Error(view.body.message);
    expect(view.messages[0]).toMatchObject({ from: "citizen", text: "老板不给我交社保还拖着" });
    expect(view.allowance).toMatchObject({ left: 5, of: 5 });
    expect(wordsOf(await hear("还在吗"))).toContain("已经记下");
    expect(wordsOf(await hear("取消排队"))).toContain("已取消排队");
    expect(await talkOf()).toBe("none");
  });

  it("silences the bot while serving, and is rated once afterwards", async () => {
    const staffId = await agent();
    await inTransaction(database.db, (tx) => setReady(tx, staffId, true, talk.now()));
    expect(wordsOf(await receive({ kind: "click", button: "HUMAN" }))).toContain("马上就有客服接待");
    const conversation = await talkOf();
    expect(await inTransaction(database.db, (tx) => sweep(tx, undivided, talk.now()))).toBe(1);
    for (const content of [
      { kind: "text", text: "断缴了怎么办" },
      { kind: "image", mediaId: "i", url: "http://picture" },
      { kind: "click", button: "HOT" },
    ] as const) {
      expect(await receive(content)).toEqual({ kind: "nothing" });
    }
    await inTransaction(database.db, (tx) =>
      close(tx, { id: conversation, staffId: staffId, summary: "已解答", tags: [] }, talk.now()),
    );
    expect(wordsOf(await hear("非常满意", `rate:${conversation}:5`))).toContain("很高兴帮到您");
    expect(wordsOf(await hear("不满意"))).toContain("已经评价过");
    expect(wordsOf(await hear("断缴了怎么办"))).toContain("依据：");
  });

  it("says when the office opens, and keeps the place until then", async () => {
    talk.shut();
    expect(wordsOf(await hear("找人工"))).toMatch(/3 月 3 日（周二）09:00 上班[\s\S]*您排在第一位[\s\S]*12333/);
    expect(await talkOf()).not.toBe("none");
  });

  it("does not answer into a talk that was closed a moment ago", async () => {
    await hear("人工");
    const staffId = await agent();
    const conversation = await talkOf();
    await inTransaction(database.db, (tx) => take(tx, conversation, staffId, talk.now()));
    const stale = await getFollower(database.db, openid);
    await inTransaction(database.db, (tx) =>
      close(tx, { id: conversation, staffId: staffId, summary: "已解答", tags: [] }, talk.now()),
    );
    const update = {
      kind: "text",
      text: "还有一句",
      key: "late",
      openid,
      account: "gh_99demo000001",
      at: talk.now(),
    } as const;
    const outcome = await createBot(services)(update, stale);
    if (!("act" in outcome)) throw new Error("expected an act");
    expect(labels(await inTransaction(database.db, outcome.act))).toEqual(["转人工"]);
  });
});

describe("a time at a window", () => {
  it("is led to the page where one chooses it, and never to a knowledge entry about something else", async () => {
    for (const words of ["预约", "我要预约", "怎么预约窗口", "网上取号", "窗口预约怎么弄", "可以预约吗"])
      expect(labels(await hear(words))).toEqual(["预约窗口", "找事项", "转人工"]);
  });

  it("that one holds is told to who is bound, and the way to be bound to who is not", async () => {
    expect(labels(await hear("我的预约"))).toEqual(["去绑定", "转人工"]);
    await talk.bind();
    expect(wordsOf(await hear("我的预约"))).toContain("预约号 Y26030400001");
    expect(wordsOf(await hear("取消预约"))).toContain("预约号");
  });

  it("is no answer to a livestream's 预约 or to somebody else's question", async () => {
    expect(labels(await hear("我妈的预约是几点"))).not.toContain("看明细");
  });
});
