import type { Tx } from "../db.ts";
import { put } from "../outbox/index.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { sound } from "./edit.ts";
import { findInState, findVersion, openMenu, type VersionRow } from "./store.ts";

/** The checker's part. Nobody decides on what they wrote or handed in. */
type Done = Refusal | undefined;

/** Menus go to WeChat one after another: a conditional one needs the default one to stand. */
const STREAM = "wechat.menu";
export const MENU_PARCEL = "wechat.menu";
export interface MenuParcel {
  menu: string;
  version: number;
}
const hand = (tx: Tx, parcel: MenuParcel, turn: string) =>
  put(tx, {
    key: `menu:${parcel.menu}:${parcel.version}:${turn}`,
    kind: MENU_PARCEL,
    stream: STREAM,
    payload: parcel,
  });

async function openSubmitted(
  tx: Tx,
  given: { id: string; version: number },
  by: string,
): Promise<VersionRow | Refusal> {
  const menu = await openMenu(tx, given.id);
  if (isRefusal(menu)) return menu;
  const row = await findVersion(tx, given.id, given.version);
  if (row?.state !== "submitted") return refuse("stale", "这一版已经不在审核中，请刷新后再看");
  if (row.authors.includes(by)) return refuse("not-allowed", "不能审核自己写的或自己提交的菜单，请让另一位同事来审");
  return row;
}

/** Publishes: from now on it is the menu's version, and the outbox carries it to WeChat. */
export async function approveVersion(
  tx: Tx,
  given: { id: string; version: number; note: string },
  by: string,
  at: Date,
): Promise<Done> {
  const row = await openSubmitted(tx, given, by);
  if (isRefusal(row)) return row;
  const flawed = row.origin === "withdrawal" ? undefined : await sound(tx, row.buttons);
  if (flawed) return flawed;
  const before = await findInState(tx, given.id, "published");
  if (before)
    await tx
      .updateTable("menu_versions")
      .set({ state: "superseded" })
      .where("menu_id", "=", given.id)
      .where("version", "=", before.version)
      .execute();
  await tx
    .updateTable("menu_versions")
    .set({
      state: "published",
      decided_by: by,
      decided_at: at,
      decided_note: given.note === "" ? null : given.note,
      delivery: "waiting",
    })
    .where("menu_id", "=", given.id)
    .where("version", "=", row.version)
    .execute();
  await tx.updateTable("menus").set({ published: row.version }).where("id", "=", given.id).execute();
  await hand(tx, { menu: given.id, version: row.version }, "approved");
  return undefined;
}

export async function rejectVersion(
  tx: Tx,
  given: { id: string; version: number; because: string },
  by: string,
  at: Date,
): Promise<Done> {
  const row = await openSubmitted(tx, given, by);
  if (isRefusal(row)) return row;
  await tx
    .updateTable("menu_versions")
    .set({ state: "rejected", decided_by: by, decided_at: at, decided_note: given.because })
    .where("menu_id", "=", given.id)
    .where("version", "=", row.version)
    .execute();
  return undefined;
}

/** Hands what is published to WeChat once more, after it failed. It was approved already, so nobody decides anew. */
export async function publishAgain(tx: Tx, given: { id: string; version: number }, at: Date): Promise<Done> {
  const menu = await openMenu(tx, given.id);
  if (isRefusal(menu)) return menu;
  const row = await findVersion(tx, given.id, given.version);
  if (!row || menu.published !== row.version) return refuse("stale", "现在发布的已经是别的版本，请刷新后再看");
  if (row.delivery === "waiting") return refuse("conflict", "正在发布，请稍等");
  await tx
    .updateTable("menu_versions")
    .set({ delivery: "waiting", delivery_advice: null })
    .where("menu_id", "=", given.id)
    .where("version", "=", row.version)
    .execute();
  await hand(tx, { menu: given.id, version: row.version }, String(at.getTime()));
  return undefined;
}
