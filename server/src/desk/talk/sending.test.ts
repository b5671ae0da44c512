import { randomUUID } from "node:crypto";
import type { Sendable } from "@wsi/shared/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../refusal.ts";
import {
  close,
  compose,
  delivered,
  news,
  recall,
  recallOwn,
  retry,
  send,
  sendByNotice,
  viewTalk,
  type Library,
} from "../index.ts";
import { messageOf, startStage, type Stage } from "../testing/stage.ts";

let stage: Stage;
let agent: string;
beforeEach(async () => {
  stage = await startStage();
  agent = await stage.ready("客服·王芳");
});
afterEach(() => stage.end());

const parcels = async () =>
  (await stage.database.db.selectFrom("outbox").select(["key", "payload"]).orderBy("id").execute()).map((row) => ({
    key: row.key,
    text: (row.payload as { reply: { text: string } }).reply.text,
  }));
const idOf = (sent: unknown): string => {
  if (isRefusal(sent)) throw new Error(sent.body.message);
  return (sent as { messageId: string }).messageId;
};
const lineOf = async (id: string, messageId: string) =>
  (await stage.view(id)).messages.find((one) => one.id === messageId);

describe("lines to a follower", () => {
  it("written close together are one message to WeChat, and one of its quota", async () => {
    const id = await stage.served("merged", agent);
    for (const text of ["您好", "先续保", "再补缴"]) await stage.answers(id, agent, text);
    expect((await parcels()).map((one) => one.text)).toEqual(["您好\n先续保\n再补缴"]);
    expect((await stage.view(id)).allowance?.left).toBe(4);
    const [parcel] = await parcels();
    await stage.run((tx) => delivered(tx, parcel?.key ?? "", { outcome: "sent" }, stage.now()));
    const said = (await stage.view(id)).messages.filter((one) => one.from === "staff");
    expect(said.map((one) => one.delivery)).toEqual(["sent", "sent", "sent"]);
  });

  it("are not joined across the citizen's words, nor beyond what one message holds, nor once on their way", async () => {
    const id = await stage.served("apart", agent);
    await stage.answers(id, agent, "您好");
    await stage.says(id, "等等");
    await stage.answers(id, agent, "请说");
    await stage.answers(id, agent, "长".repeat(650));
    await stage.gone();
    await stage.answers(id, agent, "最后");
    expect((await parcels()).map((one) => one.text.length)).toEqual([2, 2, 650, 2]);
  });

  it("can be taken back while they wait, alone or out of a message of several; then no more", async () => {
    const id = await stage.served("recalled", agent);
    const first = idOf(await stage.answers(id, agent, "您好"));
    const second = idOf(await stage.answers(id, agent, "说错了"));
    const take = (messageId: string, staffId = agent) =>
      stage.run((tx) => recall(tx, { id, messageId, staffId }, stage.now()));
    const colleague = await stage.staff("李明");
    expect(messageOf(await take(second, colleague))).toBe("只能撤回自己发的消息");
    await take(second);
    await take(second);
    expect(await parcels()).toEqual([{ key: first, text: "您好" }]);
    expect(await lineOf(id, second)).toMatchObject({ recalled: true, delivery: null });
    await take(first);
    expect(await parcels()).toEqual([]);
    expect((await stage.view(id)).allowance?.left).toBe(5);
    const third = idOf(await stage.answers(id, agent, "好的"));
    await stage.gone();
    expect(messageOf(await take(third))).toBe("已经发出，撤不回来了");
  });

  it("that failed stay with their reason and are sent again once for each press; of unknown fate only when somebody is sure", async () => {
    const id = await stage.served("failed", agent);
    const line = idOf(await stage.answers(id, agent, "您好"));
    const again = (sure = false) =>
      stage.run((tx) => retry(tx, { id, messageId: line, staffId: agent, sure }, stage.now()));
    expect(await lineOf(id, line)).toMatchObject({ retry: "no" });
    await stage.gone();
    await stage.run((tx) =>
      delivered(tx, line, { outcome: "failed", because: "连不上", advice: "稍后再试" }, stage.now()),
    );
    expect(await lineOf(id, line)).toMatchObject({ delivery: "failed", reason: "连不上：稍后再试", retry: "yes" });
    await Promise.all([again(), again()]);
    expect((await parcels()).map((one) => one.key)).toEqual([line, `${line}~1`]);
    // What became of the first attempt is known; a late word about it changes nothing.
    await stage.run((tx) => delivered(tx, line, { outcome: "sent" }, stage.now()));
    expect(await lineOf(id, line)).toMatchObject({ delivery: "queued" });
    await stage.run((tx) =>
      delivered(tx, `${line}~1`, { outcome: "unknown", because: "没有回音", advice: "请核实" }, stage.now()),
    );
    expect(await lineOf(id, line)).toMatchObject({ retry: "ask" });
    expect(messageOf(await again())).toContain("可能已经送达");
    await again(true);
    expect((await parcels()).map((one) => one.key)).toEqual([line, `${line}~1`, `${line}~2`]);
    await stage.run((tx) => delivered(tx, `${line}~2`, { outcome: "sent" }, stage.now()));
    expect(messageOf(await again(true))).toContain("不用重发");
    const { messages } = await stage.view(id);
    expect(messages.filter((one) => one.from === "staff")).toHaveLength(1);
  });

  it("go by other means when the window is closed, marked as such, to who is bound", async () => {
    const id = await stage.served("shut", agent, "wechat", "00000000-0000-4000-8000-000000000001");
    stage.wait(49 * 60);
    expect(await stage.view(id)).toMatchObject({ allowance: { left: 0 }, otherMeans: ["notice"] });
    const refused = await stage.answers(id, agent, "查到了");
    expect(isRefusal(refused) && refused.body.instead).toContain("站内消息");
    const notice = { id, staffId: agent, key: "notice-0001", text: "查到了，已到账" };
    for (let press = 0; press < 2; press++) await stage.run((tx) => sendByNotice(tx, notice, stage.now()));
    expect((await stage.view(id)).messages.at(-1)).toMatchObject({ means: "notice", delivery: "sent", from: "staff" });
    expect(await stage.database.db.selectFrom("notices").select("text").execute()).toEqual([
      { text: "查到了，已到账" },
    ]);
    const stranger = await stage.served("unbound", agent);
    const none = await stage.run((tx) =>
      sendByNotice(tx, { ...notice, id: stranger, key: "notice-0002" }, stage.now()),
    );
    expect(messageOf(none)).toContain("没有绑定");
  });
});

