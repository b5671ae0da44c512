import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createTemporaryMedia } from "./media.ts";
import { startDouble, thrownBy, type Double } from "./test/double.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());
const media = () => createTemporaryMedia(double.newClient());

describe("temporary media", () => {
  it("are fetched as bytes, with a new token when the old one died", async () => {
    let asked = 0;
    double.respond = () => ((asked += 1) === 1 ? { errcode: 42001 } : "some bytes");
    expect(await media().fetch("m1")).toEqual({ outcome: "found", bytes: Buffer.from("some bytes") });
    expect(double.to("/cgi-bin/media/get").at(-1)?.query.get("media_id")).toBe("m1");
  });

  it("of a video come from where WeChat says, and from nowhere else", async () => {
    const from = (video_url: string) => (call: { path: string }) => (call.path === "/film" ? "film" : { video_url });
    double.respond = from(`${double.config.apiBase}/film?access_token=${double.valid}`);
    expect(await media().fetch("v1")).toEqual({ outcome: "found", bytes: Buffer.from("film") });
    for (const url of ["http://169.254.1.1/secret", "https://qq.com.evil.example/", "file:///etc/passwd", "nonsense"]) {
      double.respond = from(url);
      expect(await thrownBy(media().fetch("v1"))).toMatchObject({ name: "PortFault", kind: "nonsense" });
    }
  });

  it("that are gone are a value; other refusals are faults without the address", async () => {
    double.respond = () => ({ errcode: 40007, errmsg: "invalid media_id" });
    expect(await media().fetch("old")).toEqual({ outcome: "gone" });
    double.respond = () => ({ errcode: 48001, errmsg: "api unauthorized" });
    const fault = await thrownBy(media().fetch("m1"));
    expect(fault).toMatchObject({ name: "PortFault", kind: "misconfigured" });
    expect(String(fault)).not.toContain(double.valid);
  });

  it("are handed over by their kind; a no is a value, silence may be tried again", async () => {
    const file = { bytes: Buffer.from("x"), name: "file.png", mime: "image/png" };
    double.respond = () => ({ type: "image", media_id: "m9", created_at: 1 });
    expect(await media().upload("image", file)).toEqual({ outcome: "done", mediaId: "m9" });
    expect(double.calls.at(-1)?.query.get("type")).toBe("image");
    for (const errcode of [40004, 45001]) {
      double.respond = () => ({ errcode, errmsg: "whatever" });
      expect(await media().upload("image", file)).toMatchObject({ outcome: "refused", because: "bad-content" });
    }
    double.respond = () => "hang up";
    expect(await thrownBy(media().upload("image", file))).toMatchObject({ kind: "unreachable", retryable: true });
  });
});
