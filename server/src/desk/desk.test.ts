import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { inTransaction, type Tx } from "../db.ts";
import { isRefusal } from "../refusal.ts";
import { masked } from "./testing/people.ts";
import {
  close,
  delivered,
  enter,
  feedSince,
  leave,
  listConversations,
  note,
  place,
  rate,
  say,
  seen,
  send,
  setReady,
  sweep,
  take,
  answerOffer,
  offer,
  undivided,
  viewConversation,
} from "./index.ts";

const start = new Date("2026-03-02T01:00:00Z");
const minutes = (count: number) => new Date(start.getTime() + count * 60_000);
const people = masked;

let database: TestDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.drop());

const run = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(database.db, work);

async function staff(name: string): Promise<string> {
  const id = randomUUID();
  const row = { id, account: `agent-${id}`, name, password_hash: "none", roles: ["agent" as const], created_at: start };
  await database.db
    .insertInto("staff")
    .values({ ...row, failed_sign_ins: 0, locked_until: null, must_change_password: false })
    .execute();
  return id;
}
const queue = (openid: string, at = start, personId: string | null = null) =>
  run((tx) =>
    enter(
      tx,
      undivided,
      { identity: openid, channel: "wechat", personId, about: "断缴怎么办", wroteAt: at, tappedAt: null },
      at,
    ),
  );
const words = (key: string, text: string, at = start) => ({ key, kind: "text" as const, text, at });
const view = async (id: string, at = start) => {
  const seenView = await viewConversation(database.db, id, { people, staffId: randomUUID() }, at);
  if (isRefusal(seenView)) throw new Error(seenView.body.message);
  return seenView;
};
const feed = () => feedSince(database.db, 0, people, 10_000);

describe("the queue", () => {
  it("gives the place, and the same talk to a follower who asks twice", async () => {
    const first = await queue("one", minutes(0));
    const second = await queue("two", minutes(1));
    expect(await queue("two", minutes(2))).toEqual({ id: second.id, fresh: false });
    expect(await run((tx) => place(tx, undivided, first.id, minutes(3)))).toEqual({
      ahead: 0,
      estimateMinutes: null,
      groupId: null,
      full: false,
    });
    expect(await run((tx) => place(tx, undivided, second.id, minutes(3)))).toEqual({
      ahead: 1,
      estimateMinutes: null,
      groupId: null,
      full: false,
    });
    expect(await run((tx) => leave(tx, { identity: "one", channel: "wechat" }, "citizen", minutes(3)))).toBe(true);
    expect(await run((tx) => place(tx, undivided, second.id, minutes(3)))).toEqual({
      ahead: 0,
      estimateMinutes: null,
      groupId: null,
      full: false,
    });
    expect(await run((tx) => leave(tx, { identity: "one", channel: "wechat" }, "citizen", minutes(3)))).toBe(false);
  });

  it("estimates from finished talks once there are enough, and never when no agent is there", async () => {
    const agent = await staff("王芳");
    await run((tx) => setReady(tx, agent, true, start));
    for (const openid of ["a", "b", "c"]) {
      const talk = await queue(openid);
      await run((tx) => take(tx, talk.id, agent, minutes(0)));
      await run((tx) => close(tx, { id: talk.id, staffId: agent, summary: "已解答", tags: [] }, minutes(10)));
    }
    const waiting = await Promise.all(Array.from({ length: 7 }, (_, index) => queue(`w${index}`, minutes(20 + index))));
    await run((tx) => seen(tx, agent, minutes(30)));
    const last = waiting[6];
    expect(last && (await run((tx) => place(tx, undivided, last.id, minutes(30))))).toEqual({
      ahead: 6,
      estimateMinutes: 4,
      groupId: null,
      full: false,
    });
    expect(last && (await run((tx) => place(tx, undivided, last.id, minutes(60))))).toEqual({
      ahead: 6,
      estimateMinutes: null,
      groupId: null,
      full: false,
    });
  });

  it("lets exactly one of two agents take a talk and tells the other who has it", async () => {
    const [one, two] = await Promise.all([staff("王芳"), staff("李明")]);
    for (let round = 0; round < 10; round++) {
      const talk = await queue(`race-${round}`);
      const results = await Promise.all([one, two].map((agent) => run((tx) => take(tx, talk.id, agent, start))));
      const lost = results.filter(isRefusal);
      expect(lost).toHaveLength(1);
      const holder = (await view(talk.id)).agent?.name;
      expect(lost[0]?.body).toMatchObject({ code: "conflict", message: `这个会话已由${holder}接待` });
    }
  });

  it("is swept: the oldest first, in turn, within what each agent can take", async () => {
    const [one, two] = await Promise.all([staff("王芳"), staff("李明")]);
    for (const agent of [one, two]) await run((tx) => setReady(tx, agent, true, start));
    await database.db.updateTable("desk_agents").set({ cap: 2 }).execute();
    const talks = [];
    for (let index = 0; index < 6; index++) talks.push(await queue(`f${index}`, minutes(index - 10)));
    const moved = await Promise.all([
      run((tx) => sweep(tx, undivided, start)),
      run((tx) => sweep(tx, undivided, start)),
    ]);
    expect(moved[0]! + moved[1]!).toBe(4);
    const { conversations } = await listConversations(database.db, people, start);
    expect(conversations.filter((card) => card.state === "waiting").map((card) => card.id)).toEqual([
      talks[4]?.id,
      talks[5]?.id,
    ]);
    const held = conversations.filter((card) => card.state === "assigned").map((card) => card.agent?.id);
    expect(held.filter((id) => id === one)).toHaveLength(2);
    expect(held.filter((id) => id === two)).toHaveLength(2);
  });

  it("takes a talk back from an agent who is gone and gives it first to the next, with a note", async () => {
    const [gone, here] = await Promise.all([staff("王芳"), staff("李明")]);
    await run((tx) => setReady(tx, gone, true, start));
    const talk = await queue("patient");
    expect(await run((tx) => sweep(tx, undivided, start))).toBe(1);
    await queue("later", minutes(1));
    await run((tx) => setReady(tx, here, true, minutes(3)));
    await database.db.updateTable("desk_agents").set({ cap: 1 }).execute();
    await run((tx) => sweep(tx, undivided, minutes(3)));
    const after = await view(talk.id, minutes(3));
    expect(after.agent?.name).toBe("李明");
    expect(after.notes.map((one) => one.text)).toEqual(["王芳的工作台已离线，会话已放回队列最前面。"]);
  });

  it("leaves a talk with an agent who took it by hand without ever being ready", async () => {
    const agent = await staff("王芳");
    const talk = await queue("patient");
    await run((tx) => take(tx, talk.id, agent, start));
    expect(await run((tx) => sweep(tx, undivided, minutes(1)))).toBe(0);
    expect((await view(talk.id)).agent?.id).toBe(agent);
    expect(await run((tx) => sweep(tx, undivided, minutes(2)))).toBe(1);
  });

  it("takes a talk back from an agent who does not answer, and does not give that agent the next", async () => {
    const silent = await staff("王芳");
    await run((tx) => setReady(tx, silent, true, start));
    const talk = await queue("patient");
    await run((tx) => sweep(tx, undivided, start));
    await run((tx) => seen(tx, silent, minutes(11)));
    await run((tx) => sweep(tx, undivided, minutes(11)));
    expect((await view(talk.id)).state).toBe("waiting");
  });
});

