/** WeChat's side of the benchmark: pushes as bytes on the wire, each with its own MsgId, signed as WeChat signs. */
import { decodeAesKey } from "../../../server/src/adapters/wechat/config.ts";
import { encrypt } from "../../../server/src/adapters/wechat/crypto.ts";
import { sign } from "../../../server/src/adapters/wechat/signature.ts";

export const account = {
  WECHAT_APP_ID: "wx99demo0000000001",
  WECHAT_APP_SECRET: "demo-secret-not-for-real-use-0001",
  WECHAT_TOKEN: "wuhandemo",
  WECHAT_ENCODING_AES_KEY: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG",
  WECHAT_MINI_APP_ID: "wx99demo0000000002",
  WECHAT_MINI_APP_SECRET: "demo-secret-not-for-real-use-0002",
} as const;

export type Mode = "plain" | "encrypted";

const FOLLOWERS = 100_000;
let lastId = 24_000_000_000_000_000n + BigInt(process.pid) * 10_000_000_000n;
const key = decodeAesKey(account.WECHAT_ENCODING_AES_KEY);

function nextXml(seconds: string): string {
  const id = ++lastId;
  const openid = `oBench${String(Number((id * 7919n) % BigInt(FOLLOWERS))).padStart(22, "0")}`;
  return `<xml><ToUserName><![CDATA[gh_99demo000001]]></ToUserName><FromUserName><![CDATA[${openid}]]></FromUserName><CreateTime>${seconds}</CreateTime><MsgType><![CDATA[text]]></MsgType><Content><![CDATA[断缴了怎么办]]></Content><MsgId>${id}</MsgId></xml>`;
}

/** A maker of requests that differ in nothing but id and follower. The signature covers time and nonce and so is made once. */
export function createRequests(mode: Mode): () => Buffer {
  const seconds = String(Math.floor(Date.now() / 1000));
  const nonce = "415670741";
  const query = `signature=${sign(account.WECHAT_TOKEN, seconds, nonce)}&timestamp=${seconds}&nonce=${nonce}`;
  return () => {
    let body = nextXml(seconds);
    let search = query;
    if (mode === "encrypted") {
      const secret = encrypt(body, key, account.WECHAT_APP_ID);
      body = `<xml><ToUserName><![CDATA[gh_99demo000001]]></ToUserName><Encrypt><![CDATA[${secret}]]></Encrypt></xml>`;
      search += `&openid=oBench&encrypt_type=aes&msg_signature=${sign(account.WECHAT_TOKEN, seconds, nonce, secret)}`;
    }
    const head = `POST /wechat?${search} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`;
    return Buffer.from(head + body);
  };
}