describe("our own page", () => {
  const pageOf = (id: string, after = 0) =>
    stage.run((tx) => news(tx, stage.roster, { identity: "page", id, after }, stage.now()));
  const read = async (id: string, after = 0) => {
    const found = await pageOf(id, after);
    if (isRefusal(found)) throw new Error(found.body.message);
    return found;
  };

  it("has no quota, needs no outbox, shows each line once and in order, and nothing among colleagues", async () => {
    const id = await stage.served("page", agent, "mini");
    for (let count = 0; count < 9; count++) await stage.answers(id, agent, `第${count}句`);
    await stage.says(id, "<b>谢谢</b>\u202e😀");
    expect(await parcels()).toEqual([]);
    expect((await stage.view(id)).allowance).toBeNull();
    const all = await read(id);
    expect(all.talk).toMatchObject({ state: "serving", agent: "客服 王老师" });
    expect(all.messages.map((one) => one.text)).toEqual([
      "客服已接入，请说",
      ...Array.from({ length: 9 }, (_, count) => `第${count}句`),
      "<b>谢谢</b>\u202e😀",
    ]);
    expect((await read(id, all.after)).messages).toEqual([]);
    await stage.answers(id, agent, "不客气");
    expect((await read(id, all.after)).messages.map((one) => one.text)).toEqual(["不客气"]);
    expect(messageOf(await stage.run((tx) => viewTalk(tx, stage.roster, "somebody", id, stage.now())))).toContain(
      "找不到",
    );
  });

  it("lets both sides take back a line within two minutes, and the page hears of it", async () => {
    const id = await stage.served("page", agent, "mini");
    const line = idOf(await stage.answers(id, agent, "说错了"));
    await stage.says(id, "我也说错了");
    const { after, messages } = await read(id);
    const own = messages.at(-1)?.id ?? "";
    await stage.run((tx) => recall(tx, { id, messageId: line, staffId: agent }, stage.now()));
    const stranger = { identity: "stranger", id, messageId: own };
    expect(messageOf(await stage.run((tx) => recallOwn(tx, stranger, stage.now())))).toContain("找不到");
    await stage.run((tx) => recallOwn(tx, { ...stranger, identity: "page" }, stage.now()));
    expect((await read(id, after)).messages.map((one) => [one.text, one.recalled])).toEqual([
      ["", true],
      ["", true],
    ]);
    const late = idOf(await stage.answers(id, agent, "又错了"));
    stage.wait(3);
    expect(
      messageOf(await stage.run((tx) => recall(tx, { id, messageId: late, staffId: agent }, stage.now()))),
    ).toContain("超过两分钟");
  });

  it("may rate once after closing", async () => {
    const id = await stage.served("page", agent, "mini");
    expect((await read(id)).talk.mayRate).toBe(false);
    await stage.run((tx) => close(tx, { id, staffId: agent, summary: "已解答", tags: ["断缴", "断缴"] }, stage.now()));
    const closed = await read(id);
    expect(closed.talk).toMatchObject({ state: "closed", mayRate: true });
    expect(closed.messages.at(-1)?.text).toContain("您对服务满意吗");
    expect(await stage.view(id)).toMatchObject({ summary: "已解答", tags: ["断缴"] });
  });
});

