/**
 * A WeChat of a few lines for this adapter's tests: hands out tokens, takes no other, remembers every call, and answers whatever
 * the test says. What a faithful WeChat would answer is the sandbox's business, see `account.test.ts`.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { Messages } from "../../../ports/messages.ts";
import type { Volatile } from "../../../ports/volatile.ts";
import { createCovers } from "../covers.ts";
import { createTemporaryMedia } from "../media.ts";
import { createWechatMessages } from "../messages.ts";
import { createWechatClient, type ClientWorld, type WechatClient } from "../client.ts";
import { readWechatConfig, type WechatConfig } from "../config.ts";
import { createTokenProvider } from "../token.ts";

export const secret = "demo-secret-not-for-real-use-0001";
export const clock = { now: () => new Date(1_700_000_000_000) };

const absent = () => Promise.reject(new Error("not part of this test"));

/** A shared cache in memory: what these tests need of the port. */
export function createVolatile(): Volatile {
  const kept = new Map<string, string>();
  return {
    get: async (key) => kept.get(key),
    set: async (key, value) => void kept.set(key, value),
    setIfAbsent: async (key, value) => !kept.has(key) && kept.set(key, value) === kept,
    delete: async (key) => void kept.delete(key),
    deleteIfEqual: async (key, value) => kept.get(key) === value && kept.delete(key),
    hit: absent,
    publish: absent,
    subscribe: absent,
    ping: absent,
    close: absent,
  };
}

export interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  /** JSON as read, a form as its text, undefined when empty. */
  body: unknown;
}
/** An object is answered as JSON, a text as it is; "hang up" and "bad gateway" are done, not said; "never" is never answered. */
export type Respond = (call: Call) => unknown;

export interface Double {
  config: WechatConfig;
  volatile: Volatile;
  /** All calls, those for tokens too. */
  calls: Call[];
  /** The calls to one path. */
  to(path: string): Call[];
  respond: Respond;
  /** What it hands out, and the only token it takes. */
  valid: string;
  /** Each call for a token: was it forced? */
  refreshes: boolean[];
  /** Takes over every call, tokens too. */
  everything: Respond | undefined;
  /** Waits are not waited for, unless the test brings its own. */
  newClient(world?: ClientWorld): WechatClient;
  newMessages(client: WechatClient, config?: WechatConfig): Messages;
  close(): Promise<unknown>;
}

async function read(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("latin1");
  if (request.headers["content-type"]?.startsWith("multipart/")) return text;
  return text === "" ? undefined : JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

export async function startDouble(): Promise<Double> {
  const answerOf = (call: Call): unknown => {
    if (double.everything) return double.everything(call);
    if (call.path === "/cgi-bin/stable_token") {
      const force = (call.body as { force_refresh: boolean }).force_refresh;
      double.refreshes.push(force);
      if (force) double.valid = `token-number-${double.refreshes.length}`;
      return { access_token: double.valid, expires_in: 7200 };
    }
    if (!call.path.startsWith("/sns/") && call.query.get("access_token") !== double.valid)
      return { errcode: 40001, errmsg: `invalid credential rid: 656d6d2f-1-1` };
    return double.respond(call);
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://127.0.0.1");
    void read(request).then((body) => {
      const call = { method: request.method ?? "", path: url.pathname, query: url.searchParams, body };
      double.calls.push(call);
      const answer = answerOf(call);
      if (answer === "never") return undefined;
      if (answer === "hang up") return request.socket.destroy();
      if (answer === "bad gateway") return response.writeHead(502).end("<html>502</html>");
      return response.end(typeof answer === "string" ? answer : JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const config = readWechatConfig({
    WECHAT_APP_ID: "wx99demo0000000001",
    WECHAT_APP_SECRET: secret,
    WECHAT_TOKEN: "wuhandemo",
    WECHAT_MODE: "plain",
    WECHAT_API_BASE: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    WECHAT_MINI_APP_ID: "wx99demo0000000002",
    WECHAT_MINI_APP_SECRET: "demo-secret-not-for-real-use-0002",
    PUBLIC_URL: "http://127.0.0.1:3000",
  });
  const volatile = createVolatile();
  const double: Double = {
    config,
    volatile,
    calls: [],
    to: (path) => double.calls.filter((call) => call.path === path),
    respond: () => ({ errcode: 0, errmsg: "ok" }),
    valid: "token-number-0",
    refreshes: [],
    everything: undefined,
    newClient: (world = {}) =>
      createWechatClient(config, createTokenProvider(config, volatile, clock, world), {
        patience: { sleep: async () => undefined },
        ...world,
      }),
    newMessages: (client, other = config) =>
      createWechatMessages(client, other, createCovers(createTemporaryMedia(client), volatile, other.appId)),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
  return double;
}

/** What the work throws; the test fails when it does not. */
export async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.unreachable("it should have thrown"),
    (error: unknown) => error,
  );
}
