import type { MenuCard, MenuDelivery, MenuVersionView, MenuView } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { readVersions, type MenuRow, type VersionRow } from "./store.ts";
import { tagNames } from "./tags.ts";

async function staffNames(tx: Tx): Promise<(id: string) => string> {
  const rows = await tx.selectFrom("staff").select(["id", "name"]).execute();
  const names = new Map(rows.map((row) => [row.id, row.name]));
  return (id) => (id === "seed" ? "系统" : (names.get(id) ?? "已离职人员"));
}

function deliveryOf(row: VersionRow): MenuDelivery | null {
  if (row.delivery === null) return null;
  if (row.delivery === "waiting") return { state: "waiting" };
  if (row.delivery === "failed") return { state: "failed", advice: row.delivery_advice ?? "请稍后再发布一次" };
  return { state: "sent", at: (row.delivered_at ?? row.at).toISOString() };
}

function versionView(row: VersionRow, staffId: string, nameOf: (id: string) => string): MenuVersionView {
  return {
    version: row.version,
    state: row.state,
    origin: row.origin,
    restoredFrom: row.restored_from,
    buttons: row.buttons,
    note: row.note,
    revision: row.revision,
    author: row.authors.map(nameOf).join("、"),
    at: row.at.toISOString(),
    decidedBy: row.decided_by === null ? null : nameOf(row.decided_by),
    decidedAt: row.decided_at?.toISOString() ?? null,
    decidedNote: row.decided_note,
    delivery: deliveryOf(row),
    mine: row.authors.includes(staffId),
  };
}

function cardOf(menu: MenuRow, versions: readonly VersionRow[], tagOf: (id: number) => string): MenuCard {
  const published = versions.find((one) => one.version === menu.published);
  return {
    id: menu.id,
    tag: menu.tag_id === null ? null : { id: menu.tag_id, name: tagOf(menu.tag_id) },
    published: published?.origin === "withdrawal" ? null : menu.published,
    draft: versions.some((one) => one.state === "draft"),
    submitted: versions.some((one) => one.state === "submitted"),
    delivery: published ? deliveryOf(published) : null,
  };
}

/** The default menu first, then the conditional ones, newest first as WeChat tries them. */
export async function listMenus(tx: Tx): Promise<MenuCard[]> {
  const menus = await tx.selectFrom("menus").selectAll().orderBy("created_at", "desc").execute();
  const tagOf = await tagNames(tx);
  const cards = [];
  for (const menu of menus) cards.push(cardOf(menu, await readVersions(tx, menu.id), tagOf));
  return cards.toSorted((a, b) => Number(b.tag === null) - Number(a.tag === null));
}

export async function viewMenu(tx: Tx, id: string, staffId: string): Promise<MenuView | Refusal> {
  const menu = await tx.selectFrom("menus").selectAll().where("id", "=", id).executeTakeFirst();
  if (!menu) return refuse("not-found", "没有这个菜单，请回到菜单列表");
  const versions = await readVersions(tx, id);
  const nameOf = await staffNames(tx);
  return {
    ...cardOf(menu, versions, await tagNames(tx)),
    versions: versions.map((row) => versionView(row, staffId, nameOf)),
  };
}
