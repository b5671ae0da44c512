/**
 * A desk at work while something is done to it: citizens on the page and by WeChat, agents who answer, files that travel, somebody who begins to
 * wait in the middle of it. All of them go on as apps and staff do: what got no answer is asked again under the same key. `prove` then reads
 * what is left in the tables and on the phone.
 */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { expect, vi } from "vitest";
import { deliver } from "../sandbox/src/push/deliver.ts";
import { textMessage } from "../sandbox/src/push/messages.ts";
import { startSandbox, type Sandbox } from "../sandbox/src/server.ts";
import { readSettings } from "../sandbox/src/settings.ts";
import type { Db } from "../src/db.ts";
import { follow, linesOf, type ConsoleLine } from "./console-line.ts";

export type Ask = (method: string, path: string, body?: object | FormData) => Promise<any>;

/** How long one may go without an answer before the test gives up: longer than any fault. */
const PATIENCE_MS = 120_000;

/** What got no answer, or a fault for one, is asked again; a refusal is a mistake of the test. */
export function persistent(origin: string, headers: Record<string, string>): Ask {
  return async (method, path, body) => {
    const json = body !== undefined && !(body instanceof FormData);
    const init: RequestInit = {
      method,
      headers: json ? { ...headers, "content-type": "application/json" } : headers,
      ...(body === undefined ? {} : { body: json ? JSON.stringify(body) : (body as FormData) }),
    };
    let last: unknown;
    for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await pause(60)) {
      try {
        const answer = await fetch(origin + path, { ...init, signal: AbortSignal.timeout(20_000) });
        last = await answer.json();
        if (answer.status < 500) {
          expect({ status: answer.status, said: last }).toMatchObject({ status: 200 });
          return last;
        }
      } catch (error) {
        if (!(error instanceof TypeError || error instanceof SyntaxError || (error as Error).name === "TimeoutError"))
          throw error;
        last = error;
      }
    }
    throw new Error(`no answer to ${method} ${path}`, { cause: last });
  };
}

/** WeChat's part, whose callbacks go to the server at this port. */
export const sandboxFor = (port: number): Promise<Sandbox> => {
  const settings = readSettings({ SANDBOX_CALLBACK_URL: `http://127.0.0.1:${port}/wechat` });
  return startSandbox({ ...settings, port: 0, dataDir: undefined }, false);
};

/** Which servers people use: one, or two on the same database. */
export interface Desk {
  /** Where the consoles are. */
  agents: string;
  /** Where the citizens' pages are; WeChat's callbacks go where the sandbox was told. */
  citizens: string;
  sandbox: Sandbox;
}

/** Something bad, done again and again: before these of the citizen's lines, without waiting for the end of it. */
export interface Fault {
  before: readonly number[];
  strike(): Promise<void>;
}

export const LINES = 30;
const said = (who: string, count = LINES) => Array.from({ length: count }, (_, line) => `${who}第${line}句`);
const FILES = 6;
/** WeChat carries five messages after one of the citizen's. */
const TOLD = 4;
const BY_WECHAT = 15;

export interface Day {
  page: string;
  wechat: string;
  /** Began to wait in the middle. */
  late: string;
  /** What each side said in the two talks, in order. */
  asked: string[];
  answered: string[];
  written: string[];
  told: string[];
  files: string[];
  consoles: { from: number; line: ConsoleLine }[];
  /** The follower whose phone got what was told. */
  phone: string;
  /** When the last fault was over. */
  calm: Date;
}

async function signIn(origin: string, account: string): Promise<{ cookie: string; ask: Ask }> {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(`${origin}/console/api/session`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ account, password: "wuhan-demo-2026" }),
    });
    const cookie = answer.headers.get("set-cookie")?.split(";")[0];
    if (cookie) return { cookie, ask: persistent(origin, { cookie, "x-console": "1" }) };
    if (tries === 20) throw new Error(`${account} could not sign in: ${answer.status} ${await answer.text()}`);
    await pause(200);
  }
}

