import { randomUUID } from "node:crypto";
import { isWhole } from "@wsi/shared/values";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deliver } from "../../../sandbox/src/push/deliver.ts";
import { textMessage, voiceMessage, type Head } from "../../../sandbox/src/push/messages.ts";
import { readSettings } from "../../../sandbox/src/settings.ts";
import type { Fields } from "../../../sandbox/src/wire/xml.ts";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { enter, undivided } from "../../desk/index.ts";

/** Everything that people paste, at every door of the desk where words go in. What is let in is kept as it is; what is not leaves nothing behind. */

const family = "👨‍👩‍👧‍👦";
const words = {
  html: `<img src=x onerror=alert(1)><script>alert("1")</script><a href="javascript:alert(1)">点我</a>&lt;b&gt;`,
  "markdown link": "[点这里](javascript:alert(1)) ![图](https://example.com/x.png) **粗**",
  sql: `'; drop table conversations; -- % _ \\ {市民称呼}`,
  emoji: `${family}🏳️‍🌈👩🏽‍⚕️`,
  "right to left": "请付 \u202E001\u202C 元 \u200Fשלום\u200E",
  zalgo: `社${"\u0301\u0302\u0336".repeat(20)}保`,
  "a long word": "a".repeat(400),
  "ten thousand characters": "社".repeat(10_000),
  "hidden marks": "社\u200B保\u2060卡\uFEFF丢\u00AD了",
};
const never = {
  NUL: "社\u0000保",
  "half an emoji": `好的${"👍".slice(0, 1)}`,
  "the other half": `${"👍".slice(1)}好的`,
};

let house: House;
let agent: Caller;
let colleague: { id: string };
let supervisor: Caller;
let admin: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
  supervisor = await house.staff("zhuguan");
  admin = await house.staff("guanli");
  for (let n = 0; n < 12; n++) citizens.push({ call: await house.stranger() });
  colleague = { id: (await supervisor("GET", "/console/api/me")).body.id };
  await supervisor("POST", "/console/api/desk/presence", { presence: "ready" });
});
afterAll(() => house.stop());

type Answer = Awaited<ReturnType<Caller>>;
const desk = "/console/api/desk";
const at = (id: string, act: string) => `${desk}/conversations/${id}/${act}`;
let count = 0;
/** A talk of a new follower, served by the agent. */
async function served(): Promise<string> {
  count += 1;
  const now = new Date();
  const entrance = { identity: `o-bad-input-${count}`, channel: "wechat" as const, personId: null, about: "" };
  const { id } = await inTransaction(house.services.db, (tx) =>
    enter(tx, undivided, { ...entrance, wroteAt: now, tappedAt: null }, now),
  );
  expect((await agent("POST", at(id, "take"), {})).status).toBe(200);
  return id;
}
const viewed = async (id: string) => (await agent("GET", `${desk}/conversations/${id}`)).body;
const saidBy = async (id: string, from: string): Promise<string[]> =>
  (await viewed(id)).messages.filter((one: any) => one.from === from).map((one: any) => one.text);
/** Signing in is limited: some citizens come again and again, each time for a new talk. */
const citizens: { call: Caller; talk?: string }[] = [];
async function comes(about = ""): Promise<{ citizen: Caller; answer: Answer }> {
  count += 1;
  const one = citizens[count % citizens.length];
  if (!one) throw new Error("nobody comes");
  if (one.talk !== undefined) await one.call("POST", `/api/desk/conversations/${one.talk}/leave`, {});
  const answer = await one.call("POST", "/api/desk/conversations", { about });
  one.talk = answer.body.id;
  return { citizen: one.call, answer };
}
async function ownPage() {
  const { citizen, answer } = await comes();
  return { citizen, id: answer.body.id as string };
}

interface Door {
  /** Brings these words in; `kept` then reads where they would be. */
  bring(text: string): Promise<{ answer: Answer; kept(): Promise<unknown> }>;
  /** How many characters it takes. */
  most: number;
  /** One line without hidden marks. */
  strict?: boolean;
  /** Looks for something: nothing is kept. */
  looks?: boolean;
  /** Half an emoji cannot be said here. */
  whole?: boolean;
}

