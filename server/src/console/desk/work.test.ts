import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { enter, say, undivided } from "../../desk/index.ts";

let house: House;
let agent: Caller;
let supervisor: Caller;
let agentId: string;
let supervisorId: string;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
  supervisor = await house.staff("zhuguan");
  agentId = (await agent("GET", "/console/api/me")).body.id;
  supervisorId = (await supervisor("GET", "/console/api/me")).body.id;
});
afterAll(() => house.stop());

let followers = 0;
async function served(call: Caller = agent): Promise<string> {
  followers += 1;
  const now = new Date();
  const entrance = {
    identity: `o-work-${followers}`,
    channel: "wechat" as const,
    personId: null,
    about: "断缴了怎么办",
  };
  const { id } = await inTransaction(house.services.db, (tx) =>
    enter(tx, undivided, { ...entrance, wroteAt: now, tappedAt: null }, now),
  );
  await call("POST", `/console/api/desk/conversations/${id}/take`, {});
  return id;
}
const at = (id: string, act: string) => `/console/api/desk/conversations/${id}/${act}`;

describe("a talk of a bound citizen", () => {
  it("becomes the draft of a case, which the citizen finds among their own", async () => {
    const citizen = await house.person("flexible-paused");
    const { id } = (await citizen("POST", "/api/desk/conversations", { about: "续保" })).body;
    const made = await agent("POST", at(id, "tickets"), {
      key: randomUUID(),
      title: "代开草稿",
      item: "flexible-employment-renewal",
    });
    expect([made.status, made.body.case?.item]).toEqual([200, "flexible-employment-renewal"]);
    const cases = (await citizen("GET", "/api/cases")).body;
    expect(cases.map((one: any) => one.id)).toContain(made.body.case.id);
  });
});

