import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { qrCode, qrSvg } from "./qr.ts";

const draw = (text: string) => qrCode(text).map((row) => row.map((dark) => (dark ? "1" : "0")).join(""));
const digest = (text: string) => createHash("sha1").update(draw(text).join("\n")).digest("hex").slice(0, 12);

describe("a QR code", () => {
  // Compared module by module with another implementation of the standard when this was written, for every length.
  it.each([
    ["武汉", 21, "604d4242f58a"],
    ["http://weixin.qq.com/q/02abcdefghijABCDEFGHIJ", 33, "54a488c5516f"],
    ["x".repeat(106), 41, "fa642483da00"],
  ])("of %j is as the standard draws it", (text, size, sum) => {
    expect(draw(text)).toHaveLength(size);
    expect(digest(text)).toBe(sum);
  });

  it("has its three corners, and is white around", () => {
    const rows = draw("a");
    const corner = ["1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111"];
    expect(rows.slice(0, 7).map((row) => row.slice(0, 7))).toEqual(corner);
    expect(rows.slice(0, 7).map((row) => row.slice(-7))).toEqual(corner);
    expect(rows.slice(-7).map((row) => row.slice(0, 7))).toEqual(corner);
    expect(qrSvg("a")).toMatch(/^<svg [^>]*viewBox="0 0 29 29"/);
  });

  it("holds 106 bytes and not one more", () => {
    expect(() => qrCode("x".repeat(107))).toThrow(RangeError);
  });
});
