import { sql } from "kysely";
import type { Tx } from "../db.ts";

export interface MenuTag {
  id: number;
  name: string;
}

/** Tags that a conditional menu may be for, as the followers' domain keeps them. */
export async function menuTags(tx: Tx): Promise<MenuTag[]> {
  const { rows: found } = await sql<{ is: boolean }>`select to_regclass('follower_tags') is not null as is`.execute(tx);
  if (!found[0]?.is) return [];
  const { rows } = await sql<MenuTag>`select id, name from follower_tags order by id`.execute(tx);
  return rows.map((row) => ({ id: Number(row.id), name: row.name }));
}
export async function tagNames(tx: Tx): Promise<(id: number) => string> {
  const names = new Map((await menuTags(tx)).map((tag) => [tag.id, tag.name]));
  return (id) => names.get(id) ?? `标签 ${id}`;
}