/** What a phone does by WeChat, until WeChat has an answer to it. */
function phoneOf(sandbox: Sandbox, at: number) {
  const follower = sandbox.world.followers.list()[at];
  if (!follower) throw new Error("the sandbox has no such follower");
  const act = async (path: string, body: object): Promise<any> => {
    const answer = await fetch(`${sandbox.url}/__sandbox/followers/${follower.id}${path}`, {
      method: "POST",
      body: JSON.stringify(body),
    });
    return answer.json();
  };
  return {
    follower,
    follow: () => act("/follow", {}),
    loginCode: async (): Promise<string> => (await act("/login-codes", {})).code,
    /** A WeChat that does not give up after three tries, and asks once more when it has an answer. */
    async write(text: string): Promise<void> {
      const { account, allowances, clock } = sandbox.world;
      allowances.contact(follower.openid, "message");
      const head = { to: account.settings.originalId, from: follower.openid, at: Math.floor(clock.now() / 1_000) };
      const fields = textMessage(head, text, sandbox.world.nextMsgId());
      const tell = () => deliver(fields, account.settings, follower.openid, Date.now());
      for (let again = 0; again < 2; again++)
        await vi.waitFor(async () => expect((await tell()).status).toBe(200), { timeout: PATIENCE_MS, interval: 100 });
    },
  };
}

const open = async (ask: Ask, identifies: (one: any) => boolean): Promise<any> => {
  const { conversations } = await ask("GET", "/console/api/desk/conversations");
  return conversations.find(identifies);
};

const pdf = (n: number) => Buffer.from(`%PDF-1.4\n% ${n}\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n`);

