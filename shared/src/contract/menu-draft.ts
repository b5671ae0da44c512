/**
 * A menu as its editors write it, and what WeChat will not take. The same functions run while somebody types and on the server before
 * anything is submitted or published, so that both say the same sentence at the same field.
 */
import * as v from "valibot";
import { isWhole } from "../values/index.ts";

const text = (max: number) => v.pipe(v.string(), v.maxLength(max, "太长了"));
const answer = v.nullable(
  v.union([
    v.strictObject({ entries: v.pipe(v.array(text(80)), v.maxLength(10)) }),
    v.strictObject({ say: text(2000) }),
    v.strictObject({ dialogue: text(80) }),
  ]),
);
const name = text(200);
/** One button that does something. Lengths here only keep nonsense out; `flawsOfMenu` has the real limits. */
const action = v.variant("kind", [
  v.strictObject({ kind: v.literal("click"), name, key: text(400), answer }),
  v.strictObject({ kind: v.literal("open"), name, page: text(2000) }),
  v.strictObject({ kind: v.literal("url"), name, url: text(4000) }),
  v.strictObject({ kind: v.literal("place"), name, key: text(400) }),
  /** Opens the scanner. `answered`: WeChat waits for the account's word; otherwise it shows what was read, and a page opens at once. */
  v.strictObject({ kind: v.literal("scan"), name, key: text(400), answered: v.boolean() }),
  /** Photographs, which come as messages after the event that says how many. */
  v.strictObject({ kind: v.literal("photo"), name, key: text(400), from: v.picklist(["camera", "choice", "album"]) }),
]);
const group = v.strictObject({ kind: v.literal("group"), name, buttons: v.pipe(v.array(action), v.maxLength(20)) });
/** Loose on purpose: a draft may be saved while it still has flaws. */
export const menuDraft = v.pipe(v.array(v.union([action, group])), v.maxLength(10));

/** What a tap is answered with. `null`: the key is one of `botKeys`, which the bot answers by itself. */
export type MenuAnswer = v.InferOutput<typeof answer>;
export type MenuAction = v.InferOutput<typeof action>;
export type MenuGroup = v.InferOutput<typeof group>;
export type MenuItem = MenuAction | MenuGroup;
export type MenuDraft = MenuItem[];
export type MenuKind = MenuItem["kind"];
export type PhotoSource = Extract<MenuAction, { kind: "photo" }>["from"];
/** Buttons that tell the account's server which of them was tapped. */
export type KeyedAction = Extract<MenuAction, { key: string }>;
export const isKeyed = (button: MenuItem): button is KeyedAction => "key" in button;

/** Keys the bot answers without being told how. */
export const botKeys: readonly { key: string; name: string }[] = [
  { key: "HUMAN", name: "转人工" },
  { key: "HOT", name: "热门问题" },
];

/** The pages of the mini-program that may be opened without coming from another page. `needs`: a parameter the page cannot do without. */
export const menuPages: readonly { path: string; name: string; needs?: "code" }[] = [
  { path: "pages/home/index", name: "首页" },
  { path: "pages/find/index", name: "全部事项" },
  { path: "pages/me/index", name: "我的" },
  { path: "apply/guide/index", name: "某一事项的办事指南", needs: "code" },
  { path: "cases/list/index", name: "我的办件" },
  { path: "lookups/overview/index", name: "我的社保" },
  { path: "lookups/account/index", name: "个人账户" },
  { path: "lookups/arrears/index", name: "查欠费" },
  { path: "lookups/enrolments/index", name: "参保情况" },
  { path: "lookups/payments/index", name: "缴费记录" },
  { path: "me/bind/index", name: "绑定社保账户" },
  { path: "me/notices/index", name: "我的消息" },
  { path: "me/help/index", name: "帮助" },
  { path: "live/index", name: "政策直播" },
  { path: "appointments/list/index", name: "窗口预约" },
];

/** Limits of menu/create. Names: bytes of UTF-8 that WeChat takes, and how wide a phone shows them (a Chinese character is 1). */
export const menuLimits = {
  buttons: 3,
  grouped: 5,
  name: { top: { bytes: 16, width: 4 }, sub: { bytes: 60, width: 8 } },
  keyBytes: 128,
  urlBytes: 1024,
  say: 600,
  entries: 5,
} as const;

