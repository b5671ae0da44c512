import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/** WeChat pads to blocks of 32, not AES's 16: so we pad by hand. */
const BLOCK = 32;
/** 16 random bytes, then the length of the message as a big-endian 32-bit number. */
const HEADER = 20;

export class DecryptionRefused extends Error {
  constructor(why: string) {
    super(why);
    this.name = "DecryptionRefused";
  }
}

function open(ciphertext: Buffer, key: Buffer, appId: string): string {
  const decipher = createDecipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK) throw new DecryptionRefused("padding");
  const end = padded.length - padding;
  if (end < HEADER) throw new DecryptionRefused("too short");
  const messageEnd = HEADER + padded.readUInt32BE(16);
  if (messageEnd > end) throw new DecryptionRefused("length");
  if (padded.toString("utf8", messageEnd, end) !== appId) throw new DecryptionRefused("another app id");
  return padded.toString("utf8", HEADER, messageEnd);
}

/**
 * Decrypts WeChat's `Encrypt` field. Tries the keys in order, so that messages under the previous key are read while a change
 * of key travels through WeChat, and tells which key it was: the answer goes out under the same one.
 * Throws DecryptionRefused, never with content in it.
 */
export function decrypt(encrypted: string, keys: readonly Buffer[], appId: string): { text: string; key: Buffer } {
  const ciphertext = Buffer.from(encrypted, "base64");
  if (ciphertext.length === 0 || ciphertext.length % 16 !== 0) throw new DecryptionRefused("not whole blocks");
  let refusal = new DecryptionRefused("no key");
  for (const key of keys) {
    try {
      return { text: open(ciphertext, key, appId), key };
    } catch (error) {
      if (!(error instanceof DecryptionRefused)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

/** The counterpart of `decrypt`. `random` is 16 bytes; handed in only by the tests with WeChat's own vectors. */
export function encrypt(text: string, key: Buffer, appId: string, random: Buffer = randomBytes(16)): string {
  const message = Buffer.from(text, "utf8");
  const owner = Buffer.from(appId, "utf8");
  const length = HEADER + message.length + owner.length;
  const padding = BLOCK - (length % BLOCK);
  const plain = Buffer.alloc(length + padding, padding);
  random.copy(plain, 0, 0, 16);
  plain.writeUInt32BE(message.length, 16);
  message.copy(plain, HEADER);
  owner.copy(plain, HEADER + message.length);
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return cipher.update(plain, undefined, "base64") + cipher.final("base64");
}
