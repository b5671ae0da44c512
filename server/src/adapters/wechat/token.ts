import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Clock } from "../../ports/clock.ts";
import { PortFault } from "../../ports/fault.ts";
import type { Volatile } from "../../ports/volatile.ts";
import type { WechatConfig } from "./config.ts";
import { faultOf, WechatError } from "./errors.ts";
import { exchange, type Wire } from "./transport.ts";

export interface TokenProvider {
  /** A token to call WeChat with. `bad` is one that WeChat has just refused. Throws PortFault. */
  get(bad?: string): Promise<string>;
}

const PORT = "wechat-token";
const LOCK_MS = 15_000;
const PATIENCE_MS = 10_000;

interface Held {
  token: string;
  /** Milliseconds since 1970. */
  until: number;
}

function readHeld(text: string | undefined): Held | undefined {
  const value: unknown = text === undefined ? undefined : JSON.parse(text);
  if (typeof value !== "object" || value === null || !("token" in value) || !("until" in value)) return undefined;
  return typeof value.token === "string" && typeof value.until === "number"
    ? { token: value.token, until: value.until }
    : undefined;
}

/**
 * One access token for all processes. Within a process calls for the same purpose share one flight; between processes one holds
 * the lock and asks WeChat while the others look into the shared cache, each at its own pace. WeChat is asked to give up a living
 * token (`force_refresh`, 20 a day) only when it hands out again the very token that it refused.
 */
export function createTokenProvider(
  config: WechatConfig,
  volatile: Volatile,
  clock: Clock,
  wire: Wire = {},
): TokenProvider {
  const key = `wechat:token:${config.appId}`;
  const lock = `wechat:token-lock:${config.appId}`;
  const flights = new Map<string, Promise<string>>();
  let held: Held | undefined;

  async function ask(force: boolean): Promise<Held> {
    const body = JSON.stringify({
      grant_type: "client_credential",
      appid: config.appId,
      secret: config.appSecret,
      force_refresh: force,
    });
    const asked = clock.now().getTime();
    const init = { method: "POST", headers: { "content-type": "application/json" }, body };
    const answer = await exchange(PORT, `${config.apiBase}/cgi-bin/stable_token`, init, wire).catch(
      (error: unknown) => {
        throw error instanceof WechatError ? faultOf(PORT, error.code, error.address) : error;
      },
    );
    const { access_token: token, expires_in: seconds } = answer;
    if (typeof token !== "string" || !/^[\w.!~-]{8,2048}$/.test(token))
      throw new PortFault(PORT, "nonsense", "no token in the answer");
    if (typeof seconds !== "number" || !(seconds > 0))
      throw new PortFault(PORT, "nonsense", "no lifetime in the answer");
    // WeChat may answer the last 300 seconds of a token: keep a margin that leaves something of them.
    const margin = Math.min(60, seconds / 5);
    return { token, until: asked + (seconds - margin) * 1000 };
  }

  async function shared(bad: string | undefined): Promise<Held | undefined> {
    const found = readHeld(await volatile.get(key));
    return found && found.token !== bad && found.until > clock.now().getTime() ? found : undefined;
  }

  async function renew(bad: string | undefined): Promise<Held> {
    let fresh = await ask(false);
    if (fresh.token === bad) fresh = await ask(true);
    await volatile.set(key, JSON.stringify(fresh), Math.max(1, fresh.until - clock.now().getTime()));
    return fresh;
  }

  async function fetchToken(bad: string | undefined): Promise<Held> {
    const mine = randomUUID();
    const started = performance.now();
    while (performance.now() - started < PATIENCE_MS) {
      const found = await shared(bad);
      if (found) return found;
      if (await volatile.setIfAbsent(lock, mine, LOCK_MS)) {
        try {
          // Another process may have stored one between our look and our lock.
          return (await shared(bad)) ?? (await renew(bad));
        } finally {
          await volatile.deleteIfEqual(lock, mine);
        }
      }
      await sleep(30 + Math.random() * 90);
    }
    throw new PortFault(PORT, "busy", "another process is fetching the token and does not finish");
  }

  return {
    async get(bad) {
      if (held && held.token !== bad && held.until > clock.now().getTime()) return held.token;
      const purpose = bad ?? "";
      let flight = flights.get(purpose);
      if (!flight) {
        flight = fetchToken(bad)
          .then((found) => {
            held = found;
            return found.token;
          })
          .finally(() => flights.delete(purpose));
        flights.set(purpose, flight);
      }
      return flight;
    },
  };
}
