import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sql } from "kysely";
import type { BroadcastDraft } from "@wsi/shared/contract";
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction } from "../../db.ts";
import { PortFault } from "../../ports/fault.ts";
import { createEngine } from "./engine.ts";
import { presentProgress } from "../results/progress.ts";
import { findBroadcast } from "../record.ts";
import { learnConsent, reconcile } from "../results/results.ts";
import { takeStep } from "../editing/steps.ts";
import { forgetAuthorised, tagFollowers } from "../../followers/index.ts";
import { isRefusal } from "../../refusal.ts";
import { keepDecisions, subscriptionsOf } from "../livestreams/subscribing.ts";
import { demoTemplates, keepTemplates, refreshTemplates } from "../editing/templates.ts";
import {
  addFollowers,
  addWords,
  checker,
  countingAccount,
  draftOf,
  launch,
  movableClock,
  senderParts,
} from "../testing/scene.ts";

let fresh: TestDatabase;
beforeEach(async () => void (fresh = await freshDatabase()));
afterEach(() => fresh.drop());

const progressOf = (id: string, now: Date) =>
  inTransaction(fresh.db, async (tx) => {
    const found = await findBroadcast(tx, id);
    if (!found) throw new Error("gone");
    return presentProgress(tx, found, now);
  });
const service = (more = {}) =>
  draftOf({ means: "service", content: { kind: "text", text: "请缴费。", open: null }, ...more });

