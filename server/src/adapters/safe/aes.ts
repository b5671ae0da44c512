import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import type { Safe } from "../../ports/safe.ts";

const mark = "sealed";
const cipher = "aes-256-gcm";
const tagLength = 16;

/** A key of 32 bytes, and the name it goes by in what it sealed. */
function readKey(base64: string): { name: string; bytes: Buffer } {
  const bytes = Buffer.from(base64, "base64");
  if (bytes.length !== 32) throw new Error("a key of the safe must be 32 bytes in base64");
  return { name: createHash("sha256").update(bytes).digest("hex").slice(0, 8), bytes };
}

/**
 * AES-256 in Galois/counter mode (NIST SP 800-38D), written `sealed.<key>.<nonce>.<text and tag>`. What does not begin so is plain, from the
 * time before there was a safe.
 */
export function createSafe(key: string, previous?: string): Safe {
  const now = readKey(key);
  const keys = new Map([now, ...(previous === undefined ? [] : [readKey(previous)])].map((one) => [one.name, one]));
  return {
    seal(secret, about) {
      const nonce = randomBytes(12);
      const engine = createCipheriv(cipher, now.bytes, nonce, { authTagLength: tagLength }).setAAD(Buffer.from(about));
      const text = Buffer.concat([engine.update(secret, "utf8"), engine.final(), engine.getAuthTag()]);
      return [mark, now.name, nonce.toString("base64url"), text.toString("base64url")].join(".");
    },
    open(sealed, about) {
      const [start, name = "", nonce = "", body = ""] = sealed.split(".");
      if (start !== mark) return sealed;
      const found = keys.get(name);
      if (!found) throw new Error(`a secret is sealed with the key ${name}, which this process was not given`);
      const bytes = Buffer.from(body, "base64url");
      const engine = createDecipheriv(cipher, found.bytes, Buffer.from(nonce, "base64url"), {
        authTagLength: tagLength,
      })
        .setAAD(Buffer.from(about))
        .setAuthTag(bytes.subarray(-tagLength));
      return engine.update(bytes.subarray(0, -tagLength), undefined, "utf8") + engine.final("utf8");
    },
    isFresh: (sealed) => sealed.startsWith(`${mark}.${now.name}.`),
  };
}
