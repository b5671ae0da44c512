import { createHash } from "node:crypto";

/** WeChat's signature: SHA-1 over the parts in the order of their bytes. */
export const sign = (...parts: string[]): string =>
  createHash("sha1").update(parts.toSorted().join(""), "utf8").digest("hex");
