import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decrypt, encrypt, readKey } from "./crypto.ts";
import { sign } from "./signature.ts";
import { readXml, writeXml } from "./xml.ts";

const key = readKey("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");

describe("the wire", () => {
  it("signs whatever the order of the parts", () => {
    expect(sign("wuhandemo", "1700000000", "7")).toBe(sign("7", "wuhandemo", "1700000000"));
    expect(sign("a", "b")).toMatch(/^[0-9a-f]{40}$/);
  });

  it("decrypts what it encrypted, for its own app and key only", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const secret = encrypt(text, key, "wx99demo0000000001");
        expect(decrypt(secret, key, "wx99demo0000000001")).toBe(text);
        expect(decrypt(secret, key, "wx99demo0000000009")).toBeUndefined();
      }),
    );
    expect(decrypt("not a cipher", key, "wx")).toBeUndefined();
    expect(() => readKey("short")).toThrow("43");
  });

  it("reads the XML it writes, whatever people type", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (typed) => {
        const text = typed.replaceAll(/[\u0000-\u001f\ufffe\uffff]/g, "").trim();
        expect(readXml(writeXml({ Content: text, CreateTime: 7 }))).toEqual({ Content: text, CreateTime: "7" });
      }),
    );
  });

  it("reads lists of items, and refuses what WeChat refuses", () => {
    const articles = [{ Title: "一" }, { Title: "二" }];
    expect(readXml(writeXml({ Articles: articles }))).toEqual({ Articles: articles });
    expect(readXml("<xml><a></xml>")).toBeUndefined();
    expect(readXml('<!DOCTYPE x [<!ENTITY a "b">]><xml><a>&a;</a></xml>')).toBeUndefined();
    expect(readXml("系统错误")).toBeUndefined();
  });
});
