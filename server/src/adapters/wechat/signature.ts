import { createHash, timingSafeEqual } from "node:crypto";

/** WeChat's signature: lowercase hex SHA-1 of the parts, sorted as plain strings and joined with nothing. */
export function sign(...parts: string[]): string {
  return createHash("sha1").update(parts.sort().join("")).digest("hex");
}

/** Compares in a time that does not tell how much of the guess was right. */
export function isSignedBy(signature: string, ...parts: string[]): boolean {
  const expected = Buffer.from(sign(...parts), "latin1");
  const given = Buffer.from(signature, "latin1");
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Whether WeChat's timestamp, in seconds as text, is within `windowMs` of `now` on either side. */
export function isTimely(timestamp: string, now: Date, windowMs: number): boolean {
  return /^\d{1,12}$/.test(timestamp) && Math.abs(Number(timestamp) * 1000 - now.getTime()) <= windowMs;
}
