import type { AccountSettings } from "../settings.ts";
import type { MenuButton } from "../world/menu.ts";
import { fine, list, record, text, type Endpoint } from "./endpoint.ts";
import { need } from "./errors.ts";

const TYPES = new Set([
  "click",
  "view",
  "miniprogram",
  "scancode_push",
  "scancode_waitmsg",
  "pic_sysphoto",
  "pic_photo_or_album",
  "pic_weixin",
  "location_select",
  "media_id",
  "article_id",
  "article_view_limited",
]);
const WITH_URL = new Set(["view", "miniprogram"]);
const WITHOUT_KEY = new Set([...WITH_URL, "media_id", "article_id", "article_view_limited"]);

type Linked = Pick<AccountSettings, "miniAppId" | "miniProgramLinked">;

function readButton(given: unknown, sub: boolean, linked: Linked): MenuButton {
  const raw = record(given);
  const name = text(raw["name"]);
  const size = Buffer.byteLength(name);
  need(size > 0 && size <= (sub ? 60 : 16), sub ? 40025 : 40018);
  if (Array.isArray(raw["sub_button"]) && raw["sub_button"].length > 0) {
    need(!sub, 40022);
    need(raw["sub_button"].length <= 5, 40023);
    return { name, sub_button: raw["sub_button"].map((one) => readButton(one, true, linked)) };
  }
  const type = text(raw["type"]);
  need(TYPES.has(type), sub ? 40024 : 40017);
  if (!WITHOUT_KEY.has(type)) {
    const size = Buffer.byteLength(text(raw["key"]));
    need(size > 0 && size <= 128, sub ? 40026 : 40019);
  }
  if (WITH_URL.has(type)) {
    const size = Buffer.byteLength(text(raw["url"]));
    need(size > 0 && size <= 1024, sub ? 40027 : 40020);
  }
  if (type === "miniprogram") {
    need(text(raw["appid"]) === linked.miniAppId, 40166);
    need(linked.miniProgramLinked, 85005);
    need(text(raw["pagepath"]), 40165);
  }
  const kept = ["key", "url", "appid", "pagepath", "media_id", "article_id"] as const;
  return {
    name,
    type,
    ...Object.fromEntries(kept.filter((field) => text(raw[field]) !== "").map((field) => [field, text(raw[field])])),
  };
}

/** A menu for a tag leads to three hosts at most. */
const HOSTS = 3;
function hostOf(url: string | undefined): string[] {
  if (url === undefined) return [];
  need(/^https?:\/\//.test(url) && URL.canParse(url), 65317);
  return [new URL(url).host];
}

export const menus: readonly Endpoint[] = [
  {
    method: "POST",
    path: "/cgi-bin/menu/create",
    token: true,
    handle({ world, body }) {
      const given = list(body["button"]);
      need(given.length >= 1 && given.length <= 3, 40016);
      world.menu.replace(given.map((one) => readButton(one, false, world.account.settings)));
      world.chats.tellAll({ type: "changed" });
      return fine;
    },
  },
  {
    method: "POST",
    path: "/cgi-bin/menu/addconditional",
    token: true,
    handle({ world, body }) {
      need(world.menu.buttons().length > 0, 65303);
      const given = list(body["button"]);
      need(given.length >= 1 && given.length <= 3, 40016);
      const rule = record(body["matchrule"]);
      need(Object.keys(rule).length > 0, 65304);
      // Personal fields were taken away; a tag and the client's platform are left.
      need(
        Object.keys(rule).every((name) => name === "tag_id" || name === "client_platform_type"),
        65320,
      );
      const tag = Number(rule["tag_id"]);
      need(world.tags.find(tag), 45159);
      const buttons = given.map((one) => readButton(one, false, world.account.settings));
      const hosts = buttons.flatMap((one) => [one, ...(one.sub_button ?? [])]).flatMap(({ url }) => hostOf(url));
      need(new Set(hosts).size <= HOSTS, 65316);
      const menuid = world.menu.add(tag, buttons);
      world.chats.tellAll({ type: "changed" });
      return { menuid };
    },
  },
  {
    method: "POST",
    path: "/cgi-bin/menu/delconditional",
    token: true,
    handle({ world, body }) {
      need(world.menu.drop(String(body["menuid"] ?? "")), 65301);
      world.chats.tellAll({ type: "changed" });
      return fine;
    },
  },
  {
    method: "POST",
    path: "/cgi-bin/menu/trymatch",
    token: true,
    handle({ world, body }) {
      const openid = text(body["user_id"]);
      need(world.followers.findByOpenid(openid), 40003);
      return { button: world.menu.for(world.tags.of(openid)) };
    },
  },
  {
    method: "GET",
    path: "/cgi-bin/menu/get",
    token: true,
    handle({ world }) {
      need(world.menu.buttons().length > 0, 46003);
      const button = world.menu.buttons().map((one) => ({ sub_button: [], ...one }));
      const conditionalmenu = world.menu.conditional().map(({ id, tagId, buttons }) => ({
        button: buttons,
        matchrule: { tag_id: String(tagId) },
        menuid: Number(id),
      }));
      return {
        menu: { button, menuid: Number(world.menu.id()) },
        ...(conditionalmenu.length > 0 ? { conditionalmenu } : {}),
      };
    },
  },
  {
    method: "GET",
    path: "/cgi-bin/menu/delete",
    token: true,
    handle({ world }) {
      // The conditional ones go with it.
      for (const { id } of world.menu.conditional()) world.menu.drop(id);
      world.menu.replace([]);
      world.chats.tellAll({ type: "changed" });
      return fine;
    },
  },
  {
    method: "GET",
    path: "/cgi-bin/get_current_selfmenu_info",
    token: true,
    handle: ({ world }) => ({
      is_menu_open: world.menu.buttons().length > 0 ? 1 : 0,
      selfmenu_info: { button: world.menu.buttons() },
    }),
  },
];
