import { createHash } from "node:crypto";
import type { ChatContent } from "../world/chats.ts";
import type { World } from "../world/index.ts";
import { addressOf } from "./articles.ts";
import { fine, list, record, text, type Call, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const MAX_KEY = 32;
const MINUTE = 60_000;
const MOST = 10_000;

/** What the phone shows of it. A draft that goes out this way is gone. */
function contentOf({ world, body, origin }: Call, keepDraft: boolean): { shown: ChatContent; page?: string } {
  const type = text(body["msgtype"]);
  if (type === "text") {
    const words = text(record(body["text"])["content"]);
    need(words, 44004);
    need(Buffer.byteLength(words) <= 2048, 45002);
    return { shown: { kind: "text", text: words } };
  }
  need(type === "mpnews", 40008);
  const mediaId = text(record(body["mpnews"])["media_id"]);
  const draft = world.articles.find(mediaId);
  if (!draft) throw new Refused(40007);
  const name = keepDraft ? "" : (world.articles.putUp(mediaId) ?? "");
  const articles = draft.map((one, at) => ({
    title: one.title,
    description: one.digest,
    url: name === "" ? "" : addressOf(origin, name, at),
    pictureUrl: `/__sandbox/media/${one.thumb_media_id}`,
  }));
  return { shown: { kind: "news", articles }, ...(name === "" ? {} : { page: name }) };
}

/** The clientmsgid of the call, or WeChat's own digest of it. Refuses what was sent within a day, with the first id. */
function keyOf(world: World, body: Call["body"]): string {
  const given = text(body["clientmsgid"]);
  need(Buffer.byteLength(given) <= MAX_KEY, 45067);
  const { clientmsgid: _, ...rest } = body;
  const key = given || createHash("sha1").update(JSON.stringify(rest)).digest("hex");
  const before = world.mass.known(key);
  if (!before) return key;
  if (world.clock.now() - before.at < MINUTE && !given) throw new Refused(45066);
  throw new Refused(45065, { msg_id: before.id });
}

/** To whoever follows and has something left of the month; `total` is whom the call names, whether they follow or not. */
function send(call: Call, openids: Iterable<string>, total: number): object {
  const { world, body, later } = call;
  const { arrivals, blacklist, chats, followers } = world;
  const key = keyOf(world, body);
  const { shown: content, page } = contentOf(call, false);
  let passed = 0;
  for (const openid of openids) {
    if (!followers.following.has(openid) || blacklist.has(openid) || !world.mass.spend(openid)) continue;
    passed += 1;
    arrivals.arrive("mass", openid);
    const id = followers.idOf(openid);
    if (id !== undefined && chats.isRead(id)) chats.add(id, "account", content, "custom");
  }
  const id = world.nextMsgId();
  world.mass.add({
    id,
    key,
    at: world.clock.now(),
    total,
    passed,
    state: "SEND_SUCCESS",
    ...(page === undefined ? {} : { page }),
  });
  const urls = content.kind === "news" ? content.articles.map((one) => one.url) : [];
  later({
    Event: "MASSSENDJOBFINISH",
    MsgID: id,
    Status: "send success",
    TotalCount: total,
    FilterCount: passed,
    SentCount: passed,
    ErrorCount: 0,
    ...(urls.length > 0
      ? {
          ArticleUrlResult: {
            Count: String(urls.length),
            ResultList: { item: urls.map((url, at) => ({ ArticleIdx: String(at + 1), ArticleUrl: url })) },
          },
        }
      : {}),
  });
  return { errcode: 0, errmsg: "send job submission success", msg_id: id, msg_data_id: id };
}

const post = (path: string, handle: Endpoint["handle"]): Endpoint => ({ method: "POST", path, token: true, handle });

export const mass: readonly Endpoint[] = [
  post("/cgi-bin/message/mass/sendall", (call) => {
    const { world } = call;
    need(world.mass.call(), 45011);
    const filter = record(call.body["filter"]);
    if (filter["is_to_all"] !== true) {
      const tag = Number(filter["tag_id"]);
      need(world.tags.find(tag), 40152);
      const members = world.tags.members(tag);
      return send(call, members.all(), members.size);
    }
    const before = world.mass.toAll();
    need(before.month < 4 && before.today < 1, 45028);
    const { following } = world.followers;
    const answer = send(call, following.all(), following.size);
    world.mass.countToAll();
    return answer;
  }),
  post("/cgi-bin/message/mass/send", (call) => {
    const openids = list(call.body["touser"]).map(text);
    need(openids.length >= 2 && openids.length <= MOST, 40032);
    need(call.world.mass.call(), 45011);
    return send(call, new Set(openids), openids.length);
  }),
  post("/cgi-bin/message/mass/preview", (call) => {
    const { followers } = call.world;
    const named = call.body["towxname"];
    // A phone's name stands for the WeChat name 微信号 of whoever holds it.
    const follower =
      named === undefined
        ? followers.findByOpenid(text(call.body["touser"]))
        : followers.list().find((one) => one.name === text(named));
    if (!follower) throw new Refused(40003);
    need(follower.following, 43004);
    call.world.chats.add(follower.id, "account", contentOf(call, true).shown, "custom");
    return { errcode: 0, errmsg: "preview success" };
  }),
  post("/cgi-bin/message/mass/get", ({ world, body }) => {
    const id = String(body["msg_id"] ?? "");
    const found = world.mass.find(id);
    if (!found) throw new Refused(40059);
    return { msg_id: id, msg_status: found.state };
  }),
  post("/cgi-bin/message/mass/delete", ({ world, body }) => {
    const found = world.mass.find(String(body["msg_id"] ?? ""));
    if (!found || found.state === "SENDING" || found.state === "SEND_FAIL") throw new Refused(40059);
    // Articles alone can be deleted: their pages die, the cards in the chats stay.
    if (found.page === undefined) throw new Refused(40008);
    const at = Number(body["article_idx"] ?? 0);
    need(world.articles.takeDown(found.page, at), 40097);
    if (at === 0) found.state = "DELETE";
    return fine;
  }),
  post("/cgi-bin/message/mass/speed/get", ({ world }) => ({
    speed: world.mass.speed,
    realspeed: [80, 60, 45, 30, 10][world.mass.speed] ?? 80,
  })),
  post("/cgi-bin/message/mass/speed/set", ({ world, body }) => {
    const { speed } = body;
    need(speed !== undefined, 45084);
    need(typeof speed === "number" && Number.isInteger(speed) && speed >= 0 && speed <= 4, 45083);
    world.mass.speed = Number(speed);
    return fine;
  }),
];
