import { describe, expect, it } from "vitest";
import { base32, codeOf, newSecret, otpauth, stepAt, stepOf } from "./totp.ts";

/** RFC 6238 appendix B, SHA-1: the secret is the ASCII of "12345678901234567890". */
const secret = base32(Buffer.from("12345678901234567890"));

describe("one-time passwords", () => {
  it.each([
    [59, "94287082"],
    [1111111109, "07081804"],
    [1111111111, "14050471"],
    [1234567890, "89005924"],
    [2000000000, "69279037"],
    [20000000000, "65353130"],
  ])("are those of RFC 6238 at second %i", (second, code) => {
    expect(codeOf(secret, stepAt(new Date(second * 1000)), 8)).toBe(code);
  });
  it.each(["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"])(
    "are those of RFC 4226 (%s)",
    (code) => {
      const vectors = Array.from({ length: 10 }, (_, count) => codeOf(secret, count));
      expect(vectors).toContain(code);
    },
  );
  it("write base32 as RFC 4648 does", () => {
    expect(["f", "fo", "foo", "foob", "fooba", "foobar"].map((text) => base32(Buffer.from(text)))).toEqual([
      "MY",
      "MZXQ",
      "MZXW6",
      "MZXW6YQ",
      "MZXW6YTB",
      "MZXW6YTBOI",
    ]);
    expect(newSecret()).toMatch(/^[A-Z2-7]{32}$/);
  });
  it("are taken a step early or late and no more, and say of which step they are", () => {
    const now = new Date("2026-11-23T02:00:10Z");
    const at = stepAt(now);
    expect([-2, -1, 0, 1, 2].map((off) => stepOf(secret, codeOf(secret, at + off), now))).toEqual([
      null,
      at - 1,
      at,
      at + 1,
      null,
    ]);
    expect(stepOf(secret, "12345", now)).toBeNull();
    expect(stepOf(secret, "１２３４５６", now)).toBeNull();
  });
  it("come to the app by a link with the issuer", () => {
    expect(new URL(otpauth("kefu", secret)).searchParams.get("secret")).toBe(secret);
  });
});