describe("a talk", () => {
  it("keeps every message in exactly one place, however often it is repeated", async () => {
    const agent = await staff("王芳");
    const talk = await queue("repeater");
    await run((tx) => take(tx, talk.id, agent, start));
    await Promise.all(
      Array.from({ length: 8 }, (_, at) => run((tx) => say(tx, talk.id, words(`m${at % 2}`, `第${at % 2}句`)))),
    );
    const ids = await Promise.all(
      Array.from({ length: 4 }, () =>
        run((tx) => send(tx, { id: talk.id, staffId: agent, key: "click-0001", kind: "text", text: "您好" }, start)),
      ),
    );
    expect(new Set(ids.map((one) => JSON.stringify(one))).size).toBe(1);
    const { messages } = await view(talk.id);
    expect(
      messages
        .filter((one) => one.from === "citizen")
        .map((one) => one.text)
        .toSorted(),
    ).toEqual(["第0句", "第1句"]);
    expect(messages.filter((one) => one.from === "staff")).toHaveLength(1);
    expect(messages.map((one) => one.seq)).toEqual(messages.map((_, index) => index + 1));
    const parcels = await database.db.selectFrom("outbox").select(["key", "kind", "stream"]).execute();
    expect(parcels).toEqual([
      { key: messages.find((one) => one.from === "staff")?.id, kind: "wechat.message", stream: "repeater" },
    ]);
  });

  it("tells the screen what became of a message, and never an openid", async () => {
    const agent = await staff("王芳");
    const talk = await queue("openid-that-must-not-show", start, "person-1");
    await run((tx) => take(tx, talk.id, agent, start));
    const sent = await run((tx) =>
      send(tx, { id: talk.id, staffId: agent, key: "click-0001", kind: "text", text: "您好" }, start),
    );
    if (isRefusal(sent)) throw new Error(sent.body.message);
    const unknown = { outcome: "unknown", because: "没有回音", advice: "请核实" } as const;
    await run((tx) => delivered(tx, sent.messageId, unknown, start));
    await run((tx) => delivered(tx, "notice:of-somebody-else", unknown, start));
    const after = await view(talk.id);
    expect(after.messages.at(-1)).toMatchObject({ delivery: "unknown", reason: "没有回音：请核实", by: "王芳" });
    expect(after.name).toBe("张**");
    expect(JSON.stringify([after, await feed()])).not.toContain("openid-that");
  });

  it("counts WeChat's allowance down and up again, and refuses beyond it", async () => {
    const agent = await staff("王芳");
    const talk = await queue("chatty");
    await run((tx) => take(tx, talk.id, agent, start));
    const click = (count: number) =>
      run((tx) => send(tx, { id: talk.id, staffId: agent, key: `click-000${count}`, kind: "text", text: "好" }, start));
    for (let count = 0; count < 5; count++) {
      expect(isRefusal(await click(count))).toBe(false);
      // On its way: the next line can no longer travel with it.
      await database.db.updateTable("outbox").set({ state: "sent", settled_at: start }).execute();
    }
    expect((await view(talk.id)).allowance).toMatchObject({ left: 0, of: 5 });
    expect(await click(6)).toMatchObject({ body: { code: "refused" } });
    await run((tx) => say(tx, talk.id, words("again", "还在吗", minutes(1))));
    expect((await view(talk.id, minutes(1))).allowance).toMatchObject({ left: 5, until: "2026-03-04T01:01:00.000Z" });
    expect((await view(talk.id, minutes(3_000))).allowance?.left).toBe(0);
  });

  it("is answered only by its holder, and moves on with a note", async () => {
    const [one, two] = await Promise.all([staff("王芳"), staff("李明")]);
    const talk = await queue("moved");
    const attempt = (agent: string, key: string) =>
      run((tx) => send(tx, { id: talk.id, staffId: agent, key, kind: "text", text: "您好" }, start));
    expect(await attempt(one, "click-0001")).toMatchObject({ body: { message: "请先接待这个会话，再回复" } });
    await run((tx) => take(tx, talk.id, one, start));
    expect(await attempt(two, "click-0002")).toMatchObject({ body: { message: "这个会话已由王芳接待" } });
    await run((tx) => seen(tx, two, start));
    const offering = { id: talk.id, staffId: one, to: { staff: two }, note: "要查失业金", supervisor: false };
    await run((tx) => offer(tx, undivided, offering, start));
    const offerId = (await view(talk.id)).offer?.id ?? "";
    await run((tx) => answerOffer(tx, undivided, { offerId, staffId: two, accept: true, note: null }, start));
    await run((tx) => note(tx, talk.id, two, "已核对", start));
    expect(isRefusal(await attempt(two, "click-0003"))).toBe(false);
    expect((await view(talk.id)).notes.map((entry) => [entry.by, entry.text])).toEqual([
      ["王芳", "要查失业金"],
      ["李明", "已核对"],
    ]);
  });

  it("ends with one rating, and gives the follower back to the bot", async () => {
    const agent = await staff("王芳");
    const talk = await queue("rater");
    const follower = () =>
      database.db.selectFrom("followers").select("conversation_id").where("openid", "=", "rater").executeTakeFirst();
    expect(await follower()).toEqual({ conversation_id: talk.id });
    await run((tx) => take(tx, talk.id, agent, start));
    const tap = (level: number, openid = "rater") =>
      run((tx) => rate(tx, undivided, { identity: openid, conversationId: talk.id, level }, minutes(2)));
    expect(await tap(5)).toBe("nothing-to-rate");
    await run((tx) => close(tx, { id: talk.id, staffId: agent, summary: "已解答", tags: [] }, minutes(1)));
    await run((tx) => close(tx, { id: talk.id, staffId: agent, summary: "已解答", tags: [] }, minutes(1)));
    expect(await follower()).toEqual({ conversation_id: null });
    expect(await run((tx) => say(tx, talk.id, words("late", "谢谢")))).toBeNull();
    const offer = await database.db.selectFrom("outbox").select("payload").executeTakeFirstOrThrow();
    expect(JSON.stringify(offer.payload)).toContain(`rate:${talk.id}:5`);
    expect(await tap(4, "somebody-else")).toBe("nothing-to-rate");
    expect((await Promise.all([tap(5), tap(1)])).toSorted()).toEqual(["already", "kept"]);
    expect(await database.db.selectFrom("desk_ratings").selectAll().execute()).toHaveLength(1);
  });
});

describe("the feed", () => {
  it("has no gap and hides nothing from a reader who follows it while many write", async () => {
    const talks = await Promise.all(Array.from({ length: 6 }, (_, index) => queue(`busy-${index}`)));
    const seen: number[] = [];
    let writing = true;
    const reader = (async () => {
      for (let last = false; !last;) {
        last = !writing;
        const news = await feedSince(database.db, seen.at(-1) ?? 0, people);
        seen.push(...news.map((event) => event.seq));
      }
    })();
    const written = await Promise.allSettled(
      talks.flatMap((talk, index) => [
        ...Array.from({ length: 12 }, (_, at) => run((tx) => say(tx, talk.id, words(`${index}-${at}`, "句")))),
        run(async (tx) => {
          await say(tx, talk.id, words(`${index}-lost`, "没有提交"));
          throw new Error("rolled back");
        }),
      ]),
    );
    expect(written.filter((one) => one.status === "rejected")).toHaveLength(6);
    writing = false;
    await reader;
    expect(seen).toEqual(Array.from({ length: 6 + 72 }, (_, index) => index + 1));
    const { seq } = await listConversations(database.db, people, start);
    expect(seq).toBe(78);
  });
});
