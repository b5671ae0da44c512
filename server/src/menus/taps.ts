import { beijingDay } from "@wsi/shared/case";
import { actionsOf, type MenuAnswer, type MenuClicks } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Update } from "../ports/messages.ts";
import { firstMenu } from "./seed.ts";

/** How well a menu fits a follower: one for a tag of theirs, the default one, one of others (a tag they had, a phone that was slow). */
const fits = (openid: string) =>
  sql<number>`case when m.tag_id is null then 1 when exists (
    select from follower_tags t join audience_tags a on a.code = t.code
    where t.id = m.tag_id and a.openid = ${openid} and a.wanted) then 0 else 2 end`;

/** Where a follower tapped: two menus may have the same key with another answer. */
const inMenu = (tx: Tx, target: string, openid: string) =>
  tx
    .selectFrom("menu_versions as v")
    .innerJoin("menus as m", "m.id", "v.menu_id")
    .select(["v.menu_id", "v.version", "v.buttons"])
    .where(sql<boolean>`v.targets @> array[${target}]::text[]`)
    .where("v.state", "in", ["published", "superseded"])
    // What is shown now before what was: phones keep an old menu for some minutes, and some for days.
    .orderBy(sql`v.version = m.published`, "desc")
    .orderBy(fits(openid))
    .orderBy("v.decided_at", (one) => one.desc().nullsLast())
    .limit(1)
    .executeTakeFirst();

export interface Tap {
  label: string;
  /** Null: the key is the bot's own word (转人工 …). */
  answer: MenuAnswer;
}

/** What a tapped key is answered with, in the published menus, then in any that once were. Undefined: no menu ever had it. */
export async function findTap(tx: Tx, key: string, openid: string): Promise<Tap | undefined> {
  const row = await inMenu(tx, `click:${key}`, openid);
  for (const button of actionsOf(row?.buttons ?? firstMenu))
    if (button.kind === "click" && button.key === key) return { label: button.name, answer: button.answer };
  return undefined;
}

/** Where a tap on the menu counts, as `targetOf` names it; undefined: no tap. */
function targetIn(update: Update): string | undefined {
  switch (update.kind) {
    case "click":
      return `click:${update.button}`;
    case "view":
      return `view:${update.url.replace(/^\/+/, "")}`;
    case "position":
      return update.button === undefined ? undefined : `place:${update.button}`;
    case "scanned":
      return `scan:${update.button}`;
    case "photos-chosen":
      return `photo:${update.button}`;
    default:
      return undefined;
  }
}
export const isTap = (update: Update): boolean => targetIn(update) !== undefined;

/** Counts a tap on the menu; other updates are none. Taps on what no menu of ours ever had are not counted. */
export async function countTap(tx: Tx, update: Update, at: Date): Promise<void> {
  const target = targetIn(update);
  if (target === undefined) return;
  const row = await inMenu(tx, target, update.openid);
  if (!row) return;
  await tx
    .insertInto("menu_clicks")
    .values({ day: beijingDay(at), menu_id: row.menu_id, version: row.version, target, count: 1 })
    .onConflict((same) =>
      same
        .columns(["day", "menu_id", "version", "target"])
        .doUpdateSet((q) => ({ count: q("menu_clicks.count", "+", 1) })),
    )
    .execute();
}

/** Taps of the last `days` days, today counted, over all versions: a button that moved keeps its count. */
export async function clicksOf(tx: Tx, menuId: string, days: number, at: Date): Promise<MenuClicks> {
  const rows = await tx
    .selectFrom("menu_clicks")
    .select(["target", (q) => sql<number>`${q.fn.sum("count")}::bigint`.as("taps")])
    .where("menu_id", "=", menuId)
    .where("day", ">", addDays(beijingDay(at), -days))
    .groupBy("target")
    .execute();
  return {
    days,
    total: rows.reduce((sum, row) => sum + row.taps, 0),
    targets: Object.fromEntries(rows.map((row) => [row.target, row.taps])),
  };
}
