import type { DraftArticle } from "../world/articles.ts";
import type { World } from "../world/index.ts";
import { fine, list, record, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const MAX_PICTURE = 1024 * 1024;
const PICTURE = /^image\/(png|jpe?g)$/;

function readArticle(world: World, given: unknown): DraftArticle {
  const raw = record(given);
  const title = text(raw["title"]);
  const content = text(raw["content"]);
  need(title !== "" && Array.from(title).length <= 32, 45003);
  need(Array.from(text(raw["digest"])).length <= 128, 45004);
  need(content !== "", 44004);
  need(Array.from(content).length < 20_000 && Buffer.byteLength(content) < 1024 * 1024, 45002);
  const thumb = text(raw["thumb_media_id"]);
  need(world.media.find(thumb), 40007);
  return {
    title,
    author: text(raw["author"]),
    digest:
      text(raw["digest"]) ||
      Array.from(content.replace(/<[^>]*>/g, ""))
        .slice(0, 54)
        .join(""),
    // WeChat drops scripts silently; so do we.
    content: content.replace(/<script[\s\S]*?<\/script>/gi, ""),
    content_source_url: text(raw["content_source_url"]),
    thumb_media_id: thumb,
  };
}

/** Where an article can be read. */
export const addressOf = (origin: string, name: string, at: number) => `${origin}/s/${name}/${at + 1}`;

function keepPicture({ world, file }: Call, most: number) {
  if (!file || file.bytes.length === 0) throw new Refused(41005);
  need(PICTURE.test(file.contentType), 40005);
  need(file.bytes.length <= most, 40009);
  return world.media.add("image", file.contentType, file.name, file.bytes);
}
const post = (path: string, handle: Endpoint["handle"]): Endpoint => ({ method: "POST", path, token: true, handle });

export const articles: readonly Endpoint[] = [
  post("/cgi-bin/media/uploadimg", (call) => ({
    url: `${call.origin}/__sandbox/media/${keepPicture(call, MAX_PICTURE).id}`,
  })),
  post("/cgi-bin/material/add_material", (call) => {
    need(call.query["type"] === "image" || call.query["type"] === "thumb", 40008);
    const { id } = keepPicture(call, 10 * MAX_PICTURE);
    return { media_id: id, url: `${call.origin}/__sandbox/media/${id}` };
  }),
  post("/cgi-bin/draft/add", ({ world, body }) => {
    const given = list(body["articles"]);
    need(given.length >= 1 && given.length <= 8, 45008);
    return { media_id: world.articles.add(given.map((one) => readArticle(world, one))) };
  }),
  post("/cgi-bin/draft/get", ({ world, body }) => {
    const found = world.articles.find(text(body["media_id"]));
    need(found, 40007);
    return { news_item: found ?? [] };
  }),
  post("/cgi-bin/draft/delete", ({ world, body }) => {
    need(world.articles.drop(text(body["media_id"])), 40007);
    return fine;
  }),
  {
    method: "GET",
    path: "/cgi-bin/draft/count",
    token: true,
    handle: ({ world }) => ({ total_count: world.articles.count() }),
  },
  post("/cgi-bin/freepublish/submit", ({ world, body, origin, later }) => {
    const name = world.articles.putUp(text(body["media_id"]));
    if (name === undefined) throw new Refused(40007);
    const publishId = world.nextMsgId();
    const up = world.articles.read(name) ?? [];
    world.published.set(publishId, { name, count: up.length });
    later({
      Event: "PUBLISHJOBFINISH",
      PublishEventInfo: {
        publish_id: publishId,
        publish_status: "0",
        article_id: name,
        article_detail: {
          count: String(up.length),
          item: up.map((_, at) => ({ idx: String(at + 1), article_url: addressOf(origin, name, at) })),
        },
      },
    });
    return { errcode: 0, errmsg: "ok", publish_id: publishId, msg_data_id: publishId };
  }),
  post("/cgi-bin/freepublish/get", ({ world, body, origin }) => {
    const id = String(body["publish_id"] ?? "");
    const found = world.published.get(id);
    if (!found) throw new Refused(40007);
    const item = Array.from({ length: found.count }, (_, at) => ({
      idx: at + 1,
      article_url: addressOf(origin, found.name, at),
    }));
    return { publish_id: id, publish_status: 0, article_id: found.name, article_detail: { count: found.count, item } };
  }),
];
