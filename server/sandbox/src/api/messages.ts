import { mediaUrl } from "../push/replies.ts";
import type { ChatContent } from "../world/chats.ts";
import type { Follower } from "../world/followers.ts";
import type { World } from "../world/index.ts";
import { TYPING_MS } from "../world/typing.ts";
import { fine, list, record, text, type Endpoint } from "./endpoint.ts";
import { need, Refused } from "./errors.ts";

const MAX_TEXT_BYTES = 2048;
const MAX_PATH_BYTES = 1024;
const MAX_THUMB_BYTES = 64 * 1024;
const APP_ID = /^wx[0-9a-z]{16}$/i;
const TYPING_AFTER_MS = 30_000;

function known(world: World, openid: string): Follower {
  const follower = world.followers.findByOpenid(openid);
  if (!follower) throw new Refused(40003);
  need(follower.following, 43004);
  need(!world.blacklist.has(openid), 43019);
  return follower;
}

function media(world: World, id: unknown): { mediaId: string; url: string } {
  const found = world.media.find(text(id));
  if (!found) throw new Refused(40007);
  return { mediaId: found.id, url: mediaUrl(found.id) };
}

/** A card of a mini-program: of one that is linked to the account, with a picture that is still kept. */
function cardOf(world: World, said: Readonly<Record<string, unknown>>): ChatContent {
  const { miniAppId, miniProgramLinked } = world.account.settings;
  const [title, appId, path] = [text(said["title"]), text(said["appid"]), text(said["pagepath"])];
  need(title, 44004);
  need(APP_ID.test(appId), 40166);
  need(miniProgramLinked && appId === miniAppId, 85005);
  need(path !== "" && Buffer.byteLength(path) <= MAX_PATH_BYTES, 40165);
  const thumb = world.media.find(text(said["thumb_media_id"]));
  if (!thumb) throw new Refused(40007);
  need(thumb.contentType.startsWith("image/"), 40004);
  need(world.media.read(thumb).length <= MAX_THUMB_BYTES, 40012);
  return { kind: "mini-program", title, appId, path, pictureUrl: mediaUrl(thumb.id) };
}

/** A customer-service message as the phone will show it. */
function contentOf(world: World, body: Readonly<Record<string, unknown>>): ChatContent {
  const type = text(body["msgtype"]);
  const said = record(body[type]);
  switch (type) {
    case "text": {
      const content = text(said["content"]);
      need(content, 44004);
      need(Buffer.byteLength(content) <= MAX_TEXT_BYTES, 45002);
      return { kind: "text", text: content };
    }
    case "image":
    case "voice":
      return { kind: type, ...media(world, said["media_id"]) };
    case "video":
      return {
        kind: "video",
        ...media(world, said["media_id"]),
        title: text(said["title"]),
        description: text(said["description"]),
      };
    case "music":
      return {
        kind: "music",
        title: text(said["title"]),
        description: text(said["description"]),
        url: text(said["musicurl"]),
      };
    case "news": {
      const articles = list(said["articles"]).map((one) => {
        const { title, description, url, picurl } = record(one);
        return { title: text(title), description: text(description), url: text(url), pictureUrl: text(picurl) };
      });
      need(articles.length === 1, 45008);
      return { kind: "news", articles };
    }
    case "msgmenu": {
      const choices = list(said["list"]).map((one) => ({
        id: text(record(one)["id"]),
        text: text(record(one)["content"]),
      }));
      need(choices.length > 0, 44004);
      return { kind: "menu", head: text(said["head_content"]), choices, tail: text(said["tail_content"]) };
    }
    case "miniprogrampage":
      return cardOf(world, said);
    default:
      throw new Refused(40008);
  }
}

/** What is not words stands in the records as what it was. */
const recordedAs = ({ kind }: ChatContent): string =>
  kind === "image" || kind === "voice" || kind === "video" ? `[${kind}]` : "";

export const messages: readonly Endpoint[] = [
  {
    method: "POST",
    path: "/cgi-bin/message/custom/send",
    token: true,
    handle({ world, body }) {
      const follower = known(world, text(body["touser"]));
      const content = contentOf(world, body);
      const agent = text(record(body["customservice"])["kf_account"]);
      need(agent === "" || world.desk.find(agent), 61452);
      if (world.faults.strike("window-45015", "")) throw new Refused(45015);
      const spent = world.allowances.spend(follower.openid);
      if (spent === "closed") throw new Refused(45015);
      if (spent === "used up") throw new Refused(45047);
      world.typing.stop(follower.openid);
      world.chats.tell(follower.id, { type: "typing", on: false });
      world.chats.add(follower.id, "account", content, "custom");
      world.arrivals.arrive("service", follower.openid);
      if (agent !== "")
        world.desk.record(agent, follower.openid, 2002, content.kind === "text" ? content.text : recordedAs(content));
      return fine;
    },
  },
  {
    method: "POST",
    path: "/cgi-bin/message/custom/typing",
    token: true,
    handle({ world, body }) {
      const follower = known(world, text(body["touser"]));
      const command = body["command"];
      need(command === "Typing" || command === "CancelTyping", 45072);
      need(world.allowances.quietFor(follower.openid) <= TYPING_AFTER_MS, 45080);
      const { typing, chats } = world;
      if (command === "CancelTyping") typing.stop(follower.openid);
      else need(typing.start(follower.openid), 45081);
      chats.tell(follower.id, { type: "typing", on: command === "Typing" });
      if (command === "Typing") setTimeout(ends, TYPING_MS + 100).unref();
      function ends(): void {
        if (!typing.isOn(follower.openid)) chats.tell(follower.id, { type: "typing", on: false });
      }
      return fine;
    },
  },
];
