import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { BroadcastDraft } from "@wsi/shared/contract";
import { sql } from "kysely";
import { crowdNumber, crowdOpenid } from "../../../server/sandbox/src/world/crowd-openids.ts";
import { createDraft, findBroadcast, presentProgress, takeStep } from "../../../server/src/broadcasts/index.ts";
import { inTransaction, type Db } from "../../../server/src/db.ts";
import { isRefusal } from "../../../server/src/refusal.ts";
import { freshDatabase } from "../../../server/test/database.ts";
import { connectAccount } from "./account.ts";
import { startProcess, type Process } from "./process.ts";
import { hearResults } from "./results.ts";
import { startWechat } from "./wechat.ts";

export interface Case {
  means: "mass" | "service";
  people: number;
  /** Moments at which the sender is killed -9 and another started. */
  kills: number;
  /** Once more, all senders at once, while a call is under way: WeChat has taken it, and nobody hears the answer. */
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
  /** Of those sent, how many WeChat's event has confirmed. */
  delivered: number;
  /** Of the sandbox. */
  crowdMs: number;
  sandboxPeakMb: number;
  /** Calls that WeChat took. */
  calls: number;
  /** Calls that WeChat took for a repetition, and told of the first. */
  repeated: number;
}

const MASS = "/cgi-bin/message/mass/send";
const SINGLE = "/cgi-bin/message/custom/send";
const SLICE = 100_000;

/** The crowd as we know it: computed, as nobody would download a million openids to measure something else. */
async function knowFollowers(db: Db, people: number, haveWritten: boolean): Promise<void> {
  for (let from = 0; from < people; from += SLICE) {
    const openids = Array.from({ length: Math.min(SLICE, people - from) }, (_, n) => crowdOpenid(from + n));
    await sql`insert into followers (openid, followed_at) select openid, now() from unnest(${openids}::text[]) openid`.execute(
      db,
    );
  }
  if (haveWritten)
    await sql`insert into inbound (key, openid, kind, at, received_at, lease_until)
      select 'k' || openid, openid, 'text', now(), now(), now() from followers`.execute(db);
  await sql`vacuum analyze`.execute(db);
}

async function launch(db: Db, { means, ratePerMinute }: Case): Promise<string> {
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

/** Ledger against what arrived, person by person, in slices. Whoever has no row at all is lost, too. */
async function compare(db: Db, id: string, arrived: Uint8Array) {
  const found = { lost: arrived.length, twice: 0, unknown: 0, unknownArrived: 0, delivered: 0 };
  for (let after = ""; ;) {
    const { rows } = await sql<{ openid: string; state: string }>`
      select openid, state from broadcast_recipients where broadcast_id = ${id}::uuid and openid > ${after}
      order by openid limit 50000`.execute(db);
    for (const { openid, state } of rows) {
      const times = arrived[crowdNumber(openid) ?? -1] ?? 0;
      found.lost -= 1;
      if (times > 1) found.twice += 1;
      if (state === "delivered") found.delivered += 1;
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

/** WeChat tells of a mass message a moment after it has taken it: waits until it has told of all, ten seconds at most. */
async function untilTold(db: Db, id: string): Promise<void> {
  for (let round = 0; round < 100; round++) {
    if ((await look(db, id)).counts.sent === 0) return;
    await pause(100);
  }
}

/** One broadcast from "due" to "sent", with the kills on the way. */
export async function measure(given: Case): Promise<Measured> {
  const { means, people } = given;
  const { db, url, drop } = await freshDatabase();
  const pace = given.callsPerMinute ?? 60;
  const results = await hearResults(db, () => connectAccount(db, { connectionString: url }, wechat.url));
  const wechat = await startWechat(people, pace, results.url);
  let senders: Process[] = [];
  let peak = 0;
  const startSender = () => {
    const child = startProcess(new URL("./sender.ts", import.meta.url), [url, wechat.url, String(pace)], {});
    createInterface({ input: child.stdout }).on("line", (line) => (peak = Math.max(peak, Number(line))));
    return child;
  };
  /** The first `count` of them, and as many anew. */
  const kill = (count: number) => {
    for (const sender of senders.splice(0, count)) sender.kill("SIGKILL");
    while (senders.length < (given.senders ?? 1)) senders.push(startSender());
  };
  try {
    await knowFollowers(db, people, means === "service");
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
      const done = (total / people) * 0.3 + ((counts.sent + counts.delivered + counts.unknown) / people) * 0.7;
      if (midCall && done >= 0.6 && state === "sending") {
        midCall = false;
        await wechat.swallowAnswer(means === "mass" ? MASS : SINGLE);
        kill(senders.length);
      }
      if (moments[0] !== undefined && done >= moments[0] && state === "sending") {
        moments.shift();
        kill(1);
      }
      if (state === "sent") break;
      if (state === "paused" || state === "failed") throw new Error(`the broadcast is ${state}`);
    }
    const ended = performance.now();
    if (means === "mass") await untilTold(db, id);
    const arrived = await wechat.arrivals(means);
    const massCalls = await wechat.massCalls();
    const singleCalls = arrived.reduce((sum, times) => sum + times, 0);
    return {
      ...given,
      ...(await compare(db, id, arrived)),
      seconds: (ended - began) / 1000,
      listingSeconds: (listed - began) / 1000,
      perMinute: (people / (ended - listed)) * 60_000,
      peakMb: peak / 1024,
      crowdMs: wechat.crowdMs,
      sandboxPeakMb: wechat.peakMb(),
      calls: means === "mass" ? massCalls.taken : singleCalls,
      repeated: massCalls.repeated,
    };
  } finally {
    for (const sender of senders) sender.kill("SIGKILL");
    wechat.stop();
    await results.close();
    await drop();
  }
}