const freeTime = (day: string) => ({
  title: "窗口预约：综合窗口",
  place: "武昌大厅",
  day,
  time: "09:30",
  open: "appointments/book/index",
});

describe("cards to a follower", () => {
  const library: Library = {
    entry: () => undefined,
    item: () => ({ title: "灵活就业续保" }),
    kase: async () => ({ title: "灵活就业续保", state: "办理中" }),
    file: async () => undefined,
    time: async (_tx, { day, from }) => (from === "09:30" ? freeTime(day) : undefined),
  };
  const kase = "00000000-0000-4000-8000-000000000007";
  async function sendCard(id: string, attach: Sendable): Promise<string> {
    const content = await stage.run((tx) => compose(tx, library, { text: "", attach }));
    if (isRefusal(content)) throw new Error(content.body.message);
    const saying = { id, staffId: agent, key: randomUUID(), ...content };
    return idOf(await stage.run((tx) => send(tx, saying, stage.now())));
  }
  const replies = async () =>
    (await stage.database.db.selectFrom("outbox").select("payload").orderBy("id").execute()).map(
      (row) => (row.payload as { reply: object }).reply,
    );

  it("open a page each, with the picture of its kind, and are one of the quota", async () => {
    const id = await stage.served("cards", agent);
    await sendCard(id, { kind: "item-card", code: "renewal" });
    await sendCard(id, { kind: "case-card", case: kase });
    await sendCard(id, { kind: "mini-card", title: "查缴费", path: "lookups/payments/index" });
    await sendCard(id, { kind: "appointment-card", window: kase, day: "2026-03-05", from: "09:30" });
    expect(await replies()).toEqual([
      {
        kind: "mini-program",
        cover: "item",
        title: "办理：灵活就业续保",
        open: "apply/guide/index?code=renewal",
        text: "为您找到事项：灵活就业续保",
      },
      {
        kind: "mini-program",
        cover: "case",
        title: "灵活就业续保（办理中）",
        open: `cases/detail/index?id=${kase}`,
        text: "点下面打开：",
      },
      { kind: "mini-program", cover: "lookup", title: "查缴费", open: "lookups/payments/index", text: "点下面打开：" },
      {
        kind: "mini-program",
        cover: "appointment",
        title: "3月5日 09:30 窗口预约：综合窗口",
        open: "appointments/book/index",
        text: "预约 窗口预约：综合窗口：2026-03-05 09:30，武昌大厅",
      },
    ]);
    expect((await stage.view(id)).allowance?.left).toBe(1);
  });

  it("that WeChat did not take are delivered, and the agent reads how and why", async () => {
    const id = await stage.served("plain", agent);
    const messageId = await sendCard(id, { kind: "item-card", code: "renewal" });
    const remark = "小程序没有关联到服务号";
    await stage.run((tx) => delivered(tx, messageId, { outcome: "sent", remark }, stage.now()));
    expect(await lineOf(id, messageId)).toMatchObject({ delivery: "sent", reason: remark, retry: "no" });
  });

  it("sent again after a failure open the same page", async () => {
    const id = await stage.served("again", agent);
    const messageId = await sendCard(id, { kind: "appointment-card", window: kase, day: "2026-03-05", from: "09:30" });
    const lost = { outcome: "failed", because: "连不上", advice: "请重试" } as const;
    await stage.run((tx) => delivered(tx, messageId, lost, stage.now()));
    await stage.run((tx) => retry(tx, { id, messageId, staffId: agent, sure: false }, stage.now()));
    expect((await replies()).at(-1)).toMatchObject({ open: "appointments/book/index" });
  });
});