export async function aDay({ agents, citizens, sandbox }: Desk, fault: Fault): Promise<Day> {
  const [phone, other, third] = [phoneOf(sandbox, 0), phoneOf(sandbox, 1), phoneOf(sandbox, 2)];
  const [agent, supervisor] = [await signIn(agents, "kefu"), await signIn(agents, "zhuguan")];
  for (const one of [phone, other]) await one.follow();

  const session = await persistent(citizens, {})("POST", "/api/session", { code: await third.loginCode() });
  const citizen = persistent(citizens, { authorization: `Bearer ${session.token}` });
  const { id: page } = await citizen("POST", "/api/desk/conversations", {});
  await agent.ask("POST", `/console/api/desk/conversations/${page}/take`, {});

  await phone.write("转人工");
  const wechat: string = await vi.waitFor(
    async () => {
      const talk = await open(agent.ask, (one) => one.channel === "wechat" && one.state === "waiting");
      return (expect.soft(talk).toBeDefined(), talk.id);
    },
    { timeout: 20_000, interval: 200 },
  );
  await agent.ask("POST", `/console/api/desk/conversations/${wechat}/take`, {});

  const consoles: Day["consoles"] = [];
  for (const { cookie, ask } of [agent, supervisor]) {
    const from: number = (await ask("GET", "/console/api/desk/conversations")).seq;
    consoles.push({ from, line: follow(agents, cookie, from, true) });
  }
  await supervisor.ask("POST", "/console/api/desk/presence", { presence: "ready" });

  const strikes: Promise<void>[] = [];
  const at = (id: string) => `/console/api/desk/conversations/${id}/messages`;
  const asked = said("问");
  const answered = said("答");
  const written = said("写", BY_WECHAT);
  const told = said("微信里", TOLD);
  const files: string[] = [];
  let lateTalk: any;
  let calm = new Date();
  let over = false;

  let reached = 0;
  /** Everybody keeps step with the one who asks, so that something of everything is under way whenever it strikes. */
  const step = async (line: number): Promise<void> => {
    while (reached < line) await pause(5);
  };

  async function asking(): Promise<void> {
    for (const [n, text] of asked.entries()) {
      reached = n;
      if (over) return;
      if (fault.before.includes(n)) {
        await Promise.all(strikes);
        strikes.push(fault.strike().then(() => void (calm = new Date())));
      }
      await citizen("POST", `/api/desk/conversations/${page}/messages`, { key: `key-of-question-${n}`, text });
      await pause(15);
    }
    reached = LINES;
  }
  async function answering(): Promise<void> {
    for (const [n, text] of answered.entries()) {
      await step(n);
      await agent.ask("POST", at(page), { key: `key-of-answer-${n}`, text });
    }
  }
  async function writing(): Promise<void> {
    for (const [n, text] of written.entries()) {
      await step(2 * n);
      await phone.write(text);
    }
  }
  /** Kept, and not yet on its way when it dies: whoever comes next must send it. */
  async function telling(): Promise<void> {
    for (const [n, text] of told.entries()) {
      await step(6 * n + 4);
      await agent.ask("POST", at(wechat), { key: `key-of-told-${n}`, text });
    }
  }
  async function uploading(): Promise<void> {
    for (let n = 0; n < FILES; n++) {
      await step(5 * n);
      const form = () => {
        const made = new FormData();
        made.set("file", new Blob([pdf(n)], { type: "application/pdf" }), `材料${n}.pdf`);
        return made;
      };
      const path = `/api/desk/files?talk=${page}&key=key-of-file-${n}`;
      const kept = await citizen("POST", path, form());
      // A phone that did not see the answer sends the file again.
      expect((await citizen("POST", path, form())).id).toBe(kept.id);
      files.push(kept.id);
      const attach = { kind: "file", file: kept.id };
      await citizen("POST", `/api/desk/conversations/${page}/messages`, { key: `key-of-sent-file-${n}`, attach });
    }
  }
  async function beginningToWait(): Promise<void> {
    await step(LINES / 2);
    await other.write("转人工");
    await other.write("还有人吗");
    lateTalk = await vi.waitFor(
      async () => {
        const talk = await open(supervisor.ask, (one) => one.channel === "wechat" && one.id !== wechat);
        expect(talk?.state).toBe("assigned");
        return talk;
      },
      { timeout: PATIENCE_MS, interval: 300 },
    );
  }
  try {
    await Promise.all([asking(), answering(), writing(), telling(), uploading(), beginningToWait()]);
  } finally {
    // A server that is just being started again must not outlive a test that failed.
    over = true;
    await Promise.allSettled(strikes);
  }
  expect(strikes).toHaveLength(fault.before.length);
  return {
    page,
    wechat,
    late: lateTalk.id,
    asked,
    answered,
    written,
    told,
    files,
    consoles,
    phone: phone.follower.id,
    calm,
  };
}

/** What is in the tables of a talk, and what may not be there. */
async function linesKept(db: Db, id: string, from: "citizen" | "staff"): Promise<string[]> {
  const rows = await db
    .selectFrom("desk_messages")
    .select("text")
    .where("conversation_id", "=", id)
    .where("from_whom", "=", from)
    .orderBy("seq")
    .execute();
  return rows.map((row) => row.text);
}

