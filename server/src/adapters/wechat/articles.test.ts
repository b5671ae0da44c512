import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createArticles } from "./articles.ts";
import { secret, startDouble, thrownBy, type Double } from "./test/double.ts";

let double: Double;
beforeEach(async () => {
  double = await startDouble();
});
afterEach(() => double.close());

const articles = () => createArticles(double.newClient());
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]);
const article = {
  title: "养老金调整",
  author: "武汉社保",
  digest: "",
  content: "<p>今年的调整</p>",
  sourceUrl: "https://example.test/a",
  coverMediaId: "cover1",
};

describe("pictures", () => {
  it("go up as a form and come back as an address, or as a medium for covers", async () => {
    double.respond = ({ path }) =>
      path.endsWith("uploadimg") ? { url: "http://mmbiz.example.test/1" } : { media_id: "cover1", url: "" };
    expect(await articles().uploadPicture(png, "图.png")).toEqual({
      outcome: "done",
      url: "http://mmbiz.example.test/1",
    });
    expect(double.calls.at(-1)?.path).toBe("/cgi-bin/media/uploadimg");
    expect(await articles().uploadCover(Buffer.from("jpeg"), "b.jpg")).toEqual({ outcome: "done", mediaId: "cover1" });
    const [picture, cover] = double.calls.filter((call) => call.path !== "/cgi-bin/stable_token");
    expect(picture?.body).toMatch(/name="media"; filename=".+\.png"\r\nContent-Type: image\/png\r\n\r\n/);
    expect(cover).toMatchObject({ path: "/cgi-bin/material/add_material", method: "POST" });
    expect(cover?.query.get("type")).toBe("image");
    expect(cover?.body).toMatch(/filename="b\.jpg"\r\nContent-Type: image\/jpeg\r\n/);
  });

  it.each([
    [40005, "bad-content"],
    [40009, "bad-content"],
    [45001, "bad-content"],
  ])("are refused with %i as %s", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    const refused = { outcome: "refused", code: errcode, because };
    expect(await articles().uploadPicture(png, "a.png")).toMatchObject(refused);
    expect(await articles().uploadCover(png, "a.png")).toMatchObject(refused);
  });

  it("are a time-out when no answer comes", async () => {
    double.respond = () => "never";
    const slow = createArticles(double.newClient({ timeoutMs: 500 }));
    expect(await thrownBy(slow.uploadPicture(png, "a.png"))).toMatchObject({ name: "PortFault", kind: "timeout" });
  });
});

describe("drafts", () => {
  it("hold each article in WeChat's words, closed to comments", async () => {
    double.respond = () => ({ media_id: "draft1" });
    expect(await articles().draft([article, { ...article, title: "二" }])).toEqual({
      outcome: "done",
      mediaId: "draft1",
    });
    const first = {
      article_type: "news",
      title: "养老金调整",
      author: "武汉社保",
      digest: "",
      content: "<p>今年的调整</p>",
      content_source_url: "https://example.test/a",
      thumb_media_id: "cover1",
      need_open_comment: 0,
      only_fans_can_comment: 0,
    };
    expect(double.calls.at(-1)).toMatchObject({ path: "/cgi-bin/draft/add" });
    expect(double.calls.at(-1)?.body).toEqual({ articles: [first, { ...first, title: "二" }] });
  });

  it.each([
    [45003, "bad-content"],
    [45004, "bad-content"],
    [45002, "too-long"],
    [40007, "content-refused"],
  ])("are refused with %i as %s, with advice in Chinese", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    const advice = expect.stringMatching(/[\u4e00-\u9fff]{4}/);
    expect(await articles().draft([article])).toEqual({ outcome: "refused", code: errcode, because, advice });
  });

  it("are dropped by their id, and are a fault without one", async () => {
    expect(await articles().dropDraft("draft1")).toEqual({ outcome: "done" });
    expect(double.calls.at(-1)).toMatchObject({ path: "/cgi-bin/draft/delete", body: { media_id: "draft1" } });
    expect(await thrownBy(articles().draft([article]))).toMatchObject({ name: "PortFault", kind: "nonsense" });
  });

  it("are made once: after a time-out nobody tries by himself", async () => {
    double.respond = () => "hang up";
    expect(await thrownBy(articles().draft([article]))).toMatchObject({ kind: "timeout", retryable: false });
    expect(double.to("/cgi-bin/draft/add")).toHaveLength(1);
  });
});

describe("publishing", () => {
  it("hands the draft over and answers an id of any length as text", async () => {
    double.respond = () => '{"errcode":0,"publish_id":9223372036854775801,"msg_data_id":1}';
    expect(await articles().publish("draft1")).toEqual({ outcome: "done", publishId: "9223372036854775801" });
    expect(double.calls.at(-1)).toMatchObject({ path: "/cgi-bin/freepublish/submit", body: { media_id: "draft1" } });
  });

  it.each([
    [0, "published"],
    [1, "running"],
    [2, "originality-failed"],
    [3, "failed"],
    [4, "refused"],
    [5, "deleted"],
    [6, "banned"],
    [99, "failed"],
  ])("in WeChat's state %i is %s", async (publish_status, state) => {
    double.respond = () => ({ publish_id: "100", publish_status });
    expect(await articles().published("100")).toEqual({ outcome: "done", state, urls: [] });
    expect(double.calls.at(-1)).toMatchObject({ path: "/cgi-bin/freepublish/get", body: { publish_id: "100" } });
  });

  it("tells the addresses of its articles", async () => {
    double.respond = () => ({
      publish_id: "100",
      publish_status: 0,
      article_id: "a",
      article_detail: {
        count: 2,
        item: [
          { idx: 1, article_url: "http://a" },
          { idx: 2, article_url: "http://b" },
        ],
      },
    });
    expect(await articles().published("100")).toMatchObject({ state: "published", urls: ["http://a", "http://b"] });
  });

  it.each([
    [53503, "bad-content"],
    [53504, "not-allowed"],
    [53505, "not-allowed"],
  ])("is refused with %i as %s", async (errcode, because) => {
    double.respond = () => ({ errcode, errmsg: "whatever rid: 1" });
    expect(await articles().publish("draft1")).toMatchObject({ outcome: "refused", code: errcode, because });
  });
});

it("lets no token and no secret out, whatever WeChat answers", async () => {
  for (const answer of [{ errcode: 40013, errmsg: secret }, { errcode: 40001 }, "<html>", "bad gateway", "hang up"]) {
    double.respond = () => answer;
    const client = createArticles(double.newClient());
    for (const work of [
      () => client.uploadCover(png, "a.png"),
      () => client.draft([article]),
      () => client.published("100"),
    ]) {
      const said = await thrownBy(work());
      expect(inspect(said, { depth: 9, showHidden: true })).not.toMatch(/demo-secret|token-number|access_token=/);
    }
  }
});