/** A door of a talk that is served, whose words are then found in `read`. */
const ofTalk = (
  most: number,
  send: (id: string, text: string) => Promise<Answer>,
  read: (id: string) => Promise<unknown>,
) => ({
  most,
  async bring(text: string) {
    const id = await served();
    const answer = await send(id, text);
    return { answer, kept: () => read(id) };
  },
});

const doors: Record<string, Door> = {
  "an answer of the agent": ofTalk(
    2_000,
    (id, text) => agent("POST", at(id, "messages"), { key: randomUUID(), text }),
    async (id) => (await saidBy(id, "staff"))[0],
  ),
  "a note": ofTalk(
    1_000,
    (id, text) => agent("POST", at(id, "notes"), { text }),
    async (id) => (await viewed(id)).notes[0]?.text,
  ),
  "a reason to hold": ofTalk(
    200,
    (id, reason) => agent("POST", at(id, "hold"), { reason }),
    async (id) => (await viewed(id)).hold?.reason,
  ),
  "a note to the queue": ofTalk(
    500,
    (id, note) => agent("POST", at(id, "requeue"), { note }),
    async (id) => (await viewed(id)).notes[0]?.text,
  ),
  "a note with a hand-over": ofTalk(
    500,
    (id, note) => agent("POST", at(id, "offers"), { to: { staff: colleague.id }, note }),
    async (id) => (await viewed(id)).offer?.note,
  ),
  "a word of a supervisor": ofTalk(
    2_000,
    async (id, text) => {
      await supervisor("POST", at(id, "listen"), {});
      return supervisor("POST", at(id, "step-in"), { key: randomUUID(), text });
    },
    async (id) => (await saidBy(id, "staff"))[0],
  ),
  "a draft": ofTalk(
    10_000,
    (id, text) => agent("PUT", at(id, "draft"), { text }),
    async (id) => (await viewed(id)).draft || undefined,
  ),
  "a summary": ofTalk(
    500,
    (id, summary) => agent("POST", at(id, "close"), { summary, tags: [] }),
    async (id) => (await viewed(id)).summary || undefined,
  ),
  "a tag": ofTalk(
    20,
    (id, tag) => agent("POST", at(id, "close"), { summary: "已解答", tags: [tag] }),
    async (id) => (await viewed(id)).tags?.[0],
  ),
  "the title of a ticket": ofTalk(
    100,
    (id, title) => agent("POST", at(id, "tickets"), { key: randomUUID(), title }),
    async (id) => (await agent("GET", `${desk}/tickets`)).body.find((one: any) => one.conversationId === id)?.title,
  ),
  "the note of a ticket": ofTalk(
    1_000,
    (id, note) => agent("POST", at(id, "tickets"), { key: randomUUID(), title: "查一下", note }),
    async (id) => (await agent("GET", `${desk}/tickets`)).body.find((one: any) => one.conversationId === id)?.note,
  ),
  "a reason to take over": ofTalk(
    300,
    (id, note) => supervisor("POST", at(id, "take-over"), { note }),
    async (id) => (await viewed(id)).notes[0]?.text,
  ),
  "the title of a canned reply": {
    most: 30,
    strict: true,
    async bring(title) {
      const text = `您好 ${randomUUID()}`;
      const answer = await agent("POST", "/console/api/replies", { scope: "private", groupId: null, title, text });
      const kept = async () =>
        (await agent("GET", "/console/api/replies")).body.replies.find((one: any) => one.text === text)?.title;
      return { answer, kept };
    },
  },
  "a canned reply": {
    most: 600,
    async bring(text) {
      const title = `常用语 ${randomUUID().slice(0, 8)}`;
      const answer = await agent("POST", "/console/api/replies", { scope: "private", groupId: null, title, text });
      const kept = async () =>
        (await agent("GET", "/console/api/replies")).body.replies.find((one: any) => one.title === title)?.text;
      return { answer, kept };
    },
  },
  "the name of a group": {
    most: 20,
    strict: true,
    async bring(name) {
      const before = new Set((await admin("GET", "/console/api/groups")).body.groups.map((one: any) => one.id));
      const answer = await admin("POST", "/console/api/groups", { name, about: "", words: [], hourPlanId: null });
      const kept = async () =>
        (await admin("GET", "/console/api/groups")).body.groups.find((one: any) => !before.has(one.id))?.name;
      return { answer, kept };
    },
  },
  "the search for answers": {
    most: 200,
    looks: true,
    async bring(text) {
      return { answer: await agent("POST", `${desk}/answers`, { words: text }), kept: async () => undefined };
    },
  },
  "the search for canned replies": {
    most: 40,
    looks: true,
    // In an address there are no halves: whoever writes it puts � in their place.
    whole: true,
    async bring(text) {
      const query = new URLSearchParams({ text });
      return { answer: await agent("GET", `${desk}/replies?${query}`), kept: async () => undefined };
    },
  },
  "the citizen's page": {
    most: 10_000,
    async bring(text) {
      const { citizen, id } = await ownPage();
      const answer = await citizen("POST", `/api/desk/conversations/${id}/messages`, { key: randomUUID(), text });
      return { answer, kept: async () => (await saidBy(id, "citizen"))[0] };
    },
  },
  "what a citizen comes with": {
    most: 300,
    async bring(about) {
      const { answer } = await comes(about);
      return {
        answer,
        kept: async () => (answer.status === 200 ? (await viewed(answer.body.id)).about : undefined),
      };
    },
  },
  "what a citizen says to a mark": {
    most: 500,
    async bring(comment) {
      const { citizen, id } = await ownPage();
      await agent("POST", at(id, "take"), {});
      await agent("POST", at(id, "close"), { summary: "已解答", tags: [] });
      const answer = await citizen("POST", `/api/desk/conversations/${id}/rating`, { level: 5, comment });
      const kept = async () =>
        (
          await house.services.db
            .selectFrom("desk_ratings")
            .select("comment")
            .where("conversation_id", "=", id)
            .executeTakeFirst()
        )?.comment;
      return { answer, kept };
    },
  },
  "a place": {
    most: 200,
    async bring(label) {
      const { citizen, id } = await ownPage();
      const attach = { kind: "location", label, latitude: 30.5, longitude: 114.3 };
      const answer = await citizen("POST", `/api/desk/conversations/${id}/messages`, { key: randomUUID(), attach });
      return { answer, kept: async () => (await saidBy(id, "citizen"))[0] };
    },
  },
};

