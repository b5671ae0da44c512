import { flawsOfMenu, stopsOf, type MenuDraft } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { addVersion, findInState, findVersion, openMenu, targetsOf, type VersionRow } from "./store.ts";
import { menuTags } from "./tags.ts";
import { menuWorld } from "./world.ts";

/** The maker's part: drafting, handing in, taking back. What was done answers nothing; a no is a `Refusal`. */
type Done = Refusal | undefined;

const CHANGED = "这份草稿刚被别人改过，请刷新后再看；您的改动还在屏幕上，可以先抄下来";
const PENDING = "已经有一版在等审核，请先审完或撤回它";

/** Refuses with every flaw that WeChat would stumble over, at its field. */
export async function sound(tx: Tx, buttons: MenuDraft): Promise<Done> {
  const stops = stopsOf(flawsOfMenu(buttons, await menuWorld(tx)));
  if (stops.length === 0) return undefined;
  return refuse("bad-input", `菜单还有 ${stops.length} 处要改`, {
    problems: stops.map(({ path, message }) => ({ field: path, message })),
  });
}

/** A conditional menu for a tag; empty until its first version is published. Answers its id. */
export async function createMenu(tx: Tx, tag: number, by: string, at: Date): Promise<string | Refusal> {
  if (!(await menuTags(tx)).some((one) => one.id === tag)) return refuse("not-found", "没有这个标签，请刷新后重选");
  const id = `tag-${tag}`;
  const made = await tx
    .insertInto("menus")
    .values({ id, tag_id: tag, created_at: at, created_by: by, published: null, wechat_id: null })
    .onConflict((same) => same.column("id").doNothing())
    .returning("id")
    .executeTakeFirst();
  return made ? id : refuse("conflict", "这个标签已经有菜单了，请直接打开它");
}

export interface Save {
  id: string;
  revision: number;
  buttons: MenuDraft;
  note: string;
}
export async function saveDraft(tx: Tx, given: Save, by: string, at: Date): Promise<Done> {
  const menu = await openMenu(tx, given.id);
  if (isRefusal(menu)) return menu;
  const draft = await findInState(tx, given.id, "draft");
  if (!draft) {
    if (given.revision !== 0) return refuse("stale", "这份草稿已经提交或放弃了，请刷新后再改");
    await addVersion(tx, given.id, { ...given, state: "draft", origin: "editor", author: by, at });
    return undefined;
  }
  if (draft.revision !== given.revision) return refuse("stale", CHANGED);
  await tx
    .updateTable("menu_versions")
    .set({
      buttons: JSON.stringify(given.buttons),
      note: given.note,
      targets: targetsOf(given.buttons),
      revision: draft.revision + 1,
      authors: [...new Set([...draft.authors, by])],
      at,
    })
    .where("menu_id", "=", given.id)
    .where("version", "=", draft.version)
    .execute();
  return undefined;
}

async function openDraft(
  tx: Tx,
  given: { id: string; version: number; revision: number },
): Promise<VersionRow | Refusal> {
  const menu = await openMenu(tx, given.id);
  if (isRefusal(menu)) return menu;
  const row = await findVersion(tx, given.id, given.version);
  if (!row) return refuse("not-found", "没有这一版，请刷新后再看");
  if (row.state !== "draft") return refuse("stale", "这份草稿已经提交或放弃了，请刷新后再看");
  return row.revision === given.revision ? row : refuse("stale", CHANGED);
}

const setVersion = (
  tx: Tx,
  row: Pick<VersionRow, "menu_id" | "version">,
  to: { state: VersionRow["state"] } & Partial<Pick<VersionRow, "note" | "authors">>,
) =>
  tx
    .updateTable("menu_versions")
    .set(to)
    .where("menu_id", "=", row.menu_id)
    .where("version", "=", row.version)
    .execute();

export async function discardDraft(tx: Tx, given: { id: string; version: number; revision: number }): Promise<Done> {
  const row = await openDraft(tx, given);
  if (isRefusal(row)) return row;
  await setVersion(tx, row, { state: "discarded" });
  return undefined;
}

export interface Submit {
  id: string;
  version: number;
  revision: number;
  note: string;
}
/** Hands the draft in. Who hands in is an author, too: they vouch for it, so another must approve. */
export async function submitDraft(tx: Tx, given: Submit, by: string): Promise<Done> {
  const row = await openDraft(tx, given);
  if (isRefusal(row)) return row;
  if (await findInState(tx, given.id, "submitted")) return refuse("conflict", PENDING);
  const flawed = await sound(tx, row.buttons);
  if (flawed) return flawed;
  await setVersion(tx, row, { state: "submitted", note: given.note, authors: [...new Set([...row.authors, by])] });
  return undefined;
}

/** Takes back what waits for approval: it becomes the draft again, unless another was begun meanwhile. */
export async function recallSubmitted(tx: Tx, given: { id: string; version: number }, by: string): Promise<Done> {
  const menu = await openMenu(tx, given.id);
  if (isRefusal(menu)) return menu;
  const row = await findVersion(tx, given.id, given.version);
  if (row?.state !== "submitted") return refuse("stale", "这一版已经不在审核中，请刷新后再看");
  if (!row.authors.includes(by)) return refuse("not-allowed", "只有提交的人能撤回；不合适请退回");
  const asDraft = row.origin === "editor" && !(await findInState(tx, given.id, "draft"));
  await setVersion(tx, row, { state: asDraft ? "draft" : "discarded" });
  return undefined;
}

/** Hands in an old version as it was, as a new one. Publishing it is a decision like any other, so a second person makes it. */
export async function restoreVersion(
  tx: Tx,
  given: { id: string; version: number; because: string },
  by: string,
  at: Date,
): Promise<Done> {
  const menu = await openMenu(tx, given.id);
  if (isRefusal(menu)) return menu;
  const old = await findVersion(tx, given.id, given.version);
  if (!old || !["superseded", "published"].includes(old.state) || old.origin === "withdrawal")
    return refuse("refused", "只能恢复曾经发布过的版本");
  if (menu.published === old.version) return refuse("refused", "现在发布的就是这一版");
  if (await findInState(tx, given.id, "submitted")) return refuse("conflict", PENDING);
  const flawed = await sound(tx, old.buttons);
  if (flawed) return flawed;
  await addVersion(tx, given.id, {
    state: "submitted",
    origin: "restored",
    restoredFrom: old.version,
    buttons: old.buttons,
    note: given.because,
    author: by,
    at,
  });
  return undefined;
}

/** Hands in the taking away of a conditional menu. The default one is never taken away: people would stand before nothing. */
export async function withdrawMenu(
  tx: Tx,
  given: { id: string; because: string },
  by: string,
  at: Date,
): Promise<Done> {
  const menu = await openMenu(tx, given.id);
  if (isRefusal(menu)) return menu;
  if (menu.tag_id === null) return refuse("refused", "默认菜单不能撤下，请改成新的版本");
  const current = await findInState(tx, given.id, "published");
  if (!current || current.origin === "withdrawal") return refuse("refused", "这个菜单现在没有发布，不用撤下");
  if (await findInState(tx, given.id, "submitted")) return refuse("conflict", PENDING);
  await addVersion(tx, given.id, {
    state: "submitted",
    origin: "withdrawal",
    buttons: [],
    note: given.because,
    author: by,
    at,
  });
  return undefined;
}
