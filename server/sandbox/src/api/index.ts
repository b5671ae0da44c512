/** WeChat's HTTP API: one table of endpoints, and around it what WeChat does with every call: token, method, quota, faults, errors. */
import type { Context, Middleware } from "koa";
import { setTimeout as pause } from "node:timers/promises";
import type { Pusher } from "../push/index.ts";
import { resultHead } from "../push/messages.ts";
import type { Fields } from "../wire/xml.ts";
import type { World } from "../world/index.ts";
import { newRid } from "../world/transcript.ts";
import { credentials } from "./credentials.ts";
import { isBytes, type Bytes, type Call, type Endpoint } from "./endpoint.ts";
import { errors, Refused } from "./errors.ts";
import { menus } from "./menus.ts";
import { messages } from "./messages.ts";
import { readFile, readText } from "./body.ts";
import { articles } from "./articles.ts";
import { mass } from "./mass.ts";
import { subscriptions } from "./subscriptions.ts";
import { tags } from "./tags.ts";
import { users } from "./users.ts";

const endpoints: readonly Endpoint[] = [
  ...credentials,
  ...messages,
  ...menus,
  ...users,
  ...tags,
  ...articles,
  ...mass,
  ...subscriptions,
];
/** How long WeChat takes before it tells of a result. */
const RESULT_MS = 400;
const byPath = new Map(endpoints.map((one) => [one.path, one]));
const HANG_MS = 60_000;
const families = /^\/(cgi-bin|sns|wxa|wxaapi|customservice|cityservice|datacube|card)\//;

function checkToken(world: World, value: string | undefined): string {
  if (!value) throw new Refused(41001);
  if (world.faults.strike("token-expired", "")) {
    world.tokens.expire(value);
    throw new Refused(42001);
  }
  const known = world.tokens.check(value);
  if (known === "expired") throw new Refused(42001);
  if (known === "unknown") throw new Refused(value.startsWith("99_") ? 40001 : 40014);
  return known.appId;
}

function parse(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === "") throw new Refused(44002);
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // The same answer as for JSON of the wrong shape.
  }
  throw new Refused(47001);
}

async function answer(
  world: World,
  endpoint: Endpoint,
  ctx: Context,
  said: { text: string },
  later: Call["later"],
): Promise<object> {
  const query = Object.fromEntries(
    Object.entries(ctx.query).map(([name, value]) => [name, Array.isArray(value) ? (value[0] ?? "") : (value ?? "")]),
  );
  if (ctx.method !== endpoint.method) throw new Refused(endpoint.method === "POST" ? 43002 : 43001);
  const appId = endpoint.token ? checkToken(world, query["access_token"]) : "";
  if (world.faults.strike("quota-45009", endpoint.path) || !world.quotas.spend(endpoint.path)) throw new Refused(45009);
  const call: Call = { world, query, appId, body: {}, origin: `${ctx.protocol}://${ctx.host}`, later };
  if (endpoint.method === "GET") return endpoint.handle(call);
  if (ctx.is("multipart/form-data")) {
    const file = await readFile(ctx);
    return endpoint.handle(file ? { ...call, file } : call);
  }
  said.text = await readText(ctx);
  return endpoint.handle({ ...call, body: parse(said.text) });
}

const refusal = ({ code, more }: Refused, rid: string) => ({
  errcode: code,
  errmsg: `${errors[code]} rid: ${rid}`,
  ...more,
});

/** Serves what belongs to WeChat's API, as far as it is in the table; any other address of that API is 48001, the rest goes on. */
export function wechatApi(world: World, pusher: Pusher): Middleware {
  const later = (fields: Fields) => {
    // Results come from a platform account of WeChat's, not from a follower.
    const from = { id: "wechat", openid: "oWeChatItselfTellsOfResults0" };
    setTimeout(() => pusher.push(from, { ...resultHead(pusher.headOf(from)), ...fields }), RESULT_MS).unref();
  };
  return async (ctx, next) => {
    if (!families.test(ctx.path)) return next();
    const rid = newRid(Date.now());
    const began = performance.now();
    const said = { text: "" };
    const write = (note: string) =>
      world.transcript.add({
        rid,
        direction: "call",
        at: Date.now(),
        tookMs: Math.round(performance.now() - began),
        method: ctx.method,
        url: ctx.url,
        request: said.text,
        status: ctx.status,
        response: typeof ctx.body === "string" ? ctx.body : "",
        note,
        clientIp: ctx.ip,
      });
    const slow = world.faults.strike("latency", ctx.path);
    if (slow) await pause(slow.ms ?? 3_000);
    if (world.faults.strike("http500", ctx.path)) {
      ctx.status = 500;
      ctx.body = "<html>Internal Server Error</html>";
      return write("500");
    }
    let result: object | Bytes;
    let code = 0;
    try {
      const endpoint = byPath.get(ctx.path);
      if (!endpoint) throw new Refused(48001);
      result = await answer(world, endpoint, ctx, said, later);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      code = error.code;
      result = refusal(error, rid);
    }
    world.changed();
    // It happened, and the caller will never know.
    if (world.faults.strike("timeout-after-accepting", ctx.path)) await pause(HANG_MS, undefined, { ref: false });
    if (isBytes(result)) {
      ctx.type = result.contentType;
      ctx.body = result.bytes;
    } else {
      ctx.type = "application/json; encoding=utf-8";
      ctx.body = JSON.stringify(result);
    }
    write(code === 0 ? "" : String(code));
  };
}
