import { actionsOf, targetOf, type MenuDraft } from "@wsi/shared/contract";
import type { Insertable, Selectable } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { firstMenu } from "./seed.ts";
import type { MenuTables } from "./tables.ts";

export type MenuRow = Selectable<MenuTables["menus"]>;
export type VersionRow = Selectable<MenuTables["menu_versions"]>;

export const DEFAULT_MENU = "default";
export const targetsOf = (menu: MenuDraft): string[] => [
  ...new Set(actionsOf(menu).flatMap((one) => targetOf(one) ?? [])),
];

/** The default menu stands from the beginning: what came with the release is its first version, already approved. */
export async function seedMenu(tx: Tx, at: Date): Promise<void> {
  const made = await tx
    .insertInto("menus")
    .values({ id: DEFAULT_MENU, tag_id: null, created_at: at, created_by: "seed", published: 1, wechat_id: null })
    .onConflict((same) => same.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!made) return;
  await addVersion(tx, DEFAULT_MENU, {
    state: "published",
    origin: "seed",
    buttons: firstMenu,
    note: "随系统上线的菜单",
    author: "seed",
    at,
    delivery: "waiting",
  });
}

/** One menu at a time is changed by one person at a time: its row stays locked until the caller's transaction ends. */
export async function openMenu(tx: Tx, id: string): Promise<MenuRow | Refusal> {
  const row = await tx.selectFrom("menus").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();
  return row ?? refuse("not-found", "没有这个菜单，可能已经换了地址，请回到菜单列表");
}

export const readVersions = (tx: Tx, menuId: string): Promise<VersionRow[]> =>
  tx.selectFrom("menu_versions").selectAll().where("menu_id", "=", menuId).orderBy("version", "desc").execute();

export const findVersion = (tx: Tx, menuId: string, version: number): Promise<VersionRow | undefined> =>
  tx
    .selectFrom("menu_versions")
    .selectAll()
    .where("menu_id", "=", menuId)
    .where("version", "=", version)
    .executeTakeFirst();

export const findInState = (tx: Tx, menuId: string, state: VersionRow["state"]): Promise<VersionRow | undefined> =>
  tx
    .selectFrom("menu_versions")
    .selectAll()
    .where("menu_id", "=", menuId)
    .where("state", "=", state)
    .executeTakeFirst();

export interface NewVersion {
  state: "draft" | "submitted" | "published";
  origin: VersionRow["origin"];
  buttons: MenuDraft;
  note: string;
  author: string;
  at: Date;
  restoredFrom?: number;
  delivery?: "waiting";
}

/** The next version; answers its number. The menu's row is locked by the caller. */
export async function addVersion(tx: Tx, menuId: string, given: NewVersion): Promise<number> {
  const { last } = await tx
    .selectFrom("menu_versions")
    .select((q) => q.fn.coalesce(q.fn.max("version"), q.lit(0)).as("last"))
    .where("menu_id", "=", menuId)
    .executeTakeFirstOrThrow();
  const version = Number(last) + 1;
  const row: Insertable<MenuTables["menu_versions"]> = {
    menu_id: menuId,
    version,
    state: given.state,
    origin: given.origin,
    restored_from: given.restoredFrom ?? null,
    buttons: JSON.stringify(given.buttons),
    note: given.note,
    targets: targetsOf(given.buttons),
    authors: [given.author],
    at: given.at,
    decided_by: null,
    decided_at: null,
    decided_note: null,
    delivery: given.delivery ?? null,
    delivered_at: null,
    delivery_advice: null,
  };
  await tx.insertInto("menu_versions").values(row).execute();
  return version;
}
