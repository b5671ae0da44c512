import { randomUUID } from "node:crypto";
import type { DeskEvent } from "@wsi/shared/contract";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { saveFollower } from "../../bot/inbox/index.ts";
import { inTransaction } from "../../db.ts";
import { enter, say, undivided } from "../../desk/index.ts";

let house: House;
let agent: Caller;
let supervisor: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
  supervisor = await house.staff("zhuguan");
});
afterAll(() => house.stop());

let followers = 0;
async function citizenWaits(about = "我的社保断了怎么办") {
  followers += 1;
  const openid = `o-follower-${followers}`;
  const now = new Date();
  const { id } = await inTransaction(house.services.db, async (tx) => {
    await saveFollower(tx, openid, { followedAt: now, unfollowedAt: null });
    return enter(
      tx,
      undivided,
      { identity: openid, channel: "wechat", personId: null, about, wroteAt: now, tappedAt: null, before: [] },
      now,
    );
  });
  const speak = (text: string) =>
    inTransaction(house.services.db, (tx) =>
      say(tx, id, { key: randomUUID(), at: new Date(), kind: "text", text, tapped: false }),
    );
  return { id, speak };
}

/** Reads a stream until `enough`; then hangs up. */
async function listen(call: Caller, after: number, enough: (events: DeskEvent[]) => boolean): Promise<DeskEvent[]> {
  const abort = new AbortController();
  const answer = await call.raw("GET", `/console/api/desk/feed?after=${after}`, { signal: abort.signal });
  expect(answer.headers.get("content-type")).toContain("text/event-stream");
  const events: DeskEvent[] = [];
  let text = "";
  for await (const chunk of answer.body as unknown as AsyncIterable<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      const data = /^data: (.*)$/m.exec(text.slice(0, end));
      if (data?.[1]) events.push(JSON.parse(data[1]));
      text = text.slice(end + 2);
    }
    if (enough(events)) break;
  }
  abort.abort();
  return events;
}

describe("the desk over HTTP", () => {
  it("shows a waiting talk, lets one agent take it, talk, note and close it", async () => {
    const { id, speak } = await citizenWaits();
    const list = await agent("GET", "/console/api/desk/conversations");
    expect(list.body.conversations).toContainEqual(expect.objectContaining({ id, state: "waiting", agent: null }));

    const early = await agent("POST", `/console/api/desk/conversations/${id}/messages`, {
      key: randomUUID(),
      text: "您好",
    });
    expect([early.status, early.body.message]).toEqual([409, "请先接待这个会话，再回复"]);
    const taken = await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    expect(taken.body).toMatchObject({ state: "assigned", agent: { name: "客服·柯福" } });
    const late = await supervisor("POST", `/console/api/desk/conversations/${id}/take`, {});
    expect([late.status, late.body.message]).toEqual([409, expect.stringContaining("客服·柯福")]);

    await speak("断了三个月");
    const open = await agent("GET", `/console/api/desk/conversations/${id}`);
    expect(open.body.unread).toBe(0);
    const message = { key: randomUUID(), text: "您好，可以先续保，再补缴" };
    const [one, two] = await Promise.all([
      agent("POST", `/console/api/desk/conversations/${id}/messages`, message),
      agent("POST", `/console/api/desk/conversations/${id}/messages`, message),
    ]);
    expect([one.status, two.status]).toEqual([200, 200]);
    const said = two.body.messages.filter((each: any) => each.from === "staff");
    expect(said).toEqual([expect.objectContaining({ text: message.text, by: "客服·柯福", delivery: "queued" })]);
    const outbox = await house.services.db.selectFrom("outbox").selectAll().where("key", "=", said[0].id).execute();
    expect(outbox).toHaveLength(1);

    const noted = await agent("POST", `/console/api/desk/conversations/${id}/notes`, { text: "已经教会了" });
    expect(noted.body.notes).toContainEqual(expect.objectContaining({ text: "已经教会了", by: "客服·柯福" }));
    const closed = await agent("POST", `/console/api/desk/conversations/${id}/close`, {
      summary: "教会续保",
      tags: ["断缴"],
    });
    expect(closed.body.state).toBe("closed");
    const after = await agent("POST", `/console/api/desk/conversations/${id}/messages`, {
      key: randomUUID(),
      text: "还有",
    });
    expect(after.status).toBe(409);
  });

  it("is live: a stream tells what happens, without gaps, and goes on from where another ended", async () => {
    const { body } = await agent("GET", "/console/api/desk/conversations");
    const start: number = body.seq;
    const first = listen(agent, start, (events) => events.length >= 2);
    const { id, speak } = await citizenWaits("医保怎么续");
    await vi.waitFor(async () => {
      await speak("在吗");
      expect(await Promise.race([first, Promise.resolve(undefined)])).toBeDefined();
    }, 10_000);
    const seen = await first;
    expect(seen.map((event) => event.seq)).toEqual(seen.map((_, at) => start + 1 + at));
    expect(seen.every((event) => event.conversation.id === id)).toBe(true);

    await speak("等了一会儿了");
    const last = seen.at(-1)?.seq ?? 0;
    const more = await listen(supervisor, last, (events) => events.length >= 1);
    expect(more[0]?.seq).toBe(last + 1);
  });

  it("forgets a stream whose console went away", async () => {
    const passing = await house.staff("kefu");
    await listen(passing, 0, (events) => events.length >= 1);
    await vi.waitFor(async () => {
      const metrics = await house.nobody("GET", "/metrics");
      expect(metrics.body).toMatch(/^console_streams 0$/m);
    }, 5_000);
  });

  it("refuses a place in the feed that is no number", async () => {
    const answer = await agent("GET", "/console/api/desk/feed?after=yesterday");
    expect([answer.status, answer.body.code]).toEqual([422, "bad-input"]);
  });
});
