import type { MenuTagView } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import { countByTag } from "../followers/index.ts";

/** Tags that a conditional menu may be for: those that stand at WeChat, and how many carry them. */
export async function menuTags(tx: Tx): Promise<MenuTagView[]> {
  const counted = await countByTag(tx);
  const rows = await tx.selectFrom("follower_tags").select(["id", "code", "name"]).orderBy("id").execute();
  return rows.map(({ id, code, name }) => ({ id, name, followers: counted.get(code) ?? 0 }));
}
export async function tagNames(tx: Tx): Promise<(id: number) => string> {
  const names = new Map((await menuTags(tx)).map((tag) => [tag.id, tag.name]));
  return (id) => names.get(id) ?? `标签 ${id}`;
}