/** Nothing lost, nothing twice, the order kept, nobody stuck, the outbox empty. */
export async function prove(db: Db, sandbox: Sandbox, day: Day): Promise<void> {
  const names = Array.from({ length: FILES }, (_, n) => `材料${n}.pdf`);
  const onPage = [...day.asked, ...names];
  const isFile = (text: string | undefined) => names.includes(text ?? "");
  const sorted = (lines: (string | undefined)[]) => [lines.filter((one) => !isFile(one)), lines.filter(isFile)];

  // The consoles heard every line once, in the order of the feed, without a hole.
  for (const { from, line } of day.consoles) {
    await vi.waitFor(
      () => {
        expect(sorted(linesOf(line.events, day.page))).toEqual([day.asked, names]);
        expect(linesOf(line.events, day.page, "staff")).toEqual(day.answered);
        expect(linesOf(line.events, day.wechat)).toEqual(day.written);
      },
      { timeout: 30_000, interval: 250 },
    );
    await line.hangUp();
    const numbers = line.events.map((one) => one.seq);
    expect(numbers).toEqual(numbers.map((_, n) => from + 1 + n));
  }

  // So are the tables: what each side said, once, in its order, with numbers that have no gap.
  expect(sorted(await linesKept(db, day.page, "citizen"))).toEqual([day.asked, names]);
  expect(await linesKept(db, day.page, "citizen")).toHaveLength(onPage.length);
  expect(await linesKept(db, day.page, "staff")).toEqual(day.answered);
  expect(await linesKept(db, day.wechat, "citizen")).toEqual(["转人工", ...day.written].slice(-day.written.length));
  expect(await linesKept(db, day.wechat, "staff")).toEqual(day.told);
  expect(await linesKept(db, day.late, "citizen")).toContain("还有人吗");
  const gaps = await sql<{ n: number }>`
    select count(*)::integer as n from conversations c where c.last_seq <> (select count(*) from desk_messages m where m.conversation_id = c.id)
      or c.last_seq <> (select max(seq) from desk_messages m where m.conversation_id = c.id)`.execute(db);
  expect(gaps.rows).toEqual([{ n: 0 }]);
  const files = await db.selectFrom("desk_files").select(["id", "bytes"]).execute();
  expect(new Set(files.map((one) => one.id))).toEqual(new Set(day.files));
  expect(files).toHaveLength(day.files.length);

  // Nobody is stuck: two talks with who took them, the third with who had room, each in one place. Those that the demo ended days ago do not count.
  const talks = await db
    .selectFrom("conversations")
    .select(["id", "state", "agent_id"])
    .where((is) => is.or([is("state", "<>", "closed"), is("id", "in", [day.page, day.wechat, day.late])]))
    .execute();
  expect(talks.map((one) => one.id).toSorted()).toEqual([day.page, day.wechat, day.late].toSorted());
  expect(talks.filter((one) => one.state !== "assigned" || one.agent_id === null)).toEqual([]);

  // The outbox is empty. What a killed sender had in its hands waits for its lease of a minute, then a person is told; that minute of
  // nothing is spared, for leases taken before the last fault was over and for no other.
  const LEASE_MS = 60_000;
  await db
    .updateTable("outbox")
    .set({ lease_until: new Date() })
    .where("state", "=", "sending")
    .where("lease_until", "<=", new Date(day.calm.getTime() + LEASE_MS))
    .execute();
  await vi.waitFor(
    async () => {
      const left = await db
        .selectFrom("outbox")
        .select(["kind", "state"])
        .where((q) => q.or([q("state", "in", ["queued", "sending"]), q("owed_after", "is not", null)]))
        .execute();
      expect(left).toEqual([]);
    },
    { timeout: 30_000, interval: 500 },
  );
  const onPhone = sandbox.world.chats
    .read(day.phone)
    .flatMap((one) => (one.from === "account" && one.kind === "text" ? one.text.split("\n") : []))
    .filter((text) => day.told.includes(text));
  const fates = await db
    .selectFrom("desk_messages")
    .select(["text", "delivery"])
    .where("conversation_id", "=", day.wechat)
    .where("from_whom", "=", "staff")
    .orderBy("seq")
    .execute();
  expect(new Set(onPhone).size).toBe(onPhone.length);
  expect(onPhone).toEqual(day.told.filter((text) => onPhone.includes(text)));
  for (const { text, delivery } of fates) {
    // Killed while it was sent: nobody knows. Every other line was told what became of it.
    if (delivery !== "unknown") expect([text, delivery, onPhone.includes(text)]).toEqual([text, "sent", true]);
  }
}
