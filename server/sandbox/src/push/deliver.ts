import type { AccountSettings } from "../settings.ts";
import { decrypt, encrypt, readKey } from "../wire/crypto.ts";
import { sign } from "../wire/signature.ts";
import { readXml, writeXml, type Fields, type Node } from "../wire/xml.ts";
import { randomText } from "../world/random.ts";

/** WeChat hangs up after five seconds. */
const PATIENCE_MS = 5_000;

export interface Delivery {
  /** Undefined when the server did not answer in time or at all. */
  status: number | undefined;
  /** What the server answered, in the clear. */
  reply: "nothing" | Record<string, Node> | "nonsense";
  request: string;
  response: string;
}

const NOTHING = new Set(["", "success"]);

/** The plain fields in one, the envelope in the other; compatible mode sends both. */
function envelope(fields: Fields, account: AccountSettings): { xml: string; secret: string | undefined } {
  const plain = writeXml(fields);
  if (account.mode === "plain") return { xml: plain, secret: undefined };
  const secret = encrypt(plain, readKey(account.aesKey), account.appId);
  const toUser = fields["ToUserName"] ?? "";
  if (account.mode === "encrypted") return { xml: writeXml({ ToUserName: toUser, Encrypt: secret }), secret };
  return { xml: writeXml({ ...fields, Encrypt: secret }), secret };
}

function address(account: AccountSettings, openid: string, secret: string | undefined, now: number): string {
  const timestamp = String(Math.floor(now / 1000));
  const nonce = String(Math.floor(Math.random() * 2 ** 31));
  const url = new URL(account.callbackUrl);
  const query: Record<string, string> = { signature: sign(account.token, timestamp, nonce), timestamp, nonce, openid };
  if (secret !== undefined) {
    query["encrypt_type"] = "aes";
    query["msg_signature"] = sign(account.token, timestamp, nonce, secret);
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

/** An encrypted answer is believed only when its signature and its app id are right. Compatible mode takes either form. */
function open(text: string, account: AccountSettings): Delivery["reply"] {
  if (NOTHING.has(text.trim())) return "nothing";
  const fields = readXml(text);
  if (!fields) return "nonsense";
  if (account.mode === "plain" || (account.mode === "compatible" && !("Encrypt" in fields))) return fields;
  const { Encrypt: secret, MsgSignature: signature, TimeStamp: timestamp, Nonce: nonce } = fields;
  if (typeof secret !== "string" || typeof timestamp !== "string" || typeof nonce !== "string") return "nonsense";
  if (signature !== sign(account.token, timestamp, nonce, secret)) return "nonsense";
  const inner = decrypt(secret, readKey(account.aesKey), account.appId);
  return (inner === undefined ? undefined : readXml(inner)) ?? "nonsense";
}

/** One try of WeChat's to tell the account's server. Never throws. */
export async function deliver(
  fields: Fields,
  account: AccountSettings,
  openid: string,
  now: number,
): Promise<Delivery> {
  const { xml, secret } = envelope(fields, account);
  const url = address(account, openid, secret, now);
  try {
    const answer = await fetch(url, {
      method: "POST",
      body: xml,
      headers: { "Content-Type": "text/xml", "User-Agent": "Mozilla/4.0" },
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const response = await answer.text();
    const reply = answer.ok ? open(response, account) : "nonsense";
    return { status: answer.status, reply, request: xml, response };
  } catch {
    return { status: undefined, reply: "nonsense", request: xml, response: "" };
  }
}

/** What the console of WeChat does when an address is entered: does the server echo? */
export async function verify(account: AccountSettings, now: number): Promise<boolean> {
  const echo = randomText(19);
  const url = new URL(address(account, "", undefined, now));
  url.searchParams.delete("openid");
  url.searchParams.set("echostr", echo);
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok && (await answer.text()) === echo;
  } catch {
    return false;
  }
}
