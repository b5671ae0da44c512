/** What an operator wants to know of the line to WeChat before anybody talks over it. Nothing here changes anything. */
import { randomBytes } from "node:crypto";
import type { Clock } from "../../ports/clock.ts";
import { PortFault } from "../../ports/fault.ts";
import type { WechatConfig } from "./config.ts";
import { sign } from "./signature.ts";
import { networkFault } from "./transport.ts";

export interface EchoAnswer {
  status: number;
  /** The body is what was to be echoed, byte for byte. */
  echoed: boolean;
  ms: number;
}

async function ask(port: string, url: string, timeoutMs: number): Promise<Response> {
  try {
    return await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    throw networkFault(port, error);
  }
}

/**
 * Asks our own callback what WeChat asks when its address is entered: plain in all three modes. `forged`: under a signature with another
 * token, which must be refused. Throws PortFault.
 */
export async function askEcho(
  url: string,
  config: Pick<WechatConfig, "token">,
  clock: Clock,
  timeoutMs: number,
  forged = false,
): Promise<EchoAnswer> {
  const echo = String(randomBytes(6).readUIntBE(0, 6));
  const nonce = String(randomBytes(4).readUInt32BE());
  const timestamp = String(Math.floor(clock.now().getTime() / 1000));
  const token = forged ? randomBytes(16).toString("hex") : config.token;
  const query = new URLSearchParams({ signature: sign(token, timestamp, nonce), timestamp, nonce, echostr: echo });
  const began = performance.now();
  const answer = await ask("callback", `${url}?${query}`, timeoutMs);
  const body = await answer.text().catch((error: unknown) => {
    throw networkFault("callback", error);
  });
  return { status: answer.status, echoed: body === echo, ms: performance.now() - began };
}

/** WeChat's time, in milliseconds since 1970, as it stands on its answer to a question that needs no token. Throws PortFault. */
export async function askWechatTime({ apiBase }: Pick<WechatConfig, "apiBase">, timeoutMs: number): Promise<number> {
  const answer = await ask("wechat-time", `${apiBase}/`, timeoutMs);
  await answer.body?.cancel();
  const told = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(told)) throw new PortFault("wechat-time", "nonsense", "no Date on the answer");
  // Whole seconds are cut off, not rounded.
  return told + 500;
}
