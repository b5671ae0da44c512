/** For the tests of broadcasts: followers, drafts that are approved at once, and an account that counts what arrives. */
import { randomUUID } from "node:crypto";
import type { BroadcastDraft } from "@wsi/shared/contract";
import { sql } from "kysely";
import { inTransaction, type Db } from "../../db.ts";
import { isRefusal } from "../../refusal.ts";
import { createDraft } from "../editing/drafts.ts";
import type { BroadcastAccount, SenderParts } from "../parts.ts";
import { takeStep } from "../editing/steps.ts";
import { rowTags } from "../editing/tags.ts";

export const maker = randomUUID();
export const checker = randomUUID();

/** A clock that goes on by itself from `start`, and that a test can push. */
export function movableClock(start = new Date("2026-11-24T02:00:00Z")) {
  const began = Date.now();
  let ahead = 0;
  return {
    now: () => new Date(start.getTime() + Date.now() - began + ahead),
    push: (ms: number) => void (ahead += ms),
  };
}

/** The account of the test: openid → how many messages arrived. `keys`: mass messages by their key, as WeChat dedupes. */
export function countingAccount() {
  const arrived = new Map<string, number>();
  const keys = new Map<string, string>();
  const arrive = (openid: string) => void arrived.set(openid, (arrived.get(openid) ?? 0) + 1);
  const account: BroadcastAccount = {
    miniAppId: "wx99demo0000000002",
    mass: {
      async send(audience, _content, key) {
        if (audience.to !== "list") throw new Error("only lists are sent");
        if (audience.openids.length < 2 || audience.openids.length > 10_000) throw new Error("2 … 10 000 openids");
        const before = keys.get(key);
        if (before !== undefined) return { outcome: "accepted", messageId: before, repeated: true };
        const messageId = `m${keys.size + 1}`;
        keys.set(key, messageId);
        audience.openids.forEach(arrive);
        return { outcome: "accepted", messageId, repeated: false };
      },
      preview: async () => ({ outcome: "done" }),
      state: async () => ({ outcome: "done", state: "sending" }),
    },
    articles: {
      uploadPicture: async () => ({ outcome: "done", url: "https://mmbiz.qpic.cn/one" }),
      uploadCover: async () => ({ outcome: "done", mediaId: "cover" }),
      draft: async () => ({ outcome: "done", mediaId: "draft" }),
      dropDraft: async () => ({ outcome: "done" }),
      publish: async () => ({ outcome: "done", publishId: "p1" }),
      published: async () => ({ outcome: "done", state: "published", urls: ["https://mp.weixin.qq.com/s/one"] }),
    },
    miniSubscriptions: {
      templates: async () => ({ outcome: "done", templates: [] }),
      async send(openid) {
        arrive(`mini:${openid}`);
        return { outcome: "sent" };
      },
    },
    subscriptions: {
      templates: async () => ({ outcome: "done", templates: [] }),
      async send(openid) {
        arrive(openid);
        return { outcome: "sent" };
      },
    },
    messages: {
      async send(openid) {
        arrive(openid);
        return { outcome: "sent" };
      },
    },
  };
  return { account, arrived };
}

export const senderParts = (
  db: Db,
  clock: { now(): Date },
  account: BroadcastAccount,
  pace: SenderParts["pace"] = {},
): SenderParts => ({
  db,
  clock,
  account,
  tags: rowTags,
  holder: randomUUID(),
  log: { info: () => undefined, warn: () => undefined },
  files: { put: async () => undefined, get: async () => Buffer.from("picture"), drop: async () => undefined },
  pace: { massCallsPerMinute: 60_000_000, ...pace },
});

export const addFollowers = (db: Db, count: number) =>
  sql`insert into followers (openid, followed_at) select 'o' || lpad(n::text, 9, '0'), now() from generate_series(1, ${count}::int) n`.execute(
    db,
  );

/** They wrote an hour ago: customer-service messages may go to them. */
export const addWords = (db: Db, now: Date) =>
  sql`insert into inbound (key, openid, kind, at, received_at, lease_until)
    select 'k' || openid, openid, 'text', ${now}, ${new Date(now.getTime() - 3_600_000)}, ${now} from followers`.execute(
    db,
  );

export const draftOf = (given: Partial<BroadcastDraft> = {}): BroadcastDraft => ({
  title: "年终缴费提醒",
  means: "mass",
  content: { kind: "text", text: "灵活就业人员请在年底前缴费。", open: null },
  audience: { to: "all" },
  validFrom: null,
  validUntil: null,
  scheduledFor: null,
  ratePerMinute: 800_000,
  pauseOverPercent: 20,
  ...given,
});

/** Written by one, approved by another, due now. Answers the id. */
export const launch = (db: Db, draft: BroadcastDraft, now: Date): Promise<string> =>
  inTransaction(db, async (tx) => {
    const id = await createDraft(tx, maker, draft, now);
    for (const [step, by] of [
      ["submit", maker],
      ["approve", checker],
      ["schedule", checker],
    ] as const) {
      const done = await takeStep(tx, step, by, { id, version: 1 }, now);
      if (isRefusal(done)) throw new Error(`${step}: ${done.body.message}`);
    }
    return id;
  });
