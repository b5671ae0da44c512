import type { Logger } from "pino";
import type { Clock } from "../../ports/clock.ts";
import type { Reply, Update } from "../../ports/messages.ts";
import type { WechatConfig } from "./config.ts";
import { decrypt, DecryptionRefused, encrypt } from "./crypto.ts";
import { parts, renderPassive } from "./replies.ts";
import { isSignedBy, isTimely, sign } from "./signature.ts";
import { readUpdate } from "./updates.ts";
import { readXml, writeXml, XmlRefused, type XmlFields } from "./xml.ts";

export type Log = Pick<Logger, "info" | "warn" | "error">;

export interface WebhookRequest {
  method: string;
  query: Readonly<Record<string, string | readonly string[] | undefined>>;
  rawBody: Buffer;
}
export interface WebhookResponse {
  status: 200 | 400 | 403 | 405 | 500;
  type: "text/plain" | "application/xml";
  body: string;
}
export type Webhook = (request: WebhookRequest) => Promise<WebhookResponse>;

export interface WebhookParts {
  config: WechatConfig;
  clock: Clock;
  log: Log;
  /**
   * Answers one update within the five seconds that WeChat waits; 'late' when it is kept, and will be answered by a customer-service message.
   * As long as it says neither, WeChat is told nothing, hangs up and asks again: `success` for what is not on disk would be a loss.
   */
  receive(update: Update): Promise<Reply | "late">;
  /**
   * Puts what does not fit into the passive answer into the outbox: the rest of a text too long for one message. It must do nothing the
   * second time for one update.
   */
  onLate(update: Update, reply: Reply): Promise<void>;
}

/** The push was not WeChat's, or not for us. Answered with the status, logged by its reason, stored nowhere. */
class PushRefused extends Error {
  readonly status: 400 | 403;
  constructor(status: 400 | 403, why: string) {
    super(why);
    this.status = status;
  }
}

interface Push {
  fields: XmlFields;
  /** The key the push was encrypted under, and so the answer will be. */
  key: Buffer | undefined;
  nonce: string;
}

const text = (status: WebhookResponse["status"], body: string): WebhookResponse => ({
  status,
  type: "text/plain",
  body,
});

function readQuery(query: WebhookRequest["query"], config: WechatConfig, now: Date) {
  const one = (name: string): string => {
    const value = query[name];
    return typeof value === "string" ? value : "";
  };
  const given = {
    signature: one("signature"),
    messageSignature: one("msg_signature"),
    timestamp: one("timestamp"),
    nonce: one("nonce"),
    echo: one("echostr"),
    encrypted: one("encrypt_type") === "aes",
  };
  if (!isTimely(given.timestamp, now, config.windowMs)) throw new PushRefused(403, "timestamp outside the window");
  return given;
}

function readPush(request: WebhookRequest, config: WechatConfig, now: Date): Push {
  const given = readQuery(request.query, config, now);
  const encrypted = config.mode !== "plain" && (given.encrypted || given.messageSignature !== "");
  if (!encrypted) {
    if (config.mode === "encrypted") throw new PushRefused(403, "a plain push to an encrypted account");
    if (!isSignedBy(given.signature, config.token, given.timestamp, given.nonce))
      throw new PushRefused(403, "signature");
    return { fields: readXml(request.rawBody.toString("utf8")), key: undefined, nonce: given.nonce };
  }
  const envelope = readXml(request.rawBody.toString("utf8"));
  const secret = envelope["Encrypt"];
  if (typeof secret !== "string") throw new PushRefused(400, "no Encrypt field");
  // `signature` does not cover the body and so proves nothing here.
  if (!isSignedBy(given.messageSignature, config.token, given.timestamp, given.nonce, secret)) {
    throw new PushRefused(403, "message signature");
  }
  const opened = decrypt(secret, config.aesKeys, config.appId);
  return { fields: readXml(opened.text), key: opened.key, nonce: given.nonce };
}

function seal(body: string, push: Push, config: WechatConfig, now: Date): WebhookResponse {
  // `success` is sent in the clear, always.
  if (body === "success") return text(200, body);
  if (!push.key) return { status: 200, type: "application/xml", body };
  const secret = encrypt(body, push.key, config.appId);
  const timestamp = Math.floor(now.getTime() / 1000);
  const signature = sign(config.token, String(timestamp), push.nonce, secret);
  const sealed = writeXml({ Encrypt: secret, MsgSignature: signature, TimeStamp: timestamp, Nonce: push.nonce });
  return { status: 200, type: "application/xml", body: sealed };
}

/**
 * WeChat's callback as a plain function: checks, decrypts, reads, has it answered, renders, encrypts. It throws nothing.
 * Refusals: 403 for what WeChat did not sign just now, 400 for what is no message. A fault of ours is 500: WeChat tries again.
 */
export function createWebhook({ config, clock, log, receive, onLate }: WebhookParts): Webhook {
  function verify(request: WebhookRequest): WebhookResponse {
    const given = readQuery(request.query, config, clock.now());
    if (!isSignedBy(given.signature, config.token, given.timestamp, given.nonce))
      throw new PushRefused(403, "signature");
    // Plain in all three modes; only WeCom encrypts it.
    return text(200, given.echo);
  }

  async function push(request: WebhookRequest): Promise<WebhookResponse> {
    const received = readPush(request, config, clock.now());
    const update = readUpdate(received.fields);
    if (update.kind === "unknown") log.info({ event: update.event }, "WeChat sent something new");
    const reply = await receive(update);
    if (reply === "late") return text(200, "success");
    const [first, ...rest] = parts(reply, config);
    if (rest.length > 0) await onLate(update, joined(rest));
    const now = clock.now();
    return seal(renderPassive(first, update, now, config), received, config, now);
  }

  return async (request) => {
    try {
      if (request.method === "GET") return verify(request);
      if (request.method === "POST") return await push(request);
      return text(405, "method not allowed");
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal) {
        log.warn({ status: refusal.status, reason: refusal.message }, "a push was refused");
        return text(refusal.status, refusal.status === 403 ? "forbidden" : "bad request");
      }
      log.error({ err: error }, "a push failed");
      return text(500, "try again");
    }
  };
}

function refusalOf(error: unknown): PushRefused | undefined {
  if (error instanceof PushRefused) return error;
  if (error instanceof XmlRefused) return new PushRefused(400, error.message);
  if (error instanceof DecryptionRefused) return new PushRefused(403, error.message);
  return undefined;
}

/** What comes after the first part of a long text, as one reply again. */
function joined(rest: readonly Reply[]): Reply {
  const texts = rest.map((one) => (one.kind === "text" ? one.text : ""));
  return { kind: "text", ...rest.at(-1), text: texts.join("\n") } as Reply;
}