describe("what is attached", () => {
  const ownCase = "00000000-0000-4000-8000-000000000007";
  const library: Library = {
    entry: (id) => (id === "gap" ? { question: "断缴怎么办", answer: "先续保", source: "武人社规" } : undefined),
    item: (code) => (code === "renewal" ? { title: "灵活就业续保" } : undefined),
    kase: async (_tx, id) => (id === ownCase ? { title: "灵活就业续保", state: "办理中" } : undefined),
    file: async () => undefined,
    time: async (_tx, { day, from }) => (from === "09:30" ? freeTime(day) : undefined),
  };
  const made = (attach: Parameters<typeof compose>[2]["attach"], text = "") =>
    stage.run((tx) => compose(tx, library, { text, attach }));

  it("is made of what the house knows, and read as plain words", async () => {
    expect(await made({ kind: "answer", entry: "gap" })).toMatchObject({
      kind: "answer",
      text: "先续保\n\n依据：武人社规",
    });
    expect(await made({ kind: "item-card", code: "renewal" })).toMatchObject({ attached: { title: "灵活就业续保" } });
    const slot = { kind: "appointment-card", window: ownCase, day: "2026-03-05" } as const;
    expect(await made({ ...slot, from: "09:30" })).toMatchObject({
      text: "窗口预约：综合窗口：2026-03-05 09:30，武昌大厅",
    });
    expect(messageOf(await made({ ...slot, from: "10:00" }))).toContain("刚刚约满");
    expect(await made({ kind: "case-card", case: ownCase })).toEqual({
      kind: "mini-card",
      text: "灵活就业续保（办理中）",
      attached: { title: "灵活就业续保（办理中）", path: `cases/detail/index?id=${ownCase}` },
    });
    const strangers = "00000000-0000-4000-8000-000000000008";
    expect(messageOf(await made({ kind: "case-card", case: strangers }))).toContain("不是这位市民的");
    expect(messageOf(await made({ kind: "answer", entry: "gone" }))).toContain("已经下线");
    expect(messageOf(await made({ kind: "item-card", code: "gone" }))).toContain("没有这个事项");
    expect(messageOf(await made({ kind: "image", file: "00000000-0000-4000-8000-000000000009" }))).toContain(
      "重新上传",
    );
    expect(messageOf(await made(undefined))).toBe("请填写内容");
  });
});
