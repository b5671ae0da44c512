import { describe, expect, it } from "vitest";
import { decrypt, encrypt, readKey } from "./crypto.ts";
import { sign } from "./signature.ts";

/** The worked example of WeChat's page on message pushes, and the published test cases of two other implementations. */
const official = {
  token: "AAAAA",
  key: readKey("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
  appId: "wxba5fad812f8e6fb9",
};
const push =
  "+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQqcvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuMcp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3VIYnSeOBrebufAlr7F9mFUPAJGj04=";

describe("the published vectors", () => {
  it("sign the check of an address", () => {
    expect(sign("AAAAA", "1714036504", "1514711492")).toBe("f464b24fc39322e44b38aa78f5edd27bd1441696");
    expect(sign("AAAAA", "1714037059", "486452656")).toBe("899cf89e464efb63f54ddac96b0a0a235f53aa78");
  });

  it("open the official push, for its own app alone", () => {
    expect(sign(official.token, "1714112445", "415670741", push)).toBe("046e02f8204d34f8ba5fa3b1db94908f3df2e9b3");
    expect(decrypt(push, official.key, official.appId)).toContain('"Event":"debug_demo"');
    expect(decrypt(push, official.key, "wx99demo0000000001")).toBeUndefined();
    expect(decrypt(`A${push.slice(1)}`, official.key, official.appId)).not.toBe(
      decrypt(push, official.key, official.appId),
    );
  });

  it("close the official answer byte for byte", () => {
    const secret = encrypt('{"demo_resp":"good luck"}', official.key, official.appId, Buffer.from("707722b803182950"));
    expect(secret).toBe("ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==");
    expect(sign(official.token, "1713424427", "415670741", secret)).toBe("1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
  });

  it("close Chinese text byte for byte", () => {
    const key = readKey("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG");
    expect(encrypt("我是中文abcd123", key, "wxb11529c136998cb6", Buffer.from("aaaabbbbccccdddd"))).toBe(
      "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==",
    );
  });
});