const isStrict = (text: string): boolean => /^[^\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]*$/u.test(text);
/** A sentence for people, in Chinese, that says what is wrong with what. */
function expectRefusal({ status, body }: Answer): void {
  expect({ status, ...body }).toMatchObject({
    status: 422,
    code: "bad-input",
    message: expect.stringMatching(/[一-鿿]{2}/),
  });
  expect(body.message).not.toContain("格式不对");
}

describe.each(Object.entries(doors))("%s", (_name, door) => {
  it.each(Object.entries(words))("with %s: kept as it is, or refused in a sentence", async (_what, text) => {
    const { answer, kept } = await door.bring(text);
    // An address of so many letters is not even read.
    if (door.whole === true && text.length > 9_000) return expect(answer.status).toBe(431);
    const lets = text.length <= door.most && (door.strict !== true || isStrict(text));
    if (lets) expect(answer.status).toBe(200);
    else expectRefusal(answer);
    if (door.looks === true) return undefined;
    return expect(await kept()).toBe(lets ? text : undefined);
  });

  it.each(Object.entries(never))("with %s: refused in a sentence, and nothing is kept", async (what, text) => {
    const { answer, kept } = await door.bring(text);
    if (door.whole === true && what !== "NUL") return expect(answer.status).toBe(200);
    expectRefusal(answer);
    return expect(await kept()).toBeUndefined();
  });
});

