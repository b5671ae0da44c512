import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** `length` characters of the alphabet of WeChat's ids and tokens. */
export const randomText = (length: number): string =>
  Array.from(randomBytes(length), (byte) => LETTERS[byte % 64]).join("");
