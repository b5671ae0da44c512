import { randomBytes, randomInt } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

/** `length` characters of the alphabet of WeChat's ids and tokens. */
export const randomText = (length: number): string =>
  Array.from(randomBytes(length), (byte) => LETTERS[byte % 64]).join("");

export const randomDigits = (length: number): string =>
  Array.from({ length }, (_, index) => (index === 0 ? randomInt(1, 10) : randomInt(0, 10))).join("");