describe("by WeChat", () => {
  const { account } = readSettings({});
  async function pushed(fields: (head: Head) => Fields): Promise<string[]> {
    const id = await served();
    const head = { to: account.originalId, from: `o-bad-input-${count}`, at: Math.floor(Date.now() / 1_000) };
    const to = { ...account, callbackUrl: `${house.origin}/wechat` };
    expect(await deliver(fields(head), to, head.from, Date.now())).toMatchObject({ status: 200, reply: "nothing" });
    return saidBy(id, "citizen");
  }

  it.each(Object.entries(words))("%s is kept as it is, written or spoken", async (_what, text) => {
    expect(await pushed((head) => textMessage(head, text, randomUUID()))).toEqual([text]);
    const voice = { mediaId: "media", said: text };
    expect(await pushed((head) => voiceMessage(head, voice, randomUUID()))).toEqual([text]);
  });

  it("what is longer than a talk can hold is cut behind a whole character", async () => {
    const [kept = ""] = await pushed((head) => textMessage(head, `${"社".repeat(9_995)}${family}`, randomUUID()));
    expect(kept).toBe("社".repeat(9_995));
  });
});

describe("a file", () => {
  it.each(Object.entries({ ...words, ...never, rare: "𠮷".repeat(80) }))(
    "named with %s is kept under a name that can be shown",
    async (_what, name) => {
      const id = await served();
      const form = new FormData();
      form.set("file", new Blob([Buffer.from("%PDF-1.4\n%%EOF\n")]), `${name}.pdf`);
      const answer = await agent.raw("POST", `${desk}/files?talk=${id}&key=${randomUUID()}`, { body: form });
      const said = (await answer.json()) as { name: string; message: string };
      // A head of ten thousand characters, or with a NUL in it, is no head: the upload is refused as a whole.
      if (name.length > 9_000 || name.includes("\u0000")) {
        expect([answer.status, said.message]).toEqual([expect.any(Number), expect.stringMatching(/[一-鿿]{4}/)]);
        return expect(answer.status).toBeLessThan(500);
      }
      expect(answer.status).toBe(200);
      expect(said.name.length).toBeLessThanOrEqual(100);
      return expect([isWhole(said.name), /[<>"'\\\u202E/]/.test(said.name)]).toEqual([true, false]);
    },
  );
});

describe("an address", () => {
  it.each([
    ["GET", "/console/api/desk/conversations/a%00b"],
    ["GET", "/console/api/desk/replies?text=%00"],
    ["GET", "/console/api/desk/feed?after=%00"],
    ["GET", "/console/api/desk/files/a%00b"],
    ["GET", "/console/api/desk/board?from=%00"],
    ["POST", "/console/api/desk/tickets/%00/settle"],
    ["GET", "/console/api/desk/conversations/%ED%A0%80"],
  ])("%s %s is refused, never a fault", async (method, path) => {
    const answer = await supervisor(method, path, method === "POST" ? { outcome: "已办" } : undefined);
    expect([400, 404, 422]).toContain(answer.status);
    expect(answer.body.message).toMatch(/[一-鿿]{3}/);
  });

  it("nested without end, and fields with names of nothing, are refused, too", async () => {
    const id = await served();
    const bodies = [
      `{"text":${"[".repeat(60_000)}${"]".repeat(60_000)}}`,
      `{"te\\u0000xt":"好"}`,
      `{"text":"\\ud83d"}`,
      "[]",
      "null",
      "{",
    ];
    for (const body of bodies) {
      const init = { body, headers: { "content-type": "application/json" } };
      const answer = await agent.raw("POST", at(id, "notes"), init);
      expect([400, 422]).toContain(answer.status);
    }
  });
});

it("nothing that was cut through or replaced lies anywhere in the tables", async () => {
  const { db } = house.services;
  const { rows } = await sql<{ place: string; is: string }>`
    select quote_ident(table_name) as place, quote_ident(column_name) as is from information_schema.columns
    where table_schema = 'public' and data_type in ('text', 'jsonb', 'ARRAY')`.execute(db);
  expect(rows.length).toBeGreaterThan(100);
  const found: string[] = [];
  for (const { place, is } of rows) {
    const some = await sql<{ n: number }>`
      select count(*)::integer as n from ${sql.raw(place)} where ${sql.raw(is)}::text like ${"%\uFFFD%"}`.execute(db);
    if (some.rows[0]?.n !== 0) found.push(`${place}.${is}`);
  }
  expect(found).toEqual([]);
});
