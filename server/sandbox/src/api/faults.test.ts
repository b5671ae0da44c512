import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startSandbox, type Sandbox } from "../server.ts";
import { readSettings } from "../settings.ts";
import { errorCodes, errors } from "./errors.ts";

const settings = readSettings({});
let account: Server;
let heard: string[];
let sandbox: Sandbox;
let token: string;

beforeEach(async () => {
  heard = [];
  account = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      heard.push(body);
      response.end("success");
    });
  });
  await new Promise<void>((resolve) => account.listen(0, "127.0.0.1", resolve));
  const callbackUrl = `http://127.0.0.1:${(account.address() as AddressInfo).port}/wechat`;
  sandbox = await startSandbox(
    { ...settings, port: 0, dataDir: undefined, account: { ...settings.account, callbackUrl, mode: "plain" } },
    false,
  );
  token = sandbox.world.tokens.stable(settings.account.appId).value;
});
afterEach(async () => {
  await sandbox.close();
  await new Promise((resolve) => account.close(resolve));
});

const call = (path = "/cgi-bin/tags/get") => fetch(`${sandbox.url}${path}?access_token=${token}`);
async function arm(fault: object): Promise<number> {
  const answer = await fetch(`${sandbox.url}/__sandbox/faults`, { method: "POST", body: JSON.stringify(fault) });
  return answer.status;
}
const createTag = (name: string) =>
  fetch(`${sandbox.url}/cgi-bin/tags/create?access_token=${token}`, {
    method: "POST",
    body: JSON.stringify({ tag: { name } }),
  });
const say = (text: string) =>
  fetch(`${sandbox.url}/__sandbox/followers/f1/messages`, {
    method: "POST",
    body: JSON.stringify({ kind: "text", text }),
  });

describe("a fault by number", () => {
  it.each(errorCodes.map((code) => [code, errors[code]] as const))(
    "answers %i in WeChat's words, once, with a rid and status 200",
    async (code, words) => {
      expect(await arm({ kind: "code", code, path: "/cgi-bin/tags" })).toBe(200);
      const answer = await call();
      expect(answer.status).toBe(200);
      const { errcode, errmsg } = (await answer.json()) as { errcode: number; errmsg: string };
      expect(errcode).toBe(code);
      expect(errmsg.startsWith(words)).toBe(true);
      expect(errmsg.slice(words.length)).toMatch(/^ rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/);
      expect(await (await call()).json()).toEqual({ tags: [] });
    },
  );

  it("strikes its own address alone, and changes nothing", async () => {
    await arm({ kind: "code", code: 45157, path: "/cgi-bin/tags/create" });
    expect(await (await call()).json()).toEqual({ tags: [] });
    expect(await (await createTag("退休")).json()).toMatchObject({ errcode: 45157 });
    expect(sandbox.world.tags.list()).toEqual([]);
  });

  it("must be one of WeChat's", async () => {
    expect(await arm({ kind: "code", code: 12_345 })).toBe(422);
    expect(await arm({ kind: "code" })).toBe(422);
    expect(await arm({ kind: "http500", code: 40001 })).toBe(422);
  });
});

describe("faults of a call", () => {
  it.each([
    ["system-error", -1],
    ["minute-quota-45011", 45011],
    ["quota-45009", 45009],
    ["token-expired", 42001],
  ])("%s answers %i", async (kind, errcode) => {
    await arm({ kind });
    expect(await (await call()).json()).toMatchObject({ errcode });
  });

  it.each([
    ["http500", 500],
    ["html-502", 502],
  ])("%s is a page with status %i, and nothing happened", async (kind, status) => {
    await arm({ kind });
    const answer = await createTag("退休");
    expect([answer.status, answer.headers.get("content-type")]).toEqual([status, "text/html; charset=utf-8"]);
    expect(await answer.text()).toContain("<html>");
    expect(sandbox.world.tags.list()).toEqual([]);
  });

  it("dropped-answer cuts the connection after it happened", async () => {
    await arm({ kind: "dropped-answer" });
    await expect(createTag("退休")).rejects.toThrow(/fetch failed/);
    expect(sandbox.world.tags.list()).toMatchObject([{ name: "退休" }]);
    expect(sandbox.world.transcript.list().at(-1)).toMatchObject({ direction: "call", note: "" });
  });
});

describe("a dropped push", () => {
  it("never arrives; WeChat tries again", async () => {
    await arm({ kind: "dropped-callback", times: 2 });
    await say("在吗");
    await vi.waitFor(() => expect(heard).toHaveLength(1), 5_000);
    expect(heard[0]).toContain("在吗");
    const tries = () => sandbox.world.transcript.list().map((one) => one.status);
    await vi.waitFor(() => expect(tries()).toEqual([undefined, undefined, 200]));
  });

  it("three times is lost, and the follower is told", async () => {
    await arm({ kind: "dropped-callback", times: 3 });
    await say("在吗");
    const last = () => sandbox.world.chats.read("f1").at(-1);
    await vi.waitFor(() => expect(last()).toMatchObject({ kind: "notice" }), 5_000);
    expect(heard).toEqual([]);
  });
});