describe("the desk's work over HTTP", () => {
  it("shows colleagues and lets a talk be offered, seen by the other, accepted, and worked on", async () => {
    const id = await served();
    for (const call of [agent, supervisor]) await call("POST", "/console/api/desk/presence", { presence: "ready" });
    const overview = await agent("GET", "/console/api/desk");
    expect(overview.body.me).toEqual({ presence: "ready", cap: 5 });
    expect(overview.body.colleagues.map((one: any) => one.id)).toEqual(expect.arrayContaining([agentId, supervisorId]));
    const groups = overview.body.groups.map((one: any) => one.name);
    const worked = overview.body.colleagues.find((one: any) => one.id === agentId).groups;
    expect(worked.length).toBeGreaterThan(0);
    expect(groups).toEqual(expect.arrayContaining(worked));
    const empty = await agent("POST", at(id, "offers"), { to: { staff: supervisorId }, note: " " });
    expect([empty.status, empty.body.message]).toEqual([422, "请填写内容"]);
    const offered = await agent("POST", at(id, "offers"), { to: { staff: supervisorId }, note: "要主管看" });
    expect(offered.body.offer).toMatchObject({ note: "要主管看" });
    const forMe = (await supervisor("GET", "/console/api/desk/offers")).body.forMe;
    expect(forMe).toEqual([expect.objectContaining({ conversationId: id })]);
    const accepted = await supervisor("POST", `/console/api/desk/offers/${forMe[0].id}/answer`, { accept: true });
    expect(accepted.body.agent.id).toBe(supervisorId);
    await supervisor("POST", at(id, "requeue"), { note: "还是普通咨询" });
    await agent("POST", at(id, "take"), {});
    const held = await agent("POST", at(id, "hold"), { reason: "等回音" });
    expect(held.body.state).toBe("held");
    expect((await agent("POST", at(id, "resume"), {})).body.state).toBe("assigned");
  });

  it("lets only supervisors listen, step in, take over, see the board and follow-ups", async () => {
    const id = await served();
    for (const [method, path] of [
      ["POST", at(id, "listen")],
      ["POST", at(id, "step-in")],
      ["POST", at(id, "take-over")],
      ["GET", "/console/api/desk/board"],
      ["GET", "/console/api/desk/follow-ups"],
    ] as const)
      expect((await agent(method, path, method === "GET" ? undefined : {})).status).toBe(403);
    expect((await supervisor("POST", at(id, "listen"), {})).body.listeners).toMatchObject([{ steppedIn: false }]);
    const said = await supervisor("POST", at(id, "step-in"), { key: randomUUID(), text: "我补充一句" });
    expect(said.body.messages.at(-1)).toMatchObject({ text: "我补充一句", steppedIn: true, by: "主管·朱管" });
    expect((await supervisor("POST", at(id, "take-over"), { note: "投诉" })).body.agent.id).toBe(supervisorId);
    const board = await supervisor("GET", "/console/api/desk/board");
    expect(board.body.span.opened).toBeGreaterThan(0);
    const span = await supervisor("GET", "/console/api/desk/board?from=2026-01-01&to=2026-05-01");
    expect(span.body.message).toBe("一次最多看 31 天");
  });

  it("keeps a draft for each who writes, finds answers to the last words, and makes a ticket", async () => {
    const id = await served();
    await agent("PUT", at(id, "draft"), { text: "您好，先" });
    expect((await agent("GET", `/console/api/desk/conversations/${id}`)).body.draft).toBe("您好，先");
    expect((await supervisor("GET", `/console/api/desk/conversations/${id}`)).body.draft).toBe("");
    await inTransaction(house.services.db, (tx) =>
      say(tx, id, { key: randomUUID(), at: new Date(), kind: "text", text: "断缴了怎么办" }),
    );
    const [best] = (await agent("GET", at(id, "suggestions"))).body;
    expect(best).toMatchObject({ entry: "gap-what-to-do" });
    const sent = await agent("POST", at(id, "messages"), {
      key: randomUUID(),
      attach: { kind: "answer", entry: best.entry },
    });
    expect(sent.body.messages.at(-1)).toMatchObject({ kind: "answer", attached: { entry: best.entry } });
    expect(sent.body.messages.at(-1).text).toContain(best.answer);
    expect(sent.body.draft).toBe("");
    const message = sent.body.messages.at(-1).id;
    expect((await agent("POST", at(id, `messages/${message}/recall`), {})).body.messages.at(-1).recalled).toBe(true);
    const made = await agent("POST", at(id, "tickets"), { key: randomUUID(), title: "核对到账" });
    expect(made.body).toMatchObject({ title: "核对到账", case: null });
    expect((await agent("GET", "/console/api/desk/tickets")).body.map((one: any) => one.id)).toContain(made.body.id);
    expect(
      (await agent("POST", `/console/api/desk/tickets/${made.body.id}/settle`, { outcome: "已到账" })).status,
    ).toBe(200);
    expect((await agent("GET", at(id, "earlier"))).body).toEqual([]);
    const bare = await agent("POST", at(id, "close"), { summary: "", tags: [] });
    expect(bare.status).toBe(422);
  });

  /** Everything the feed says to somebody's window, until it is shut. */
  async function window(call: Caller, name = "") {
    const abort = new AbortController();
    const stream = await call.raw("GET", `/console/api/desk/feed?after=0&window=${name}`, { signal: abort.signal });
    let text = "";
    const reading = (async () => {
      for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>)
        text += Buffer.from(chunk).toString();
    })().catch(() => undefined);
    return {
      text: () => text,
      async shut() {
        abort.abort();
        await reading;
      },
    };
  }

  it("tells colleagues who types, and does without when signs cannot be carried", async () => {
    const id = await served();
    const theirs = await window(supervisor);
    await vi.waitFor(async () => {
      await agent("POST", at(id, "signs"), { doing: "types" });
      expect(theirs.text()).toMatch(/event: sign\ndata: .*"doing":"types"/);
    }, 10_000);
    await theirs.shut();
    vi.spyOn(house.services.volatile, "publish").mockRejectedValue(new Error("away"));
    expect((await agent("POST", at(id, "signs"), { doing: "gone" })).status).toBe(200);
    vi.restoreAllMocks();
  });

  it("tells what was read to the other windows of its agent, and to nobody else", async () => {
    const id = await served();
    const mine = await window(agent);
    const theirs = await window(supervisor);
    await vi.waitFor(async () => {
      await inTransaction(house.services.db, (tx) =>
        say(tx, id, { key: randomUUID(), at: new Date(), kind: "text", text: "还在吗" }),
      );
      const { body } = await agent("GET", `/console/api/desk/conversations/${id}`);
      expect(mine.text()).toContain(`event: read\ndata: {"conversationId":"${id}"`);
      expect(mine.text()).toContain(`"upTo":"${body.lastAt}"`);
    }, 10_000);
    expect(theirs.text()).not.toContain("event: read");
    await mine.shut();
    await theirs.shut();
  });

  it("tells a saved draft to the other windows of who writes, never its words, and to no other window", async () => {
    const id = await served();
    const [typing, other, theirs] = [await window(agent, "w1"), await window(agent, "w2"), await window(supervisor)];
    await vi.waitFor(async () => {
      expect((await agent("PUT", at(id, "draft"), { text: "您好，材料", window: "w1" })).status).toBe(200);
      expect(other.text()).toContain("event: draft\n");
    }, 10_000);
    // It is told after it was committed: who looks finds it.
    const [mine] = (await agent("GET", "/console/api/desk/drafts")).body;
    expect(mine).toMatchObject({ conversation: id, text: "您好，材料" });
    expect([typing.text(), theirs.text()].join()).not.toContain("event: draft");
    expect(other.text()).not.toContain("您好，材料");
    await agent("PUT", at(id, "draft"), { text: "", window: "w2" });
    await vi.waitFor(() => expect(typing.text()).toContain("event: draft\n"), 10_000);
    for (const one of [typing, other, theirs]) await one.shut();
    const odd = await agent("GET", "/console/api/desk/feed?after=0&window=%2F");
    expect([odd.status, odd.body.code]).toEqual([422, "bad-input"]);
  });

  it("shows in the list what was last said by somebody, not what the desk noted", async () => {
    const id = await served();
    await inTransaction(house.services.db, (tx) =>
      say(tx, id, { key: randomUUID(), at: new Date(), kind: "text", text: "补缴要带什么" }),
    );
    await agent("POST", at(id, "requeue"), { note: "要换班了" });
    const { body } = await agent("GET", "/console/api/desk/conversations");
    expect(body.conversations.find((one: any) => one.id === id)).toMatchObject({
      state: "waiting",
      lastText: "补缴要带什么",
    });
  });
});
