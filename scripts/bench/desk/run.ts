import { createServer, type AddressInfo } from "node:net";
import { performance } from "node:perf_hooks";
import { createInterface } from "node:readline";
import { setTimeout as pause } from "node:timers/promises";
import type { OutputOf, staff, StaffMe } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { DeliveryCounts } from "../../../server/sandbox/src/world/deliveries.ts";
import type { Db } from "../../../server/src/db.ts";
import { feedEnd } from "../../../server/src/desk/index.ts";
import { freshDatabase } from "../../../server/test/database.ts";
import { startProcess } from "../broadcast/process.ts";
import { call } from "./call.ts";
import { openConsoles } from "./consoles.ts";
import { fillAgents, fillOld } from "./fill.ts";

export interface Case {
  agents: number;
  talks: number;
  perSecond: number;
  seconds: number;
  /** Closed talks in the tables before it begins. */
  old: number;
}
export interface Measured extends Case {
  sent: number;
  /** Milliseconds from the citizen's press to every one of the consoles. */
  p50: number;
  p99: number;
  worst: number;
  /** From the callback's departure to its answer, when the line is stored and the bot's work for it committed. */
  stored50: number;
  stored99: number;
  /** Callbacks that WeChat had to send a second or a third time. */
  repeated: number;
  peakMb: number;
  /** Lines that some console never got, or got twice, or out of the order of the feed. */
  lost: number;
  doubled: number;
  disorder: number;
  /** Looks at the queue, one a second, that found somebody waiting for longer than two sweeps while an agent with room was ready. */
  stuck: number;
  /** Talks that were closed and opened meanwhile. */
  turned: number;
}

export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A program that prints its address, then its peak memory. */
export async function launch(file: string, env: Record<string, string>) {
  const child = startProcess(new URL(file, import.meta.url), [], env);
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((resolve, reject) => {
    lines.once("line", resolve);
    child.once("exit", (code) => reject(new Error(`${file} ended with ${code}`)));
  });
  let peak = 0;
  lines.on("line", (line) => (peak = Math.max(peak, Number(line) || 0)));
  return { url, peakMb: () => peak / 1024, stop: () => void child.kill("SIGKILL") };
}

