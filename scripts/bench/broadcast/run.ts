import { spawn, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { BroadcastDraft } from "@wsi/shared/contract";
import { sql } from "kysely";
import { createDraft, findBroadcast, presentProgress, takeStep } from "../../../server/src/broadcasts/index.ts";
import { inTransaction, type Db } from "../../../server/src/db.ts";
import { isRefusal } from "../../../server/src/refusal.ts";
import { freshDatabase } from "../../../server/test/database.ts";

export interface Case {
  means: "mass" | "service";
  people: number;
  /** Moments at which the sender is killed -9 and another started. */
  kills: number;
  /** Once more, while a call is under way: WeChat has taken it, and nobody hears the answer. */
  killMidCall?: boolean;
  senders?: number;
  ratePerMinute?: number;
  /** Mass calls a minute; WeChat allows 60. */
  callsPerMinute?: number;
}
export interface Measured extends Case {
  seconds: number;
  listingSeconds: number;
  /** People a minute, listing left out. */
  perMinute: number;
  peakMb: number;
  /** In the ledger as sent, and never arrived; or never tried. */
  lost: number;
  twice: number;
  unknown: number;
  /** Of the unknown, those that had arrived. */
  unknownArrived: number;
  calls: number;
  repeated: number;
}

const start = (file: URL, args: readonly string[]): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", fileURLToPath(file), ...args], {
    stdio: ["ignore", "pipe", "inherit"],
  });

async function startWechat(people: number) {
  const child = start(new URL("./wechat.ts", import.meta.url), [String(people)]);
  if (!child.stdout) throw new Error("no output of the counting WeChat");
  const port = await new Promise<string>((resolve) => createInterface({ input: child.stdout! }).once("line", resolve));
  return {
    port,
    async counts() {
      const answer = await fetch(`http://127.0.0.1:${port}/counts`);
      const told = (await answer.json()) as { calls: number; repeated: number; counts: string };
      return { ...told, counts: Buffer.from(told.counts, "base64") };
    },
    /** Resolves while a call is being answered. */
    async midCall() {
      for (;;) {
        const answer = await fetch(`http://127.0.0.1:${port}/open`);
        if (((await answer.json()) as { open: number }).open > 0) return;
        await pause(5);
      }
    },
    stop: () => child.kill(),
  };
}

async function launch(db: Db, { means, people, ratePerMinute }: Case): Promise<string> {
  await sql`insert into followers (openid, followed_at)
    select 'o' || lpad(n::text, 9, '0'), now() from generate_series(1, ${people}::int) n`.execute(db);
  if (means === "service")
    await sql`insert into inbound (key, openid, kind, at, received_at, lease_until)
      select 'k' || openid, openid, 'text', now(), now(), now() from followers`.execute(db);
  await sql`vacuum analyze`.execute(db);
  const draft: BroadcastDraft = {
    title: "测速",
    means,
    content: { kind: "text", text: "灵活就业人员请在年底前缴费。", open: null },
    audience: { to: "all" },
    validFrom: null,
    validUntil: null,
    scheduledFor: null,
    ratePerMinute: ratePerMinute ?? 800_000,
    pauseOverPercent: 100,
  };
  const [maker, checker] = [randomUUID(), randomUUID()];
  return inTransaction(db, async (tx) => {
    const now = new Date();
    const id = await createDraft(tx, maker, draft, now);
    for (const [step, by] of [
      ["submit", maker],
      ["approve", checker],
      ["schedule", checker],
    ] as const) {
      const done = await takeStep(tx, step, by, { id, version: 1 }, now);
      if (isRefusal(done)) throw new Error(done.body.message);
    }
    return id;
  });
}

const look = (db: Db, id: string) =>
  inTransaction(db, async (tx) => {
    const found = await findBroadcast(tx, id);
    if (!found) throw new Error("the broadcast is gone");
    return presentProgress(tx, found, new Date());
  });

/** Ledger against what arrived, row by row in slices. */
async function compare(db: Db, id: string, counts: Buffer) {
  const found = { lost: 0, twice: 0, unknown: 0, unknownArrived: 0 };
  for (let after = ""; ;) {
    const { rows } = await sql<{ openid: string; state: string }>`
      select openid, state from broadcast_recipients where broadcast_id = ${id}::uuid and openid > ${after}
      order by openid limit 50000`.execute(db);
    for (const { openid, state } of rows) {
      const times = counts[Number(openid.slice(1))] ?? 0;
      if (times > 1) found.twice += 1;
      if (state === "unknown") {
        found.unknown += 1;
        if (times > 0) found.unknownArrived += 1;
      } else if (times === 0) found.lost += 1;
    }
    const last = rows.at(-1);
    if (!last) return found;
    after = last.openid;
  }
}

/** One broadcast from "due" to "sent", with the kills on the way. */
export async function measure(given: Case): Promise<Measured> {
  const { db, url, drop } = await freshDatabase();
  const wechat = await startWechat(given.people);
  let senders: ChildProcess[] = [];
  let peak = 0;
  const startSender = () => {
    const child = start(new URL("./sender.ts", import.meta.url), [
      url,
      wechat.port,
      String(given.callsPerMinute ?? 60),
    ]);
    if (child.stdout)
      createInterface({ input: child.stdout }).on("line", (line) => (peak = Math.max(peak, Number(line))));
    return child;
  };
  try {
    const id = await launch(db, given);
    // One moment in each equal part of the whole, listing included.
    const moments = Array.from({ length: given.kills }, (_, n) => (n + 0.1 + Math.random() * 0.8) / given.kills);
    const began = performance.now();
    let listed = 0;
    let midCall = given.killMidCall ?? false;
    senders = Array.from({ length: given.senders ?? 1 }, startSender);
    for (;;) {
      await pause(100);
      const { state, preparing, total, counts } = await look(db, id);
      if (!preparing && state !== "scheduled" && listed === 0) listed = performance.now();
      const done = (total / given.people) * 0.3 + ((counts.sent + counts.unknown) / given.people) * 0.7;
      if (midCall && done >= 0.6 && state === "sending") {
        midCall = false;
        await wechat.midCall();
        senders[0]?.kill("SIGKILL");
        senders[0] = startSender();
      }
      if (moments[0] !== undefined && done >= moments[0] && state === "sending") {
        moments.shift();
        senders[0]?.kill("SIGKILL");
        senders[0] = startSender();
      }
      if (state === "sent") break;
      if (state === "paused" || state === "failed") throw new Error(`the broadcast is ${state}`);
    }
    const ended = performance.now();
    const told = await wechat.counts();
    const found = await compare(db, id, told.counts);
    return {
      ...given,
      ...found,
      lost: found.lost + given.people - (await look(db, id)).total,
      seconds: (ended - began) / 1000,
      listingSeconds: (listed - began) / 1000,
      perMinute: (given.people / (ended - listed)) * 60_000,
      peakMb: peak / 1024,
      calls: told.calls,
      repeated: told.repeated,
    };
  } finally {
    for (const sender of senders) sender.kill("SIGKILL");
    wechat.stop();
    await drop();
  }
}
