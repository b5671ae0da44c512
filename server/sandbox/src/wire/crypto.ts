import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** WeChat's message encryption: AES-256-CBC, IV = the first half of the key, padded to 32 bytes by PKCS#7, app id at the end. */

const BLOCK = 32;

/** 43 characters of base64 for 32 bytes. Throws on anything else, without the key in the error. */
export function readKey(text: string): Buffer {
  const key = Buffer.from(`${text}=`, "base64");
  if (text.length !== 43 || key.length !== 32) throw new Error("the EncodingAESKey must have 43 characters");
  return key;
}

export function encrypt(text: string, key: Buffer, appId: string, random: Buffer = randomBytes(16)): string {
  const message = Buffer.from(text, "utf8");
  const length = Buffer.alloc(4);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, length, message, Buffer.from(appId, "utf8")]);
  const padding = BLOCK - (plain.length % BLOCK);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(plain), cipher.update(Buffer.alloc(padding, padding)), cipher.final()]).toString(
    "base64",
  );
}

/** Undefined when it was not encrypted with this key for this app. */
export function decrypt(encrypted: string, key: Buffer, appId: string): string | undefined {
  let padded: Buffer;
  try {
    const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
    padded = Buffer.concat([decipher.update(encrypted, "base64"), decipher.final()]);
  } catch {
    return undefined;
  }
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK || padded.length < padding + 20) return undefined;
  const plain = padded.subarray(0, padded.length - padding);
  const end = 20 + plain.readUInt32BE(16);
  if (end > plain.length || plain.subarray(end).toString("utf8") !== appId) return undefined;
  return plain.subarray(20, end).toString("utf8");
}
