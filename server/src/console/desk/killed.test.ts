import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { startSandbox, type Sandbox } from "../../../sandbox/src/server.ts";
import { readSettings } from "../../../sandbox/src/settings.ts";
import { follow, linesOf } from "../../../test/console-line.ts";
import { startHouse, type House } from "../../../test/house.ts";
import { freePort, serverProcess, type ServerProcess } from "../../../test/server-process.ts";

let house: House;
let sandbox: Sandbox;
let server: ServerProcess;
beforeAll(async () => {
  house = await startHouse();
  const port = await freePort();
  const settings = readSettings({ SANDBOX_CALLBACK_URL: `http://127.0.0.1:${port}/wechat` });
  sandbox = await startSandbox({ ...settings, port: 0, dataDir: undefined }, false);
  server = serverProcess(port, {
    NODE_ENV: "test",
    DATABASE_URL: house.services.env.DATABASE_URL ?? "",
    DATA_DIR: house.services.env.DATA_DIR,
    REDIS_URL: "",
    WECHAT_API_BASE: sandbox.url,
    LOG_LEVEL: "error",
  });
  await server.start();
}, 120_000);
afterAll(async () => {
  await server.kill();
  await sandbox.close();
  await house.stop();
});

type Ask = (method: string, path: string, body?: object) => Promise<any>;

/** As the phone and the console do: what got no answer is asked again, with the same key. */
const persistent =
  (headers: Record<string, string>): Ask =>
  async (method, path, body) => {
    for (const end = Date.now() + 60_000; Date.now() < end; await pause(60)) {
      const init = { method, headers: { ...headers, "content-type": "application/json" } };
      try {
        const answer = await fetch(server.origin + path, body ? { ...init, body: JSON.stringify(body) } : init);
        const said = await answer.json();
        if (answer.status < 500) {
          expect({ status: answer.status, said }).toMatchObject({ status: 200 });
          return said;
        }
      } catch (error) {
        if (!(error instanceof TypeError)) throw error;
      }
    }
    throw new Error(`no answer to ${method} ${path}`);
  };

async function signIn(): Promise<{ cookie: string; agent: Ask }> {
  const { headers } = await house.nobody("POST", "/console/api/session", {
    account: "kefu",
    password: "wuhan-demo-2026",
  });
  const cookie = headers.get("set-cookie")?.split(";")[0] ?? "";
  return { cookie, agent: persistent({ cookie, "x-console": "1" }) };
}

/** Dies within a few milliseconds, with whatever is under way then. */
async function dieAndComeBack(): Promise<void> {
  await pause(Math.random() * 12);
  await server.kill();
  await server.start();
}

const lines = 45;
const said = (who: string) => Array.from({ length: lines }, (_, line) => `${who}第${line}句`);

describe("a server that is killed -9 in mid-chat and started again", () => {
  it("has lost no message, has none twice, and keeps the order, on the page, on the console and on the phone", async () => {
    const { cookie, agent } = await signIn();
    const { body } = await house.nobody("POST", "/api/session", { code: "killed" });
    const citizen = persistent({ authorization: `Bearer ${body.token}` });
    const { id } = await citizen("POST", "/api/desk/conversations", {});
    await agent("POST", `/console/api/desk/conversations/${id}/take`, {});

    const [follower] = sandbox.world.followers.list();
    const phone = (path: string, content: object) =>
      fetch(`${sandbox.url}/__sandbox/followers/${follower?.id}${path}`, {
        method: "POST",
        body: JSON.stringify(content),
      });
    const writes = (text: string) => phone("/messages", { kind: "text", text });
    await phone("/follow", {});
    await writes("转人工");
    const byWechat = await vi.waitFor(
      async () => {
        const open = house.services.db.selectFrom("conversations").select("id").where("channel", "=", "wechat");
        return (await open.where("state", "<>", "closed").executeTakeFirstOrThrow()).id;
      },
      { timeout: 20_000, interval: 100 },
    );
    await agent("POST", `/console/api/desk/conversations/${byWechat}/take`, {});
    const tell = (text: string) =>
      agent("POST", `/console/api/desk/conversations/${byWechat}/messages`, { key: randomUUID(), text });

    const start: number = (await agent("GET", "/console/api/desk/conversations")).seq;
    const line = follow(server.origin, cookie, start, true);
    const deaths: Promise<void>[] = [];
    const asking = (async () => {
      for (const [at, text] of said("问").entries()) {
        if (at === 12 || at === 30) {
          await Promise.all(deaths);
          // Kept, and not yet on its way: the next process must send it.
          await tell(`微信里的第${at}句`);
          deaths.push(dieAndComeBack());
        }
        await citizen("POST", `/api/desk/conversations/${id}/messages`, { key: `key-of-question-${at}`, text });
      }
    })();
    const answering = (async () => {
      for (const [at, text] of said("答").entries()) {
        await agent("POST", `/console/api/desk/conversations/${id}/messages`, { key: `key-of-answer-${at}`, text });
        await pause(20);
      }
    })();
    await Promise.all([asking, answering]);
    await Promise.all(deaths);
    expect(deaths).toHaveLength(2);
    await writes("我还在");

    await vi.waitFor(
      () => {
        expect(linesOf(line.events, id)).toEqual(said("问"));
        expect(linesOf(line.events, id, "staff")).toEqual(said("答"));
        expect(linesOf(line.events, byWechat)).toEqual(["我还在"]);
      },
      { timeout: 20_000, interval: 200 },
    );
    const onPhone = () =>
      sandbox.world.chats
        .read(follower?.id ?? "")
        .flatMap((one) => (one.from === "account" && one.kind === "text" ? one.text.split("\n") : []))
        .filter((text) => text.startsWith("微信里的"));
    await vi.waitFor(() => expect(onPhone()).toEqual(["微信里的第12句", "微信里的第30句"]), {
      timeout: 20_000,
      interval: 200,
    });
    await line.hangUp();
    const numbers = line.events.map((one) => one.seq);
    expect(numbers).toEqual(numbers.map((_, at) => start + 1 + at));
    const page = await citizen("GET", `/api/desk/conversations/${id}/messages?after=0`);
    const shown = (from: string) => page.messages.filter((one: any) => one.from === from).map((one: any) => one.text);
    expect(shown("citizen")).toEqual(said("问"));
    expect(shown("staff")).toEqual(said("答"));
  }, 180_000);
});
