import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { demoTemplates, keepTemplates } from "../../broadcasts/index.ts";
import type { OrRefused } from "../../ports/account.ts";
import { isRefusal } from "../../refusal.ts";
import { REMINDER_PARCEL, remindingHandler, sendByNotice } from "../index.ts";
import { startStage, type Stage } from "../testing/stage.ts";

const template = "mini-desk-reply";
const person = randomUUID();
let stage: Stage;
let agent: string;
let id: string;
let sent: { openid: string; values: Readonly<Record<string, string>> }[];
let answer: OrRefused<{ outcome: "sent" }>;

beforeEach(async () => {
  stage = await startStage();
  sent = [];
  answer = { outcome: "sent" };
  const { db } = stage.database;
  await stage.run((tx) => keepTemplates(tx, demoTemplates));
  await db
    .insertInto("bindings")
    .values({
      identity: "u-one",
      openid: "m-one",
      person_id: person,
      mobile: "13800138000",
      bound_at: stage.now(),
      consent_version: "2026-11",
    })
    .execute();
  agent = await stage.ready("王芳");
  id = await stage.served("one", agent, "wechat", person);
});
afterEach(() => stage.end());

const agrees = (credits: number) =>
  stage.database.db
    .insertInto("subscription_consents")
    .values({
      openid: "m-one",
      template_id: template,
      credits,
      refused_at: null,
      updated_at: stage.now(),
      identity: "u-one",
    })
    .execute();
let presses = 0;
async function answers(text: string, key = `press-${++presses}`) {
  const done = await stage.run((tx) => sendByNotice(tx, { id, staffId: agent, key, text }, stage.now()));
  if (isRefusal(done)) throw new Error(done.body.message);
}
/** The outbox at work, with WeChat saying `answer`. */
async function deliver(): Promise<void> {
  const { db } = stage.database;
  const clock = { now: stage.now };
  const handler = remindingHandler({
    clock,
    subscriptions: {
      send: async (openid, { values }) => {
        sent.push({ openid, values });
        return answer;
      },
    },
  });
  const row = await db
    .selectFrom("outbox")
    .select(["key", "payload"])
    .where("kind", "=", REMINDER_PARCEL)
    .where("state", "=", "queued")
    .executeTakeFirstOrThrow();
  const payload = row.payload as Parameters<typeof handler.deliver>[0];
  const result = await handler.deliver(payload, row.key);
  await stage.run(async (tx) => handler.settled?.(tx, payload, result, row.key));
  await stage.gone();
}
const last = async () => (await stage.view(id)).messages.findLast((one) => one.from === "staff");
const inbox = () => stage.database.db.selectFrom("notices").select("text").where("person_id", "=", person).execute();

describe("the way out that rings", () => {
  it("is offered for a consent, and one consent is one message however often it is pressed", async () => {
    expect((await stage.view(id)).otherMeans).toEqual(["notice"]);
    await agrees(1);
    expect((await stage.view(id)).otherMeans).toEqual(["subscription", "notice"]);
    const long = "您的补缴已经受理，".repeat(10);
    await answers(long, "one-press");
    await answers(long, "one-press");
    expect(await last()).toMatchObject({ means: "subscription", delivery: "queued", retry: "no" });
    expect((await stage.view(id)).otherMeans).toEqual(["notice"]);
    await deliver();
    expect(sent).toEqual([
      {
        openid: "m-one",
        values: { thing1: "断缴怎么办", thing2: "客服已回复，点开查看全文", time3: "2026-03-02 09:00" },
      },
    ]);
    expect(await last()).toMatchObject({ means: "subscription", delivery: "sent" });
    // The whole answer is in the inbox.
    expect(await inbox()).toEqual([{ text: long }]);
    await answers("还有一句");
    expect(await last()).toMatchObject({ means: "notice", delivery: "sent" });
    expect(sent).toHaveLength(1);
  });

  it("refused by WeChat, is a message in the inbox, and counts on no more consents", async () => {
    await agrees(3);
    await answers("请补传照片");
    answer = { outcome: "refused", code: 43101, because: "blocked", advice: "对方没有同意，或已用完" };
    await deliver();
    expect(await last()).toMatchObject({ means: "notice", delivery: "sent", text: "请补传照片" });
    expect((await stage.view(id)).messages.at(-1)?.text).toContain("订阅消息没有发出（对方没有同意，或已用完）");
    expect(await inbox()).toEqual([{ text: "请补传照片" }]);
    expect((await stage.view(id)).otherMeans).toEqual(["notice"]);
  });
});