describe("a broadcast", () => {
  it("by mass message reaches everybody once, in lists of at most ten thousand, and leaves out who does not follow", async () => {
    await addFollowers(fresh.db, 25);
    await sql`update followers set unfollowed_at = now() where openid = 'o000000007'`.execute(fresh.db);
    const clock = movableClock();
    const { account, arrived } = countingAccount();
    const id = await launch(fresh.db, draftOf(), clock.now());
    await createEngine(senderParts(fresh.db, clock, account, { massBatch: 6, slice: 6 })).work();
    const progress = await progressOf(id, clock.now());
    expect(progress).toMatchObject({ state: "sent", total: 25, counts: { sent: 24, excluded: 1, queued: 0 } });
    expect(progress.excluded).toEqual([{ reason: "unfollowed", count: 1 }]);
    expect([...arrived.values()]).toEqual(Array.from({ length: 24 }, () => 1));
  });

  it("never has a list of one: the last follower joins the batch before", async () => {
    await addFollowers(fresh.db, 13);
    const clock = movableClock();
    const { account, arrived } = countingAccount();
    const id = await launch(fresh.db, draftOf(), clock.now());
    await createEngine(senderParts(fresh.db, clock, account, { massBatch: 6, slice: 6 })).work();
    expect((await progressOf(id, clock.now())).counts).toMatchObject({ sent: 13, failed: 0 });
    expect(arrived.size).toBe(13);
  });

  it("of a fifth mass message in a month leaves out those who had four", async () => {
    await addFollowers(fresh.db, 4);
    const clock = movableClock();
    const { account } = countingAccount();
    const engine = createEngine(senderParts(fresh.db, clock, account));
    for (let n = 0; n < 4; n++) {
      await launch(
        fresh.db,
        draftOf(n === 0 ? { audience: { to: "openids", openids: ["o000000001", "o000000002"] } } : {}),
        clock.now(),
      );
      await engine.work();
    }
    const fifth = await launch(fresh.db, draftOf(), clock.now());
    await engine.work();
    expect(await progressOf(fifth, clock.now())).toMatchObject({
      excluded: [{ reason: "quota", count: 2 }],
      counts: { sent: 2 },
    });
  });

  it("is paused at once, sends nothing meanwhile, and goes on where it was", async () => {
    await addFollowers(fresh.db, 60);
    const clock = movableClock();
    await addWords(fresh.db, clock.now());
    const { account, arrived } = countingAccount();
    const id = await launch(fresh.db, service(), clock.now());
    const send = account.messages.send.bind(account.messages);
    account.messages.send = async (openid, reply) => {
      if (arrived.size === 10)
        await inTransaction(fresh.db, (tx) => takeStep(tx, "pause", checker, { id }, clock.now()));
      return send(openid, reply);
    };
    const engine = createEngine(senderParts(fresh.db, clock, account, { width: 5 }));
    await engine.work();
    expect(await progressOf(id, clock.now())).toMatchObject({ state: "paused", counts: { sent: 15, queued: 45 } });
    account.messages.send = send;
    await inTransaction(fresh.db, (tx) => takeStep(tx, "resume", checker, { id }, clock.now()));
    clock.push(1_000);
    await engine.work();
    expect(await progressOf(id, clock.now())).toMatchObject({ state: "sent", counts: { sent: 60 } });
    expect([...arrived.values()].every((count) => count === 1)).toBe(true);
  });

  it("keeps to its rate over two processes", async () => {
    await addFollowers(fresh.db, 40);
    const clock = movableClock();
    await addWords(fresh.db, clock.now());
    const { account, arrived } = countingAccount();
    await launch(fresh.db, service({ ratePerMinute: 60 }), clock.now());
    const engines = [1, 2].map(() => createEngine(senderParts(fresh.db, clock, account)));
    for (let second = 0; second < 10; second++) {
      await Promise.all(engines.map((engine) => engine.work()));
      clock.push(1_000);
    }
    expect(arrived.size).toBeGreaterThanOrEqual(10);
    expect(arrived.size).toBeLessThanOrEqual(16);
  });

  it("stops by itself when too much fails, and says why", async () => {
    await addFollowers(fresh.db, 100);
    const clock = movableClock();
    await addWords(fresh.db, clock.now());
    const { account } = countingAccount();
    account.messages.send = async () => ({
      outcome: "refused",
      because: "window-closed",
      advice: "对方超过 48 小时没有互动",
    });
    const id = await launch(fresh.db, service(), clock.now());
    await createEngine(senderParts(fresh.db, clock, account)).work();
    const progress = await progressOf(id, clock.now());
    expect(progress).toMatchObject({ state: "paused", counts: { failed: 20, queued: 80 } });
    expect(progress.stateReason).toContain("48 小时");
  });

  it("calls unknown what got no answer, and never sends it again", async () => {
    await addFollowers(fresh.db, 50);
    const clock = movableClock();
    await addWords(fresh.db, clock.now());
    const { account } = countingAccount();
    let calls = 0;
    account.messages.send = async () => {
      calls += 1;
      if (calls === 3) throw new PortFault("messages", "timeout", "no answer");
      return { outcome: "sent" };
    };
    const id = await launch(fresh.db, service(), clock.now());
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect(await progressOf(id, clock.now())).toMatchObject({ state: "sent", counts: { sent: 49, unknown: 1 } });
    expect(calls).toBe(50);
  });

  it("repeats a mass call without an answer under the same key", async () => {
    await addFollowers(fresh.db, 5);
    const clock = movableClock();
    const { account, arrived } = countingAccount();
    const send = account.mass.send.bind(account.mass);
    let calls = 0;
    account.mass.send = async (...given) => {
      const answer = await send(...given);
      calls += 1;
      if (calls === 1) throw new PortFault("mass", "timeout", "no answer");
      return answer;
    };
    const id = await launch(fresh.db, draftOf(), clock.now());
    const engine = createEngine(senderParts(fresh.db, clock, account));
    await engine.work();
    expect((await progressOf(id, clock.now())).counts.sending).toBe(5);
    clock.push(70_000);
    await engine.work();
    expect(await progressOf(id, clock.now())).toMatchObject({ state: "sent", counts: { sent: 5 } });
    expect([...arrived.values()]).toEqual([1, 1, 1, 1, 1]);
  });

  it("learns from the result event that all arrived, even when that overtakes the answer", async () => {
    await addFollowers(fresh.db, 4);
    const clock = movableClock();
    const { account } = countingAccount();
    const told = {
      kind: "mass-finished",
      key: "k",
      openid: "o",
      account: "gh",
      at: clock.now(),
      messageId: "m1",
      status: "send success",
      failure: null,
      total: 4,
      filtered: 0,
      sent: 4,
      failed: 0,
      urls: [],
    } as const;
    await inTransaction(fresh.db, (tx) => reconcile(tx, { ...told, urls: [] }, clock.now()));
    const id = await launch(fresh.db, draftOf(), clock.now());
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect((await progressOf(id, clock.now())).counts).toMatchObject({ delivered: 4, sent: 0 });
  });

  it("as a publication ends with the addresses of its articles", async () => {
    const clock = movableClock();
    const { account } = countingAccount();
    const cover = "11111111-1111-4111-8111-111111111111";
    await sql`insert into broadcast_pictures (id, sha256, name, type, bytes, uploaded_by, uploaded_at)
      values (${cover}, 'x', 'x.png', 'image/png', 1, ${checker}, now())`.execute(fresh.db);
    const article = {
      title: "政策解读",
      author: "",
      digest: "",
      cover,
      sourceUrl: null,
      blocks: [{ kind: "heading" as const, text: "要点" }],
    };
    const id = await launch(
      fresh.db,
      draftOf({ means: "publish", content: { kind: "articles", articles: [article] } }),
      clock.now(),
    );
    const engine = createEngine(senderParts(fresh.db, clock, account));
    await engine.work();
    clock.push(31_000);
    await engine.work();
    const found = await inTransaction(fresh.db, (tx) => findBroadcast(tx, id));
    expect(found).toMatchObject({ state: "sent", urls: ["https://mp.weixin.qq.com/s/one"] });
  });

  it("by subscription message goes to who consented, uses the consent up, and is settled by the receipt", async () => {
    await addFollowers(fresh.db, 4);
    const clock = movableClock();
    const update = (openid: string) => ({ key: openid, openid, account: "gh", at: clock.now() });
    await inTransaction(fresh.db, async (tx) => {
      await keepTemplates(tx, demoTemplates);
      const decided = (openid: string, accepted: boolean) => ({
        ...update(openid),
        kind: "subscription-decided" as const,
        templates: [{ templateId: "livestream-reminder", accepted }],
      });
      for (const openid of ["o000000001", "o000000002"]) await learnConsent(tx, decided(openid, true), clock.now());
      await learnConsent(tx, decided("o000000003", false), clock.now());
    });
    const { account, arrived } = countingAccount();
    const send = account.subscriptions.send.bind(account.subscriptions);
    account.subscriptions.send = async (openid, message) => {
      const sent = await send(openid, message);
      if (openid === "o000000002") throw new PortFault("subscriptions", "timeout", "no answer");
      return sent;
    };
    const values = { thing1: "失业金怎么领", time2: "2026年11月30日 15:00", thing3: "30 分钟后开始" };
    const content = { kind: "template" as const, templateId: "livestream-reminder", values, open: null };
    const id = await launch(fresh.db, draftOf({ means: "subscription", content }), clock.now());
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect(await progressOf(id, clock.now())).toMatchObject({
      counts: { sent: 1, unknown: 1, excluded: 2 },
      excluded: [{ reason: "no-consent", count: 2 }],
    });
    expect(await fresh.db.selectFrom("subscription_consents").select("credits").distinct().execute()).toEqual([
      { credits: 0 },
    ]);
    const receipt = {
      ...update("o000000002"),
      kind: "subscription-sent" as const,
      templates: [{ templateId: "livestream-reminder", messageId: "1", code: 0, status: "success" }],
    };
    await inTransaction(fresh.db, (tx) => reconcile(tx, receipt, clock.now()));
    expect((await progressOf(id, clock.now())).counts).toMatchObject({ sent: 1, unknown: 0, delivered: 1 });
    expect(arrived.size).toBe(2);
  });

  it("by message of the mini-program goes to who agreed there, followers of the account or not", async () => {
    await addFollowers(fresh.db, 2);
    const clock = movableClock();
    const template = "mini-payment-due";
    const asker = (name: string) => ({ openid: `mini-${name}`, unionid: `u-${name}`, personId: null });
    await inTransaction(fresh.db, async (tx) => {
      await keepTemplates(tx, demoTemplates);
      await sql`update followers set unionid = 'u-a' where openid = 'o000000001'`.execute(tx);
      await tx.insertInto("audience_tags").values({ openid: "o000000001", code: "retired" }).execute();
      const agree = (name: string, accepted = true) =>
        keepDecisions(tx, asker(name), [{ template, accepted }], clock.now());
      // A no after a yes leaves what WeChat has promised.
      for (const name of ["a", "a", "b"]) await agree(name);
      await agree("b", false);
      await agree("c", false);
      expect(
        isRefusal(
          await keepDecisions(tx, asker("a"), [{ template: "livestream-reminder", accepted: true }], clock.now()),
        ),
      ).toBe(true);
    });
    const left = (name: string) =>
      inTransaction(
        fresh.db,
        async (tx) => (await subscriptionsOf(tx, asker(name))).find((one) => one.template === template)?.left,
      );
    expect(await Promise.all(["a", "b", "c"].map(left))).toEqual([2, 1, 0]);
    const values = { thing1: "灵活就业养老", date2: "2026年12月31日", thing3: "年底前缴清" };
    const content = { kind: "template" as const, templateId: template, values, open: null };
    const { account, arrived } = countingAccount();
    const send = (more: Partial<BroadcastDraft>) =>
      launch(fresh.db, draftOf({ means: "subscription", content, ...more }), clock.now());
    const all = await send({});
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect((await progressOf(all, clock.now())).counts).toMatchObject({ sent: 2, excluded: 0 });
    expect([...arrived]).toEqual([
      ["mini:mini-a", 1],
      ["mini:mini-b", 1],
    ]);
    const tagged = await send({ audience: { to: "tags", anyOf: ["retired"], noneOf: [] } });
    const others = await send({ audience: { to: "tags", anyOf: [], noneOf: ["retired"] } });
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect((await progressOf(tagged, clock.now())).counts).toMatchObject({ sent: 1, excluded: 0 });
    expect(await progressOf(others, clock.now())).toMatchObject({
      counts: { sent: 0, excluded: 1 },
      excluded: [{ reason: "no-consent", count: 1 }],
    });
    expect(await Promise.all(["a", "b"].map(left))).toEqual([0, 0]);
    await inTransaction(fresh.db, (tx) =>
      forgetAuthorised(tx, { openid: "mini-a", change: "revoked", scopes: "8" }, clock.now()),
    );
    const kept = await fresh.db.selectFrom("subscription_consents").select("openid").execute();
    expect(kept.map((row) => row.openid)).toEqual(["mini-b"]);
  });

  it("knows the templates that were chosen at WeChat, and lets go of those taken away there", async () => {
    const { account } = countingAccount();
    const id = "T".repeat(43);
    const template = { id, title: "缴费提醒", longTerm: false, fields: [{ name: "thing1", label: "项目", max: 20 }] };
    await inTransaction(fresh.db, (tx) => keepTemplates(tx, demoTemplates));
    account.miniSubscriptions.templates = async () => ({ outcome: "done", templates: [template] });
    const refreshed = async () => {
      const list = await refreshTemplates(fresh.db, { account });
      return isRefusal(list) ? list.body.message : list.map((one) => [one.title, one.app]);
    };
    expect(await refreshed()).toContainEqual(["缴费提醒", "mini-program"]);
    account.subscriptions.templates = async () =>
      Promise.reject(new PortFault("subscriptions", "timeout", "no answer"));
    account.miniSubscriptions.templates = async () => ({ outcome: "done", templates: [] });
    expect(await refreshed()).toContain("微信暂时没有应答");
    account.subscriptions.templates = async () => ({ outcome: "done", templates: [] });
    const left = await refreshed();
    expect(left).not.toContainEqual(["缴费提醒", "mini-program"]);
    expect(left).toHaveLength(demoTemplates.length);
  });

  it("to tags goes to who carries any of the first and none of the second", async () => {
    await addFollowers(fresh.db, 4);
    const clock = movableClock();
    await inTransaction(fresh.db, (tx) =>
      tagFollowers(tx, [
        { openid: "o000000001", codes: ["420106", "retired"] },
        { openid: "o000000002", codes: ["420106"] },
        { openid: "o000000003", codes: ["420106", "flexible"] },
      ]),
    );
    const { account, arrived } = countingAccount();
    await launch(fresh.db, draftOf({ audience: { to: "tags", anyOf: ["420106"], noneOf: ["retired"] } }), clock.now());
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect([...arrived.keys()]).toEqual(["o000000002", "o000000003"]);
  });

  it("is not sent after what it says has ended", async () => {
    await addFollowers(fresh.db, 2);
    const clock = movableClock();
    const { account, arrived } = countingAccount();
    const id = await launch(fresh.db, draftOf({ validUntil: "2026-11-24" }), clock.now());
    clock.push(86_400_000);
    await createEngine(senderParts(fresh.db, clock, account)).work();
    expect(await progressOf(id, clock.now())).toMatchObject({
      state: "failed",
      stateReason: "内容已在2026年11月24日失效",
    });
    expect(arrived.size).toBe(0);
  });

  it("refused by WeChat loses nobody: it pauses with the reason, and a resume sends to all", async () => {
    await addFollowers(fresh.db, 5);
    const clock = movableClock();
    const { account, arrived } = countingAccount();
    const send = account.mass.send.bind(account.mass);
    account.mass.send = async () => ({
      outcome: "refused",
      code: 45028,
      because: "quota-used-up",
      advice: "本月群发次数已用完",
    });
    const id = await launch(fresh.db, draftOf(), clock.now());
    const engine = createEngine(senderParts(fresh.db, clock, account));
    await engine.work();
    const paused = await progressOf(id, clock.now());
    expect(paused).toMatchObject({ state: "paused", counts: { queued: 5 } });
    expect(paused.stateReason).toContain("45028");
    account.mass.send = send;
    await inTransaction(fresh.db, (tx) => takeStep(tx, "resume", checker, { id }, clock.now()));
    clock.push(1_000);
    await engine.work();
    expect(await progressOf(id, clock.now())).toMatchObject({ state: "sent", counts: { sent: 5 } });
    expect(arrived.size).toBe(5);
  });

  it("into the mini-program makes one notice a person, and none for who is not bound", async () => {
    await addFollowers(fresh.db, 3);
    const person = "22222222-2222-4222-8222-222222222222";
    await sql`update followers set person_id = ${person} where openid in ('o000000001', 'o000000002')`.execute(
      fresh.db,
    );
    const clock = movableClock();
    const id = await launch(
      fresh.db,
      draftOf({ means: "inbox", content: { kind: "notice", title: "通知", text: "内容", open: null } }),
      clock.now(),
    );
    await createEngine(senderParts(fresh.db, clock, countingAccount().account)).work();
    expect(await progressOf(id, clock.now())).toMatchObject({
      counts: { delivered: 2, excluded: 1 },
      excluded: [{ reason: "not-bound", count: 1 }],
    });
    expect(await fresh.db.selectFrom("notices").select("person_id").execute()).toEqual([{ person_id: person }]);
  });
});
