import { randomUUID } from "node:crypto";
import type { BroadcastContent } from "@wsi/shared/contract";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { startSandbox, type Sandbox } from "../../../sandbox/src/server.ts";
import { readSettings } from "../../../sandbox/src/settings.ts";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { createWechat, type Wechat } from "../../adapters/wechat/index.ts";
import { createVolatile } from "../../adapters/wechat/test/double.ts";
import { inTransaction, type Tx } from "../../db.ts";
import { createRelay, type Relay } from "../../outbox/index.ts";
import { isRefusal, type Refusal } from "../../refusal.ts";
import { accountOf } from "../account.ts";
import { presentBroadcast } from "../editing/present.ts";
import { findBroadcast } from "../record.ts";
import { createEngine } from "../sending/engine.ts";
import { checker, draftOf, launch, maker, senderParts } from "../testing/scene.ts";
import { askRecall, decideRecall, MASS_RECALL_PARCEL, massRecallHandler } from "./recall.ts";

/** Sent to the sandbox in two mass messages, and taken back there. */
const settings = readSettings({});
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const clock = { now: () => new Date() };
const supervisor = { staffId: randomUUID(), supervisor: true };
const editor = { staffId: maker, supervisor: false };
const colleague = { staffId: checker, supervisor: false };

let fresh: TestDatabase;
let sandbox: Sandbox;
let wechat: Wechat;
let relay: Relay;
beforeEach(async () => {
  fresh = await freshDatabase();
  sandbox = await startSandbox({ ...settings, port: 0, dataDir: undefined }, false);
  const { account } = settings;
  wechat = createWechat(
    {
      WECHAT_APP_ID: account.appId,
      WECHAT_APP_SECRET: account.appSecret,
      WECHAT_TOKEN: account.token,
      WECHAT_MODE: "plain",
      WECHAT_API_BASE: sandbox.url,
      WECHAT_MINI_APP_ID: account.miniAppId,
      WECHAT_MINI_APP_SECRET: account.miniAppSecret,
    },
    { volatile: createVolatile(), clock, log: silent },
  );
  const { followers } = sandbox.world;
  for (let n = 0; n < 4; n += 1) {
    const { id, openid } = followers.create(`粉丝${n}`);
    followers.follow(id, Date.now(), "");
    await fresh.db
      .insertInto("followers")
      .values({
        openid,
        person_id: null,
        conversation_id: null,
        pending: null,
        followed_at: clock.now(),
        unfollowed_at: null,
      })
      .execute();
  }
  relay = createRelay({
    db: fresh.db,
    clock,
    log: silent,
    handlers: { [MASS_RECALL_PARCEL]: massRecallHandler({ clock, mass: wechat.mass }) as never },
  });
});
afterEach(async () => {
  await sandbox.close();
  await fresh.drop();
});

const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(fresh.db, work);
async function articles(): Promise<BroadcastContent> {
  const cover = randomUUID();
  await fresh.db
    .insertInto("broadcast_pictures")
    .values({
      id: cover,
      sha256: "0".repeat(64),
      name: "cover.png",
      type: "image/png",
      bytes: 7,
      uploaded_by: maker,
      uploaded_at: clock.now(),
    })
    .execute();
  const blocks = [{ kind: "paragraph" as const, runs: [{ text: "缴费基数已经公布。" }] }];
  return {
    kind: "articles",
    articles: [{ title: "缴费基数公布", author: "", digest: "", cover, sourceUrl: null, blocks }],
  };
}
async function sent(content?: BroadcastContent): Promise<string> {
  const draft = draftOf({ content: content ?? (await articles()), ratePerMinute: 800_000 });
  const id = await launch(fresh.db, draft, clock.now());
  const parts = senderParts(fresh.db, clock, accountOf(wechat, settings.account.miniAppId), { massBatch: 2 });
  const engine = createEngine(parts);
  for (let turn = 0; turn < 10; turn += 1) await engine.work();
  return id;
}
const view = (id: string, staffId = maker) =>
  run(async (tx) => {
    const found = await findBroadcast(tx, id);
    if (!found) throw new Error("gone");
    const parts = senderParts(fresh.db, clock, accountOf(wechat, settings.account.miniAppId));
    return presentBroadcast(tx, parts, found, staffId, clock.now());
  });
const ask = (id: string, by = editor, reason = "基数写错了") =>
  run((tx) => askRecall(tx, by, { id, reason }, clock.now()));
const decide = (id: string, by: typeof editor, agree: boolean, reason?: string) =>
  run((tx) => decideRecall(tx, by, { id, agree, reason }, clock.now()));
