import { lookup } from "node:dns/promises";
import { connect } from "node:net";
import type { Entry } from "../world/transcript.ts";
import type { World } from "../world/index.ts";
import { checkApp } from "./credentials.ts";
import { fine, get, post, text, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const PATIENCE_MS = 1_000;
const RID_DAYS = 7;

/** The call of that number, as the transcript keeps it: tokens and secrets masked. */
function callOf(world: World, rid: string): Entry {
  const [, second = ""] = /^([0-9a-f]{8})-[0-9a-f]{8}-[0-9a-f]{8}$/.exec(rid) ?? [];
  need(second, 76002);
  need(Date.now() / 1000 - Number.parseInt(second, 16) <= RID_DAYS * 86_400, 76004);
  const found = world.transcript.find(rid);
  if (!found) throw new Refused(76001);
  return found;
}

/** One knock at a port: how long it took, or that nobody opened within a second. */
function knock(ip: string, port: number): Promise<number | "lost"> {
  return new Promise((resolve) => {
    const began = performance.now();
    const socket = connect({ host: ip, port, timeout: PATIENCE_MS });
    const end = (result: number | "lost") => {
      socket.destroy();
      resolve(result);
    };
    socket.once("connect", () => end(performance.now() - began));
    socket.once("timeout", () => end("lost"));
    socket.once("error", () => end("lost"));
  });
}

async function checkCallback(world: World, action: string, operator: string): Promise<object> {
  let url: URL;
  try {
    url = new URL(world.account.settings.callbackUrl);
  } catch {
    throw new Refused(40201);
  }
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  const found = await lookup(host, { all: true }).catch(() => []);
  const from = operator === "DEFAULT" ? "CAP" : operator;
  const dns = found.map(({ address }) => ({ ip: address, real_operator: from }));
  // WeChat pings; a machine without the right to do so knocks at the port instead, which says more.
  const ping = action === "dns" ? [] : await Promise.all(found.map(async ({ address }) => tell(address)));
  async function tell(ip: string): Promise<object> {
    const took = await knock(ip, port);
    return took === "lost"
      ? { ip, from_operator: from, package_loss: "100%", time: "0ms" }
      : { ip, from_operator: from, package_loss: "0%", time: `${took.toFixed(3)}ms` };
  }
  return { ...(action === "ping" ? {} : { dns }), ...(action === "dns" ? {} : { ping }) };
}

/** The account's own condition: what is left of a call, what a call was, whether WeChat reaches the server; tickets for pages. */
export const care = (paths: () => ReadonlySet<string>): readonly Endpoint[] => {
  function pathOf(given: unknown): string {
    const path = text(given);
    need(paths().has(path), 76021);
    return path;
  }
  return [
    post("/cgi-bin/clear_quota", ({ world, body }) => {
      need(body["appid"] === world.account.settings.appId, 40013);
      need(world.quotas.clear(), 48006);
      return fine;
    }),
    {
      ...post("/cgi-bin/clear_quota/v2", ({ world, body }) => {
        checkApp(world, text(body["appid"]), text(body["appsecret"]));
        need(world.quotas.clear(), 48006);
        return fine;
      }),
      token: false,
    },
    post("/cgi-bin/openapi/quota/clear", ({ world, body }) => {
      need(world.quotas.clear(pathOf(body["cgi_path"])), 48006);
      return fine;
    }),
    post("/cgi-bin/openapi/quota/get", ({ world, body }) => {
      const { limit, used } = world.quotas.read(pathOf(body["cgi_path"]));
      return {
        errcode: 0,
        errmsg: "ok",
        quota: { daily_limit: limit, used, remain: limit - used },
        rate_limit: { call_count: 5000, refresh_second: 60 },
      };
    }),
    post("/cgi-bin/openapi/rid/get", ({ world, body }) => {
      const call = callOf(world, text(body["rid"]));
      return {
        errcode: 0,
        errmsg: "ok",
        request: {
          invoke_time: Math.floor(call.at / 1000),
          cost_in_ms: call.tookMs,
          request_url: call.url,
          request_body: call.request,
          response_body: call.response,
          client_ip: call.clientIp,
        },
      };
    }),
    post("/cgi-bin/callback/check", ({ world, body }) => {
      const action = text(body["action"]);
      const operator = text(body["check_operator"]);
      need(["dns", "ping", "all"].includes(action), 40202);
      need(["CHINANET", "UNICOM", "CAP", "DEFAULT"].includes(operator), 40203);
      return checkCallback(world, action, operator);
    }),
    get("/cgi-bin/ticket/getticket", ({ world, query }) => {
      const type = text(query["type"]);
      need(type === "jsapi" || type === "wx_card", 40097);
      const { value, expiresIn } = world.tickets.get(type);
      return { errcode: 0, errmsg: "ok", ticket: value, expires_in: expiresIn };
    }),
    get("/cgi-bin/getcallbackip", () => ({ ip_list: ["127.0.0.1"] })),
    get("/cgi-bin/get_api_domain_ip", () => ({ ip_list: ["127.0.0.1"] })),
  ];
};
