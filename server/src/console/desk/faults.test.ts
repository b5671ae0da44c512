import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { follow, linesOf } from "../../../test/console-line.ts";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { createApp } from "../../app.ts";
import { inTransaction } from "../../db.ts";
import { createServices } from "../../services.ts";
import { enter, say, sweep, undivided } from "../../desk/index.ts";

let house: House;
let agent: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
});
afterAll(() => house.stop());

let count = 0;
async function waits() {
  count += 1;
  const now = new Date();
  const entrance = { identity: `o-fault-${count}`, channel: "wechat" as const, personId: null, about: "" };
  const { id } = await inTransaction(house.services.db, (tx) =>
    enter(tx, undivided, { ...entrance, wroteAt: now, tappedAt: null }, now),
  );
  return id;
}
/** A citizen's line; WeChat says it three times over, as it does when it is not sure. */
const speak = (id: string, text: string) =>
  Promise.all(
    Array.from({ length: 3 }, () =>
      inTransaction(house.services.db, (tx) =>
        say(tx, id, { key: `${id}:${text}`, at: new Date(), kind: "text", text }),
      ),
    ),
  );

async function signIn(): Promise<string> {
  const answer = await fetch(`${house.origin}/console/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ account: "zhuguan", password: "wuhan-demo-2026" }),
  });
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}
const end = async () => (await agent("GET", "/console/api/desk/conversations")).body.seq as number;

describe("faults", () => {
  it("a server that ends in mid-chat and another that takes its place lose nothing, double nothing and keep the order", async () => {
    const cookie = await signIn();
    const id = await waits();
    const start = await end();
    // The second server is the first one after its restart: same database, another process of it.
    const services = await createServices(house.services.env);
    const app = await createApp(services);
    const server = createServer(app.callback);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const before = follow(origin, cookie, start);
    for (let line = 0; line < 5; line++) await speak(id, `第${line}句`);
    await vi.waitFor(() => expect(linesOf(before.events, id)).toHaveLength(5), 10_000);
    // It dies with the connections open, while the citizen goes on writing.
    server.closeAllConnections();
    server.close();
    await before.hangUp();
    await app.close();
    await services.close();
    for (let line = 5; line < 10; line++) await speak(id, `第${line}句`);
    const after = follow(house.origin, cookie, before.events.at(-1)?.seq ?? 0);
    for (let line = 10; line < 15; line++) await speak(id, `第${line}句`);
    await vi.waitFor(() => expect(linesOf(after.events, id)).toHaveLength(10), 10_000);
    await after.hangUp();
    const all = [...before.events, ...after.events];
    expect(linesOf(all, id)).toEqual(Array.from({ length: 15 }, (_, line) => `第${line}句`));
    expect(all.map((one) => one.seq)).toEqual(all.map((_, at) => start + 1 + at));
  });

  it("Redis, or what stands for it, away: talking goes on, taking and answering too", async () => {
    const away = () => Promise.reject(new Error("away"));
    const { volatile } = house.services;
    for (const call of ["hit", "get", "set", "publish", "setIfAbsent"] as const)
      vi.spyOn(volatile, call).mockImplementation(away);
    try {
      const id = await waits();
      expect((await agent("POST", `/console/api/desk/conversations/${id}/take`, {})).status).toBe(200);
      const citizen = await speak(id, "还在吗");
      expect(citizen.filter((one) => one !== null)).toHaveLength(3);
      const key = randomUUID();
      for (let press = 0; press < 3; press++) {
        const said = await agent("POST", `/console/api/desk/conversations/${id}/messages`, { key, text: "在的" });
        expect(said.status).toBe(200);
      }
      const view = await agent("GET", `/console/api/desk/conversations/${id}`);
      const lines = view.body.messages.filter((one: any) => one.from !== "system");
      expect(lines.map((one: any) => one.text)).toEqual(["还在吗", "在的"]);
    } finally {
      vi.restoreAllMocks();
    }
  });

  it("Redis that hangs holds nobody up for long", async () => {
    const id = await waits();
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    vi.spyOn(house.services.volatile, "hit").mockImplementation(() => new Promise(() => undefined));
    const begun = Date.now();
    const said = await agent("POST", `/console/api/desk/conversations/${id}/messages`, {
      key: randomUUID(),
      text: "在的",
    });
    vi.restoreAllMocks();
    expect(said.status).toBe(200);
    expect(Date.now() - begun).toBeLessThan(5_000);
  });

  it("a console that was away for ten minutes asks by number and gets exactly what it missed, however much", async () => {
    const { clock, db, roster } = house.services;
    const cookie = await signIn();
    const id = await waits();
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});
    const start = await end();
    const console_ = follow(house.origin, cookie, start);
    await speak(id, "开头");
    await vi.waitFor(() => expect(linesOf(console_.events, id)).toHaveLength(1), 10_000);
    await console_.hangUp();
    const left = Date.now();
    // More than the two thousand that the feed keeps in memory: the first of them come from the tables, the last from there.
    const missed = Array.from({ length: 2_400 }, (_, line) => `错过的第${line}句`);
    const AT_ONCE = 50;
    try {
      for (let line = 0; line < missed.length; line += AT_ONCE) {
        vi.spyOn(clock, "now").mockReturnValue(new Date(left + (line * 10 * 60_000) / missed.length));
        await inTransaction(db, async (tx) => {
          for (const text of missed.slice(line, line + AT_ONCE))
            await say(tx, id, { key: text, at: clock.now(), kind: "text", text });
          await sweep(tx, roster, clock.now());
        });
      }
      const back = follow(house.origin, cookie, console_.events.at(-1)?.seq ?? 0);
      await vi.waitFor(() => expect(linesOf(back.events, id)).toHaveLength(missed.length), 30_000);
      await back.hangUp();
      expect(linesOf(back.events, id)).toEqual(missed);
      // The talk went back to the queue meanwhile, for its agent was away: that, too, is heard once.
      const told = back.events.filter((one) => one.conversation.id === id && one.message?.from === "system");
      expect(told).toHaveLength(1);
      expect(back.events.at(-1)?.conversation.state).toBe("waiting");
      const all = [...console_.events, ...back.events].map((one) => one.seq);
      expect(all).toEqual(all.map((_, at) => start + 1 + at));
    } finally {
      vi.restoreAllMocks();
    }
  }, 60_000);
});
