/** A follower and the bot in a test: what the inbox does with an update, in short, on a real database. */
import { freshDatabase, type TestDatabase } from "../../../test/database.ts";
import { inTransaction } from "../../db.ts";
import { undivided } from "../../desk/index.ts";
import { seedFigures } from "../../figures/index.ts";
import { createKnowledge } from "../../knowledge/index.ts";
import type { Reply, Update } from "../../ports/messages.ts";
import { getFollower } from "../inbox/index.ts";
import { createBot, type BotServices } from "../index.ts";
import type { Follower } from "../outcome.ts";

/** What arrives, without what every update has. */
export type Content = Update extends infer U
  ? U extends Update
    ? Omit<U, "key" | "openid" | "account" | "at">
    : never
  : never;

const first = "follower-1";

export interface Talk {
  database: TestDatabase;
  services: BotServices;
  now(): Date;
  wait(ms: number): void;
  /** Office hours from now on. */
  shut(): void;
  /** Stored, answered, its acts in one transaction with the reply. Keys are m1, m2 … */
  receive(content: Content): Promise<Reply>;
  hear(words: string, menuId?: string): Promise<Reply>;
  /** What is said inside is said by another follower. */
  as<T>(openid: string, said: () => Promise<T>): Promise<T>;
  follower(): Promise<Follower>;
  /** From now on this is the insured person p1. */
  bind(): Promise<void>;
  /** What was logged as a failure. */
  failures: unknown[];
  end(): Promise<void>;
}

const told = (text: string) => async () => ({ text, open: "lookups/payments/index", label: "看明细" });

export async function startTalk(): Promise<Talk> {
  const database = await freshDatabase();
  let now = new Date("2026-03-02T02:00:00Z");
  let open = true;
  let count = 0;
  let openid = first;
  const failures: unknown[] = [];
  const services: BotServices = {
    clock: { now: () => now },
    log: { error: (...args: unknown[]) => void failures.push(args), warn: () => undefined },
    figures: () => seedFigures,
    knowledge: createKnowledge(),
    hours: { isOpen: () => open, nextOpening: () => ({ day: "2026-03-03", time: "09:00" }) },
    roster: {
      ...undivided,
      isOpen: async () => open,
      nextOpening: async () => ({ day: "2026-03-03", time: "09:00" }),
    },
    publicUrl: "https://shebao.example",
    personal: {
      progress: async (_tx, personId) => ({
        text: `${personId} 有 1 件在办`,
        open: "cases/list/index",
        label: "看办件",
      }),
      payments: told("2 月已到账"),
      standing: told("灵活就业，80% 档"),
      years: told("养老 5 年"),
      arrears: told("没有欠费"),
      account: told("个人账户 12,345.00 元"),
      appointments: told("3 月 4 日 09:30，预约号 Y26030400001"),
      self: async () => ({
        sex: "male",
        birthDate: "1975-03-08",
        region: "420106",
        tier: 80,
        pensionMonths: 62,
        unemploymentMonths: 62,
        wage: null,
      }),
    },
  };
  const answer = createBot(services);
  const talk: Talk = {
    database,
    services,
    failures,
    now: () => now,
    wait: (ms) => void (now = new Date(now.getTime() + ms)),
    shut: () => void (open = false),
    async receive(content) {
      const key = `m${++count}`;
      const update = { key, openid, account: "gh_99demo000001", at: now, ...content } as Update;
      const outcome = await answer(update, await getFollower(database.db, openid));
      return inTransaction(database.db, async (tx) => {
        const reply = "reply" in outcome ? outcome.reply : await outcome.act(tx);
        const row = { key, openid, kind: update.kind, at: now, received_at: now, lease_until: now };
        await tx
          .insertInto("inbound")
          .values({ ...row, update: JSON.stringify(update), reply: JSON.stringify(reply) })
          .execute();
        talk.wait(1_000);
        return reply;
      });
    },
    hear: (words, menuId) => talk.receive({ kind: "text", text: words, ...(menuId === undefined ? {} : { menuId }) }),
    async as(other, said) {
      openid = other;
      try {
        return await said();
      } finally {
        openid = first;
      }
    },
    follower: () => getFollower(database.db, openid),
    async bind() {
      const row = {
        openid,
        person_id: "p1",
        conversation_id: null,
        pending: null,
        followed_at: null,
        unfollowed_at: null,
      };
      await database.db
        .insertInto("followers")
        .values(row)
        .onConflict((same) => same.column("openid").doUpdateSet({ person_id: "p1" }))
        .execute();
    },
    end: () => database.drop(),
  };
  return talk;
}

export const wordsOf = (reply: Reply): string => (reply.kind === "text" ? reply.text : reply.kind);
export const labels = (reply: Reply): string[] =>
  reply.kind === "text" ? (reply.buttons ?? []).map((button) => button.label) : [];