const messageOf = (answer: unknown): string => (isRefusal(answer) ? (answer as Refusal).body.message : "no refusal");
const page = async () => {
  const chat = sandbox.world.chats.read(sandbox.world.followers.list().find((one) => one.name === "粉丝0")?.id ?? "");
  const card = chat.find((one) => one.kind === "news");
  if (card?.kind !== "news") throw new Error("no card in the chat");
  return (await fetch(card.articles[0]?.url ?? "")).text();
};

describe("taking a mass message back", () => {
  it("takes two people, and takes every message's page away at WeChat, while the cards stay", async () => {
    const id = await sent();
    expect(await page()).toContain("缴费基数已经公布");
    expect((await view(id)).actions).toContain("recall");
    expect(await ask(id)).toMatchObject({ id });
    expect(await view(id)).toMatchObject({ recall: { state: "asked", reason: "基数写错了" } });
    expect((await view(id)).actions).not.toContain("decide-recall");
    expect((await view(id, checker)).actions).toContain("decide-recall");
    expect(messageOf(await decide(id, editor, true))).toContain("不能自己确认");
    expect(messageOf(await ask(id))).toContain("等确认");
    expect(await relay.drain()).toBe(0);

    expect(await decide(id, colleague, true)).toMatchObject({ id });
    expect(await view(id)).toMatchObject({ recall: { state: "running", messages: { total: 2, gone: 0 } } });
    await relay.drain();
    const after = await view(id);
    expect(after.recall).toMatchObject({ state: "done", messages: { total: 2, gone: 2, failed: 0, unnumbered: 0 } });
    expect(after.history.map((one) => one.what).slice(0, 3)).toEqual(["群发已撤回", "确认撤回群发", "申请撤回群发"]);
    expect(after.actions).not.toContain("recall");
    expect(await page()).toContain("该内容已被发布者删除");
    expect(messageOf(await ask(id))).toContain("已经撤回");
  });

  it("is a supervisor's own word, and harmless when WeChat is told twice", async () => {
    const id = await sent();
    sandbox.world.faults.arm({ kind: "dropped-answer", times: 1, path: "/cgi-bin/message/mass/delete" });
    await ask(id, supervisor);
    await relay.drain();
    await sql`update outbox set run_after = null where state = 'queued'`.execute(fresh.db);
    await relay.drain();
    expect((await view(id)).recall).toMatchObject({ state: "done", messages: { gone: 2 } });
  });

  it("may be declined with a reason, and asked for again", async () => {
    const id = await sent();
    await ask(id);
    expect(messageOf(await decide(id, colleague, false))).toContain("为什么不撤回");
    await decide(id, colleague, false, "写的没有错");
    const { recall, history } = await view(id);
    expect(recall).toBeNull();
    expect(history[0]).toMatchObject({ what: "不同意撤回群发", reason: "写的没有错" });
    expect(await ask(id)).toMatchObject({ id });
  });

  it("says which messages WeChat did not take back, and may be tried again for those alone", async () => {
    const id = await sent();
    sandbox.world.faults.arm({ kind: "code", code: 40059, times: 1, path: "/cgi-bin/message/mass/delete" });
    await ask(id, supervisor);
    await relay.drain();
    expect((await view(id)).recall).toMatchObject({
      state: "partly",
      messages: { gone: 1, failed: 1 },
      advice: expect.stringContaining("没有这条群发消息"),
    });
    await ask(id, supervisor, "再试一次");
    await relay.drain();
    expect((await view(id)).recall).toMatchObject({ state: "done", messages: { gone: 2, failed: 0 } });
  });

  it("counts what went out without a number of WeChat's: somebody must look", async () => {
    const id = await sent();
    await sql`update broadcast_batches set message_id = null where broadcast_id = ${id}::uuid and number = 2`.execute(
      fresh.db,
    );
    await ask(id, supervisor);
    await relay.drain();
    const { recall, history } = await view(id);
    expect(recall).toMatchObject({ state: "partly", messages: { total: 1, gone: 1, unnumbered: 1 } });
    expect(history[0]?.reason).toContain("请到公众平台核对");
  });

  it("is not offered for words, for what was not sent, nor while it is being sent", async () => {
    const words = await sent({ kind: "text", text: "灵活就业人员请缴费。", open: null });
    expect((await view(words)).actions).not.toContain("recall");
    expect(messageOf(await ask(words))).toContain("只能撤回图文");
    const draft = draftOf({ content: await articles() });
    const waiting = await launch(fresh.db, draft, new Date(Date.now() + 60_000));
    expect(messageOf(await ask(waiting))).toContain("没有发出去");
    const paused = await sent();
    await sql`update broadcasts set state = 'paused' where id = ${paused}::uuid`.execute(fresh.db);
    expect(messageOf(await ask(paused))).toContain("请先取消");
  });
});