/** Bytes in UTF-8. */
export function bytesOf(words: string): number {
  let bytes = 0;
  for (const one of words) {
    const code = one.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
/** Width on the phone: a Chinese character is 1, a Latin letter or digit a half. */
export const widthOf = (words: string): number =>
  Array.from(words).reduce((sum, one) => sum + ((one.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1), 0);

/** Where a tap is counted: what tells two buttons apart for WeChat. Undefined for a group. */
export function targetOf(button: MenuItem): string | undefined {
  switch (button.kind) {
    case "click":
      return `click:${button.key}`;
    case "place":
    case "scan":
    case "photo":
      return `${button.kind}:${button.key}`;
    case "open":
      return `view:${button.page.replace(/^\/+/, "")}`;
    case "url":
      return `view:${button.url}`;
    case "group":
      return undefined;
  }
}
/** Every button that does something, groups opened, in the order of the menu. */
export const actionsOf = (menu: MenuDraft): MenuAction[] =>
  menu.flatMap((one) => (one.kind === "group" ? one.buttons : [one]));

/** What exists in the house. What is left out is not checked (the screen may not have loaded it yet). */
export interface MenuWorld {
  items?: ReadonlySet<string>;
  entries?: ReadonlySet<string>;
  dialogues?: ReadonlySet<string>;
}
/** `path`: e.g. `1.buttons.0.name`, `` for the whole menu. Only `stop` keeps a menu from being submitted. */
export interface MenuFlaw {
  path: string;
  message: string;
  weight: "stop" | "advice";
}

const unprintable = (words: string): boolean =>
  !isWhole(words) || Array.from(words).some((one) => one < " " || one === "\u007f");

function nameFlaws(given: string, at: string, place: "top" | "sub"): MenuFlaw[] {
  const limit = menuLimits.name[place];
  const path = `${at}name`;
  if (given.trim() === "") return [{ path, message: "请给按钮起个名字", weight: "stop" }];
  if (unprintable(given)) return [{ path, message: "名字里有看不见的字符，请重新输入", weight: "stop" }];
  if (given !== given.trim()) return [{ path, message: "名字前后有空格，请去掉", weight: "stop" }];
  if (bytesOf(given) > limit.bytes)
    return [{ path, message: `名字太长，微信最多收 ${Math.floor(limit.bytes / 3)} 个汉字，请缩短`, weight: "stop" }];
  if (widthOf(given) > limit.width)
    return [{ path, message: `手机上只显示前 ${limit.width} 个汉字，后面会变成省略号`, weight: "advice" }];
  return [];
}

function keyFlaws(key: string, at: string): MenuFlaw[] {
  const path = `${at}key`;
  if (key === "") return [{ path, message: "请填写标识，例如 ASK_GAP", weight: "stop" }];
  if (bytesOf(key) > menuLimits.keyBytes)
    return [{ path, message: `标识太长，最多 ${menuLimits.keyBytes} 个字节`, weight: "stop" }];
  if (!/^[A-Za-z0-9_.:-]+$/.test(key)) return [{ path, message: "标识只能用字母、数字和 _ - . :", weight: "stop" }];
  return [];
}

function answerFlaws(key: string, given: MenuAnswer, at: string, world: MenuWorld): MenuFlaw[] {
  const path = `${at}answer`;
  const stop = (message: string): MenuFlaw[] => [{ path, message, weight: "stop" }];
  if (given === null)
    return botKeys.some((one) => one.key === key) ? [] : stop("请选点了以后回答什么：知识库条目、一段话或菜单问答");
  if ("entries" in given) {
    if (given.entries.length === 0) return stop("请至少选一个知识库条目");
    if (given.entries.length > menuLimits.entries) return stop(`最多选 ${menuLimits.entries} 个条目，再多读不完`);
    const gone = given.entries.find((one) => world.entries && !world.entries.has(one));
    return gone === undefined ? [] : stop(`条目「${gone}」没有发布或已下架，请换一个`);
  }
  if ("say" in given) {
    if (given.say.trim() === "") return stop("请写要回答的话");
    return given.say.length > menuLimits.say ? stop(`太长了，最多 ${menuLimits.say} 个字`) : [];
  }
  if (given.dialogue === "") return stop("请选一个菜单问答");
  return world.dialogues && !world.dialogues.has(given.dialogue) ? stop("这个菜单问答不存在，请换一个") : [];
}

function pageFlaws(page: string, at: string, world: MenuWorld): MenuFlaw[] {
  const path = `${at}page`;
  const stop = (message: string): MenuFlaw[] => [{ path, message, weight: "stop" }];
  if (page === "") return stop("请选一个小程序页面");
  if (bytesOf(page) > menuLimits.urlBytes) return stop("页面地址太长，最多 1024 个字节");
  const [where = "", query = ""] = page.split("?", 2);
  const known = menuPages.find((one) => one.path === where.replace(/^\/+/, ""));
  if (!known) return stop("小程序里没有这个页面，请从列表里选");
  if (known.needs === undefined) return [];
  const code = new RegExp(`(?:^|&)${known.needs}=([^&]*)`).exec(query)?.[1] ?? "";
  if (code === "") return stop("请选是哪一个事项");
  return world.items && !world.items.has(code) ? stop("没有这个事项，请重新选") : [];
}

function urlFlaws(url: string, at: string): MenuFlaw[] {
  const path = `${at}url`;
  const stop = (message: string): MenuFlaw[] => [{ path, message, weight: "stop" }];
  if (url === "") return stop("请填写网页地址");
  if (bytesOf(url) > menuLimits.urlBytes) return stop("网址太长，微信最多收 1024 个字节");
  if (!/^https:\/\//i.test(url)) return stop("网址要以 https:// 开头");
  if (!/^https:\/\/[^\s/?#@\\]+\.[^\s/?#@\\]+([/?#][^\s]*)?$/i.test(url))
    return stop("网址不完整或含有空格，请从浏览器里整条复制");
  return [];
}

function actionFlaws(button: MenuAction, at: string, world: MenuWorld): MenuFlaw[] {
  switch (button.kind) {
    case "click":
      return [...keyFlaws(button.key, at), ...answerFlaws(button.key, button.answer, at, world)];
    case "place":
    case "scan":
    case "photo":
      return keyFlaws(button.key, at);
    case "open":
      return pageFlaws(button.page, at, world);
    case "url":
      return urlFlaws(button.url, at);
  }
}

/** Everything about a menu that WeChat would refuse or a citizen would trip over. Never throws, whatever was typed. */
export function flawsOfMenu(menu: MenuDraft, world: MenuWorld = {}): MenuFlaw[] {
  const flaws: MenuFlaw[] = [];
  const stop = (path: string, message: string) => flaws.push({ path, message, weight: "stop" });
  if (menu.length === 0) stop("", "菜单是空的，请至少加一个按钮");
  if (menu.length > menuLimits.buttons) stop("", `最多 ${menuLimits.buttons} 个主按钮，请删掉或并进子菜单`);
  const keys = new Map<string, string>();
  const look = (button: MenuAction, at: string, place: "top" | "sub") => {
    flaws.push(...nameFlaws(button.name, at, place), ...actionFlaws(button, at, world));
    if (!isKeyed(button) || button.key === "") return;
    const before = keys.get(button.key);
    if (before === undefined) keys.set(button.key, button.name);
    else stop(`${at}key`, `标识「${button.key}」已经给了「${before}」，请换一个`);
  };
  const names = (buttons: readonly MenuItem[], at: string) => {
    const seen = new Set<string>();
    for (const [index, one] of buttons.entries()) {
      if (one.name !== "" && seen.has(one.name)) stop(`${at}${index}.name`, "同一层里有同名的按钮，请改一个");
      seen.add(one.name);
    }
  };
  names(menu, "");
  for (const [index, one] of menu.entries()) {
    const at = `${index}.`;
    if (one.kind !== "group") {
      look(one, at, "top");
      continue;
    }
    flaws.push(...nameFlaws(one.name, at, "top"));
    if (one.buttons.length === 0) stop(`${at}buttons`, "子菜单是空的，请加一个按钮，或改成直接的按钮");
    if (one.buttons.length > menuLimits.grouped)
      stop(`${at}buttons`, `一个子菜单最多 ${menuLimits.grouped} 个按钮，请删掉一些`);
    names(one.buttons, `${at}buttons.`);
    for (const [inner, button] of one.buttons.entries()) look(button, `${at}buttons.${inner}.`, "sub");
  }
  return flaws;
}
export const stopsOf = (flaws: readonly MenuFlaw[]): MenuFlaw[] => flaws.filter((one) => one.weight === "stop");