/** Phones in the sandbox: what they do goes to us as WeChat's signed callbacks. */
export function phones(url: string) {
  const control = async (path: string, body: object): Promise<unknown> => {
    const answer = await fetch(`${url}/__sandbox${path}`, { method: "POST", body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`the sandbox: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  return {
    async follow(n: number): Promise<string> {
      const { id } = (await control("/followers", { name: `市民${n}` })) as { id: string };
      await control(`/followers/${id}/follow`, {});
      return id;
    },
    /** What the sandbox counted of its callbacks since `countAnew`. */
    async deliveries(): Promise<DeliveryCounts> {
      return (await (await fetch(`${url}/__sandbox/deliveries`)).json()) as DeliveryCounts;
    },
    async countAnew(): Promise<void> {
      await fetch(`${url}/__sandbox/deliveries`, { method: "DELETE" });
    },
    write: (id: string, text: string) => control(`/followers/${id}/messages`, { kind: "text", text }),
  };
}

const count = async (db: Db, where: "waiting" | "assigned") =>
  Number(
    (await sql<{ n: string }>`select count(*) as n from conversations where state = ${where}`.execute(db)).rows[0]?.n,
  );

export async function until(what: string, seconds: number, there: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + seconds * 1_000; Date.now() < deadline; await pause(200))
    if (await there()) return;
  throw new Error(`waited ${seconds} s in vain: ${what}`);
}

const WAVE = 50;

/** Longer than two sweeps. */
const STUCK_MS = 7_000;
const isStuck = async (db: Db): Promise<boolean> => {
  const { rows } = await sql<{ stuck: boolean }>`
    select exists (select from conversations where state = 'waiting' and waiting_since < now() - ${STUCK_MS} * interval '1 millisecond')
      and exists (
        select from desk_agents a where a.state = 'ready' and a.seen_at > now() - interval '90 seconds'
          and a.cap > (select count(*) from conversations c where c.agent_id = a.staff_id and c.state = 'assigned')) as stuck`.execute(
    db,
  );
  return rows[0]?.stuck ?? false;
};

export async function measure(given: Case): Promise<Measured> {
  const { agents, talks, perSecond, seconds, old } = given;
  const fresh = await freshDatabase();
  const stops: (() => void)[] = [];
  try {
    const { db } = fresh;
    const cookies = await fillAgents(db, agents, Math.ceil(talks / agents));
    await fillOld(db, old);
    const port = await freePort();
    const callback = `http://127.0.0.1:${port}/wechat`;
    const sandbox = await launch("../broadcast/sandbox.ts", { SANDBOX_CALLBACK_URL: callback });
    stops.push(sandbox.stop);
    const env = { DATABASE_URL: fresh.url, PORT: String(port), WECHAT_API_BASE: sandbox.url, LOG_LEVEL: "error" };
    const server = await launch("./server.ts", env);
    stops.push(server.stop);
    const origin = server.url;
    const phone = phones(sandbox.url);

    const pressed = new Map<string, number>();
    const consoles = await openConsoles(origin, cookies);
    stops.push(consoles.stop);

    const followers: string[] = [];
    for (let n = 0; n < talks; n++) followers.push(await phone.follow(n));
    await Promise.all(
      cookies.map((cookie) => call(origin, cookie, "POST", "/console/api/desk/presence", { presence: "ready" })),
    );
    // In waves: the morning's rush is another measure, and WeChat tries a callback three times and no more.
    for (let n = 0; n < talks; n += WAVE) {
      const wave = followers.slice(n, n + WAVE);
      for (const id of wave) await phone.write(id, "转人工");
      await until("every talk has its agent", 60, async () => (await count(db, "assigned")) === n + wave.length);
    }

    let stuck = 0;
    let turned = 0;
    const trouble: unknown[] = [];
    const watch = async (second: number): Promise<void> => {
      if (await isStuck(db)) stuck += 1;
      // One talk ends and another citizen comes: the desk is full all the time, and never idle.
      const cookie = cookies[second % agents] ?? "";
      const list = await call(origin, cookie, "GET", "/console/api/desk/conversations");
      const { conversations } = list as OutputOf<typeof staff.conversations>;
      const me = (await call(origin, cookie, "GET", "/console/api/me")) as StaffMe;
      const mine = conversations.find((one) => one.agent?.id === me.id && one.state === "assigned");
      if (!mine) return;
      await call(origin, cookie, "POST", `/console/api/desk/conversations/${mine.id}/close`, {
        summary: "已解答",
        tags: [],
      });
      const next = await phone.follow(talks + second);
      await phone.write(next, "转人工");
      turned += 1;
    };
    await phone.countAnew();
    const begun = performance.now();
    const doing: Promise<unknown>[] = [];
    for (let n = 0; n < perSecond * seconds; n++) {
      const due = begun + (n * 1_000) / perSecond;
      const early = due - performance.now();
      if (early > 0) await pause(early);
      // Followers in turn: each writes often, and no two lines are alike.
      const text = `第${n}句：我的社保断了三个月，现在想接着交`;
      const since = performance.timeOrigin + performance.now();
      pressed.set(text, since);
      doing.push(
        phone.write(followers[n % followers.length] ?? "", text).catch((error: unknown) => trouble.push(error)),
      );
      if (n % perSecond === 0) doing.push(watch(n / perSecond).catch((error) => trouble.push(error)));
    }
    await Promise.all(doing);
    if (trouble.length > 0) throw trouble[0];
    // Those whose talk was closed under them speak to the bot again: their lines are no line of the desk.
    // Late is not lost: counted is what is missing once nothing is under way any more.
    await until("every console has all there is", 120, async () => {
      const end = await feedEnd(db);
      await pause(1_000);
      return (await feedEnd(db)) === end && (await consoles.upTo()) === end;
    });
    const kept = await sql<{
      text: string;
    }>`select text from desk_messages where from_whom = 'citizen' and text like '第%句：%'`.execute(db);
    const lines = new Set(kept.rows.map((row) => row.text));
    const seen = await consoles.report(pressed, [...lines]);
    let { lost } = seen;
    const doubled = seen.doubled + kept.rows.length - lines.size;
    const toTheBot = await sql<{ n: number }>`
      select count(*)::integer as n from inbound where kind = 'text' and update->>'text' like '第%句：%'`.execute(db);
    lost += pressed.size - (toTheBot.rows[0]?.n ?? 0);
    const told = await phone.deliveries();
    return {
      ...given,
      ...seen,
      stored50: told.took.p50,
      stored99: told.took.p99,
      repeated: told.sent[1] + told.sent[2],
      sent: pressed.size,
      peakMb: server.peakMb(),
      lost,
      doubled,
      stuck,
      turned,
    };
  } finally {
    for (const stop of stops.toReversed()) stop();
    await pause(500);
    await fresh.drop();
  }
}
