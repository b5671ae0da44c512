import { createCipheriv } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodeAesKey } from "./config.ts";
import { decrypt, DecryptionRefused, encrypt } from "./crypto.ts";
import { isSignedBy, isTimely, sign } from "./signature.ts";

interface Vector {
  id: string;
  token: string;
  key: string;
  appid: string;
  timestamp?: string;
  nonce?: string;
  signature?: string;
  msg_signature?: string;
  encrypt: string;
  random?: string;
  plain?: string;
  plain_contains?: string;
}
interface Vectors {
  url_verify: Required<Pick<Vector, "id" | "token" | "timestamp" | "nonce" | "signature">>[];
  decrypt: Vector[];
  encrypt: Vector[];
  signature_only: { id: string; parts: string[]; sha1: string }[];
}
// Worked examples of WeChat's own pages and of four SDKs, recomputed.
const vectors = JSON.parse(readFileSync(new URL("fixtures/vectors.json", import.meta.url), "utf8")) as Vectors;

const appId = "wx99demo0000000001";
const key = decodeAesKey("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
const other = decodeAesKey("A".repeat(43));

/** Encrypts bytes as they stand, right or wrong. */
function sealRaw(plain: Buffer): string {
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString("base64");
}
function plainOf(message: string, owner: string, padding: number, length = Buffer.byteLength(message)): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(length);
  const body = Buffer.concat([Buffer.alloc(16, "r"), size, Buffer.from(message), Buffer.from(owner)]);
  const fill = 32 - (body.length % 32);
  return Buffer.concat([body, Buffer.alloc(fill - 1, padding), Buffer.from([padding])]);
}

describe("signatures", () => {
  it.each(vectors.url_verify)("$id: verifies the callback address", (v) => {
    expect(sign(v.token, v.timestamp, v.nonce)).toBe(v.signature);
    expect(isSignedBy(v.signature, v.token, v.timestamp, v.nonce)).toBe(true);
    expect(isSignedBy(v.signature, v.token, v.timestamp, `${v.nonce}1`)).toBe(false);
  });

  it.each(vectors.signature_only)("$id: sorts its parts as plain strings", (v) => {
    expect(sign(...v.parts)).toBe(v.sha1);
  });

  it.each(["", "é".repeat(40), "0".repeat(40), "x".repeat(10_000)])(
    "refuses what is no signature at all (%#)",
    (given) => {
      expect(isSignedBy(given, "token", "1", "2")).toBe(false);
    },
  );

  it("takes a timestamp up to ten minutes off on either side, and nothing that is no number", () => {
    const now = new Date(1_700_000_000_000);
    expect(isTimely("1700000600", now, 600_000)).toBe(true);
    expect(isTimely("1699999400", now, 600_000)).toBe(true);
    expect(isTimely("1700000601", now, 600_000)).toBe(false);
    expect(isTimely("1699999399", now, 600_000)).toBe(false);
    for (const wrong of ["", "NaN", "-1", "1e9", " 1700000000", "1700000000.0"])
      expect(isTimely(wrong, now, 600_000)).toBe(false);
  });
});

describe("message encryption", () => {
  it.each(vectors.decrypt)("$id: reads what others wrote", (v) => {
    expect(isSignedBy(v.msg_signature ?? "", v.token, v.timestamp ?? "", v.nonce ?? "", v.encrypt)).toBe(true);
    expect(decrypt(v.encrypt, [decodeAesKey(v.key)], v.appid).text).toContain(v.plain_contains);
  });

  it.each(vectors.encrypt)("$id: writes what others wrote, byte for byte", (v) => {
    expect(encrypt(v.plain ?? "", decodeAesKey(v.key), v.appid, Buffer.from(v.random ?? ""))).toBe(v.encrypt);
  });

  it.each(vectors.encrypt.filter((v) => v.msg_signature !== undefined))("$id: signs it as others do", (v) => {
    expect(sign(v.token, v.timestamp ?? "", v.nonce ?? "", v.encrypt)).toBe(v.msg_signature);
  });

  it.each(vectors.decrypt)("$id: refuses it with another nonce or one bit changed", (v) => {
    const changed = Buffer.from(v.encrypt, "base64");
    changed[20] = (changed[20] ?? 0) ^ 1;
    expect(isSignedBy(v.msg_signature ?? "", v.token, v.timestamp ?? "", "1", v.encrypt)).toBe(false);
    expect(
      isSignedBy(v.msg_signature ?? "", v.token, v.timestamp ?? "", v.nonce ?? "", changed.toString("base64")),
    ).toBe(false);
    expect(() => decrypt(v.encrypt, [decodeAesKey(v.key)], "wxanother")).toThrow(DecryptionRefused);
  });

  it.each([0, 1, 11, 12, 13, 31, 32, 33, 5000])("comes back whole at every length of padding (%i bytes)", (length) => {
    const text = "x".repeat(length);
    expect(decrypt(encrypt(text, key, appId), [key], appId).text).toBe(text);
  });

  it("reads under the previous key too, and says which key it was", () => {
    expect(decrypt(encrypt("你好", other, appId), [key, other], appId)).toEqual({ text: "你好", key: other });
    expect(() => decrypt(encrypt("你好", other, appId), [key], appId)).toThrow(DecryptionRefused);
  });

  it.each([
    ["padding of zero", plainOf("hello", appId, 0)],
    ["padding beyond the block", plainOf("hello", appId, 33)],
    ["a length beyond the end", plainOf("hello", appId, 32 - ((25 + appId.length) % 32), 4_000_000_000)],
    ["a length that eats the app id", plainOf("hello", appId, 32 - ((25 + appId.length) % 32), 6)],
    ["another app id", plainOf("hello", "wx99demo0000000009", 32 - ((25 + appId.length) % 32))],
    ["nothing but padding", Buffer.alloc(32, 32)],
  ])("refuses %s", (_, plain) => {
    expect(() => decrypt(sealRaw(plain), [key], appId)).toThrow(DecryptionRefused);
  });

  it.each(["", "####", "AAAA", "A".repeat(43)])("refuses what is no ciphertext (%#)", (given) => {
    expect(() => decrypt(given, [key], appId)).toThrow(DecryptionRefused);
  });

  it("takes real keys whose last character has spare bits, and no other shape", () => {
    const spare = "kWxPEV2UEDyxWpmPdKC3F4dgPDmOvfKX1HGnEUDS1aR";
    const canonical = `${spare.slice(0, -1)}Q`;
    expect(decodeAesKey(spare)).toEqual(decodeAesKey(canonical));
    for (const wrong of ["", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}=`])
      expect(() => decodeAesKey(wrong)).toThrow("43");
  });
});
