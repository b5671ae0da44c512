import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type House } from "../test/house.ts";
import { decodeAesKey } from "./adapters/wechat/config.ts";
import { decrypt, encrypt } from "./adapters/wechat/crypto.ts";
import { pushes } from "./adapters/wechat/fixtures/pushes.ts";
import { sign } from "./adapters/wechat/signature.ts";
import { readUpdate } from "./adapters/wechat/updates.ts";
import { readXml } from "./adapters/wechat/xml.ts";

let house: House;
beforeAll(async () => {
  house = await startHouse();
});
afterAll(() => house.stop());

/** As WeChat sends it in safe mode. Answers the status and the decrypted reply, or `success`. */
async function push(xml: string): Promise<{ status: number; reply: string }> {
  const { WECHAT_TOKEN: token, WECHAT_ENCODING_AES_KEY: aesKey, WECHAT_APP_ID: appId } = house.services.env;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = Math.random().toString(36).slice(2);
  const secret = encrypt(xml, decodeAesKey(aesKey), appId);
  const query = new URLSearchParams({
    timestamp,
    nonce,
    signature: sign(token, timestamp, nonce),
    encrypt_type: "aes",
    msg_signature: sign(token, timestamp, nonce, secret),
  });
  const body = `<xml><ToUserName>gh_99demo000001</ToUserName><Encrypt><![CDATA[${secret}]]></Encrypt></xml>`;
  const answer = await fetch(`${house.origin}/wechat?${query}`, { method: "POST", body });
  const text = await answer.text();
  if (text === "success" || text === "") return { status: answer.status, reply: text };
  const { Encrypt: sealed } = readXml(text);
  return { status: answer.status, reply: decrypt(String(sealed), [decodeAesKey(aesKey)], appId).text };
}

describe("every push that WeChat documents", () => {
  it("is known by its kind", () => {
    expect(pushes.map(({ name, xml }) => [name, readUpdate(readXml(xml)).kind])).toEqual(
      pushes.map(({ name, kind }) => [name, kind]),
    );
    expect(pushes.length).toBeGreaterThan(45);
  });

  it.each(pushes)("is answered, and answered the same when WeChat repeats it: $name", async ({ xml }) => {
    const first = await push(xml);
    expect(first.status).toBe(200);
    if (first.reply !== "success")
      expect(readXml(first.reply)).toMatchObject({ ToUserName: "oReplayFollower00000000000001" });
    const again = await push(xml);
    expect(again.status).toBe(200);
    expect(again.reply.replace(/<CreateTime>\d+/, "")).toBe(first.reply.replace(/<CreateTime>\d+/, ""));
  });

  it("has left its traces once", async () => {
    const { db } = house.services;
    const consents = await db.selectFrom("subscription_consents").select(["credits"]).execute();
    // Given once, then gone with the authorisation that was taken back.
    expect(consents).toEqual([]);
    const follower = await db
      .selectFrom("followers")
      .select("unfollowed_at")
      .where("openid", "=", "oReplayFollower00000000000001")
      .executeTakeFirstOrThrow();
    expect(follower.unfollowed_at).not.toBeNull();
  });
});
