import * as v from "valibot";
import { menuDraft, type MenuDraft } from "./menu-draft.ts";
import { answers, route } from "./route.ts";

export type MenuState =
  | "draft"
  | "submitted"
  | "rejected"
  /** Shown to followers. */
  | "published"
  /** Was shown once, another has taken its place. */
  | "superseded"
  | "discarded";

/** What became of handing a version to WeChat. */
export type MenuDelivery = { state: "waiting" } | { state: "sent"; at: string } | { state: "failed"; advice: string };

export interface MenuVersionView {
  version: number;
  state: MenuState;
  /** `withdrawal`: a conditional menu taken away; it has no buttons. */
  origin: "seed" | "editor" | "restored" | "withdrawal";
  restoredFrom: number | null;
  buttons: MenuDraft;
  note: string;
  /** Counts saves of a draft: two editors do not overwrite each other. */
  revision: number;
  author: string;
  at: string;
  decidedBy: string | null;
  decidedAt: string | null;
  decidedNote: string | null;
  delivery: MenuDelivery | null;
  /** The one who asks wrote on it or submitted it, so another must decide. */
  mine: boolean;
}
export interface MenuCard {
  id: string;
  /** Null: the default menu, for whoever no conditional menu fits. */
  tag: { id: number; name: string } | null;
  published: number | null;
  draft: boolean;
  submitted: boolean;
  delivery: MenuDelivery | null;
}
export interface MenuView extends MenuCard {
  /** Newest first. */
  versions: MenuVersionView[];
}
/** What an editor may choose from. */
export interface MenuChoices {
  items: { code: string; name: string }[];
  entries: { id: string; question: string }[];
  dialogues: { id: string; name: string }[];
}
/** A tag at WeChat that a conditional menu may be for. */
export interface MenuTagView {
  id: number;
  name: string;
  followers: number;
}
/** Taps by target (see `targetOf`), over `days` days up to today. */
export interface MenuClicks {
  days: number;
  total: number;
  targets: Record<string, number>;
}

const id = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, "菜单编号不对"));
const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const revision = v.pipe(v.number(), v.integer(), v.minValue(0));
const note = v.pipe(v.string(), v.trim(), v.maxLength(200, "说明最多 200 个字"));
const because = v.pipe(v.string(), v.trim(), v.minLength(1, "请写明原因"), v.maxLength(200, "最多 200 个字"));
const nothing = v.strictObject({});
const at = "/console/api/menus";

/** The menu below the chat. What one act changed is answered as the whole menu anew. */
export const menuRoutes = {
  list: route("GET", at, nothing, answers<MenuCard[]>()),
  choices: route("GET", "/console/api/menu-choices", nothing, answers<MenuChoices>()),
  tags: route("GET", "/console/api/menu-tags", nothing, answers<MenuTagView[]>()),
  view: route("GET", `${at}/:id`, v.strictObject({ id }), answers<MenuView>()),
  clicks: route(
    "GET",
    `${at}/:id/clicks`,
    v.strictObject({ id, days: v.optional(v.picklist(["7", "30"]), "7") }),
    answers<MenuClicks>(),
  ),
  /** A conditional menu for the followers of a tag. */
  create: route(
    "POST",
    at,
    v.strictObject({ tag: v.pipe(v.number(), v.integer(), v.minValue(0)) }),
    answers<MenuView>(),
  ),
  /** `revision` is the one the editor saw; 0 when there was no draft. */
  save: route(
    "PUT",
    `${at}/:id/draft`,
    v.strictObject({ id, revision, buttons: menuDraft, note: v.optional(note, "") }),
    answers<MenuView>(),
  ),
  discard: route("POST", `${at}/:id/discard`, v.strictObject({ id, version, revision }), answers<MenuView>()),
  submit: route(
    "POST",
    `${at}/:id/submit`,
    v.strictObject({ id, version, revision, note: because }),
    answers<MenuView>(),
  ),
  recall: route("POST", `${at}/:id/recall`, v.strictObject({ id, version }), answers<MenuView>()),
  approve: route(
    "POST",
    `${at}/:id/approve`,
    v.strictObject({ id, version, note: v.optional(note, "") }),
    answers<MenuView>(),
  ),
  reject: route("POST", `${at}/:id/reject`, v.strictObject({ id, version, because }), answers<MenuView>()),
  /** Puts an old version up for publication as it is: a second person approves, nothing has to be drafted. */
  restore: route("POST", `${at}/:id/restore`, v.strictObject({ id, version, because }), answers<MenuView>()),
  /** Takes a conditional menu away, once a second person approves. */
  withdraw: route("POST", `${at}/:id/withdraw`, v.strictObject({ id, because }), answers<MenuView>()),
  /** Hands the published version to WeChat again, after it had failed. */
  again: route("POST", `${at}/:id/again`, v.strictObject({ id, version }), answers<MenuView>()),
};
