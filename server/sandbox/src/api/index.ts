/** WeChat's HTTP API: one table of endpoints, and around it what WeChat does with every call: token, method, quota, faults, errors. */
import type { Context, Middleware } from "koa";
import { setTimeout as pause } from "node:timers/promises";
import type { Pusher } from "../push/index.ts";
import { resultHead } from "../push/messages.ts";
import type { Fields } from "../wire/xml.ts";
import type { World } from "../world/index.ts";
import { isOfCrowd } from "../world/crowd.ts";
import { newRid } from "../world/transcript.ts";
import { credentials } from "./credentials.ts";
import { isBytes, type Bytes, type Call, type Endpoint } from "./endpoint.ts";
import { isErrorCode, Refused } from "./errors.ts";
import { temporaryMedia } from "./media.ts";
import { menus } from "./menus.ts";
import { messages } from "./messages.ts";
import { readFile, readText } from "./body.ts";
import { articles } from "./articles.ts";
import { mass } from "./mass.ts";
import { subscriptions } from "./subscriptions.ts";
import { tags } from "./tags.ts";
import { users } from "./users.ts";
import { blacklist } from "./blacklist.ts";
import { care } from "./care.ts";
import { serviceDesk } from "./service-desk.ts";
import { qrCodes } from "./qr-codes.ts";
import { templates } from "./templates.ts";

const endpoints: readonly Endpoint[] = [
  ...credentials,
  ...messages,
  ...menus,
  ...users,
  ...temporaryMedia,
  ...tags,
  ...articles,
  ...mass,
  ...subscriptions,
  ...qrCodes,
  ...templates,
  ...serviceDesk,
  ...blacklist,
  ...care(() => endpointPaths),
];
/** How long WeChat takes before it tells of a result. */
const RESULT_MS = 400;
export const endpointPaths: ReadonlySet<string> = new Set(endpoints.map((one) => one.path));
/** By address, and by method and address: a few calls take either method. */
const byPath = new Map(
  endpoints.flatMap((one) => [[one.path, one] as const, [`${one.method} ${one.path}`, one] as const]),
);
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
  if (world.faults.strike("minute-quota-45011", endpoint.path)) throw new Refused(45011);
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

/** What a gateway in front of WeChat says instead of JSON. */
function brokenGateway(world: World, path: string): { status: number; page: string } | undefined {
  if (world.faults.strike("http500", path)) return { status: 500, page: "<html>Internal Server Error</html>" };
  if (!world.faults.strike("html-502", path)) return undefined;
  const title = "<title>502 Bad Gateway</title>";
  return {
    status: 502,
    page: `<html>\r\n<head>${title}</head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n`,
  };
}

/** A refusal that was ordered by its number. It comes before anything else: the call changes nothing. */
function refuseOnPurpose(world: World, path: string): void {
  if (world.faults.strike("system-error", path)) throw new Refused(-1);
  const { code } = world.faults.strike("code", path) ?? {};
  if (code !== undefined && isErrorCode(code)) throw new Refused(code);
}

const refusal = ({ code, message, more }: Refused, rid: string) => ({
  errcode: code,
  errmsg: `${message} rid: ${rid}`,
  ...more,
});

/** Numbers of 64 bits bare, as WeChat writes them: they fit no JavaScript number, so they come here as bigint. */
const writeJson = (value: object): string =>
  JSON.stringify(value, (_name, one: unknown) => (typeof one === "bigint" ? `\u0000${one}\u0000` : one)).replace(
    /"\\u0000(\d+)\\u0000"/g,
    "$1",
  );

/** Serves what belongs to WeChat's API, as far as it is in the table; any other address of that API is 48001, the rest goes on. */
export function wechatApi(world: World, pusher: Pusher): Middleware {
  const later = (fields: Fields) => {
    // What concerns a follower comes from them; other results come from a platform account of WeChat's. The crowd stands in one line.
    const about = world.followers.findByOpenid(String(fields["FromUserName"] ?? ""));
    const line = about && !isOfCrowd(about.id) ? about.id : "wechat";
    const from = { id: line, openid: about?.openid ?? "oWeChatItselfTellsOfResults0" };
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
    // Half of it on the way there, half on the way back: who dies in between does not know how far it got.
    const halfway = world.delays.of(ctx.path) / 2;
    if (halfway > 0) await pause(halfway);
    const broken = brokenGateway(world, ctx.path);
    if (broken) {
      ctx.status = broken.status;
      ctx.type = "html";
      ctx.body = broken.page;
      return write(String(broken.status));
    }
    let result: object | Bytes;
    let code = 0;
    try {
      refuseOnPurpose(world, ctx.path);
      const endpoint = byPath.get(`${ctx.method} ${ctx.path}`) ?? byPath.get(ctx.path);
      if (!endpoint) throw new Refused(48001);
      result = await answer(world, endpoint, ctx, said, later);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      code = error.code;
      result = refusal(error, rid);
    }
    world.changed();
    if (halfway > 0) await pause(halfway);
    // It happened, and the caller will never know.
    if (world.faults.strike("timeout-after-accepting", ctx.path)) await pause(HANG_MS, undefined, { ref: false });
    if (isBytes(result)) {
      ctx.type = result.contentType;
      ctx.body = result.bytes;
    } else {
      ctx.type = "application/json; encoding=utf-8";
      ctx.body = writeJson(result);
    }
    write(code === 0 ? "" : String(code));
    if (world.faults.strike("dropped-answer", ctx.path)) {
      // The caller sees a connection that was cut, and cannot know that it happened.
      ctx.respond = false;
      ctx.req.socket.destroy();
    }
  };
}
