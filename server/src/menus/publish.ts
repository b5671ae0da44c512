import type { MenuAction, MenuDraft } from "@wsi/shared/contract";
import { inTransaction, type Db, type Tx } from "../db.ts";
import type { Handler, Settled } from "../outbox/index.ts";
import { PortFault } from "../ports/fault.ts";
import type { Clock } from "../ports/clock.ts";
import type { AccountMenu, MenuButton, WantedMenus } from "../ports/messages.ts";
import type { MenuParcel } from "./decide.ts";
import { DEFAULT_MENU, seedMenu } from "./store.ts";

export interface PublishParts {
  db: Db;
  clock: Clock;
  menu: AccountMenu;
}

function portButton(button: MenuAction): MenuButton {
  const { name } = button;
  if (button.kind === "click") return { name, click: button.key };
  if (button.kind === "place") return { name, place: button.key };
  if (button.kind === "scan") return { name, scan: { key: button.key, answered: button.answered } };
  if (button.kind === "photo") return { name, photo: { key: button.key, from: button.from } };
  return button.kind === "url" ? { name, url: button.url } : { name, open: button.page };
}
/** In the words of the port. */
export const portMenu = (menu: MenuDraft): MenuButton[] =>
  menu.map((one) => (one.kind === "group" ? { name: one.name, group: one.buttons.map(portButton) } : portButton(one)));

const published = (db: Db | Tx) =>
  db
    .selectFrom("menus as m")
    .innerJoin("menu_versions as v", (join) =>
      join.onRef("v.menu_id", "=", "m.id").onRef("v.version", "=", "m.published"),
    );

const current = (db: Db | Tx, id: string) =>
  published(db)
    .select(["m.tag_id", "m.wechat_id", "v.version", "v.origin", "v.buttons"])
    .where("m.id", "=", id)
    .executeTakeFirst();
type Current = NonNullable<Awaited<ReturnType<typeof current>>>;

/** Brings one version to WeChat. WeChat adds a conditional menu beside the one before, so that one is taken away afterwards. */
async function carry({ db, menu }: PublishParts, id: string, row: Current): Promise<void> {
  if (row.tag_id === null) return menu.publish(portMenu(row.buttons));
  const standing = row.origin === "withdrawal" ? null : await menu.publishFor(row.tag_id, portMenu(row.buttons));
  await db.updateTable("menus").set({ wechat_id: standing }).where("id", "=", id).execute();
  if (row.wechat_id !== null && row.wechat_id !== standing) await menu.withdraw(row.wechat_id);
}

/** What should stand at WeChat now; undefined when nothing was ever published. */
export async function wantedMenus(db: Db): Promise<WantedMenus | undefined> {
  const rows = await published(db).select(["m.id", "m.wechat_id", "v.origin", "v.buttons"]).execute();
  const main = rows.find((row) => row.id === DEFAULT_MENU);
  if (!main) return undefined;
  const conditional = rows
    .filter((row) => row !== main && row.origin !== "withdrawal")
    .map((row) => ({ id: row.wechat_id, menu: portMenu(row.buttons) }));
  return { main: portMenu(main.buttons), conditional };
}

const MOST_TURNS = 5;

/**
 * Brings what is published to WeChat, and looks again afterwards: had somebody published meanwhile, theirs must be the last to
 * arrive. Answers the version that stands there now; undefined when none was ever published. Throws PortFault.
 */
async function bring(parts: PublishParts, id: string): Promise<number | undefined> {
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const row = await current(parts.db, id);
    if (!row) return undefined;
    await carry(parts, id, row);
    if ((await current(parts.db, id))?.version === row.version) return row.version;
  }
  throw new Error("a menu is published faster than it can be brought to WeChat");
}

const written = (tx: Db | Tx, id: string, version: number, result: Settled, at: Date) =>
  tx
    .updateTable("menu_versions")
    .set(
      result.outcome === "sent"
        ? { delivery: "sent", delivered_at: at, delivery_advice: null }
        : { delivery: "failed", delivered_at: null, delivery_advice: result.advice },
    )
    .where("menu_id", "=", id)
    .where("version", "=", version)
    .execute();

/** The outbox' way to WeChat. Setting the same menu twice is setting it once, so it may be repeated. */
export function menuHandler(parts: PublishParts): Handler<MenuParcel> {
  return {
    repeatable: true,
    async deliver({ menu }) {
      await bring(parts, menu);
      return { outcome: "sent" };
    },
    settled: async (tx, { menu, version }, result) =>
      void (await written(tx, menu, version, result, parts.clock.now())),
  };
}

/**
 * At the start of the server: the default menu, then the conditional ones, oldest first so that the newest wins. A conditional one
 * that WeChat will never take (its tag is gone) is noted for the screen and keeps none of the others waiting. Throws PortFault.
 */
export async function publishMenus(parts: PublishParts): Promise<void> {
  await inTransaction(parts.db, (tx) => seedMenu(tx, parts.clock.now()));
  const menus = await parts.db
    .selectFrom("menus")
    .select(["id"])
    .where("published", "is not", null)
    .orderBy((q) => q.case().when("id", "=", DEFAULT_MENU).then(0).else(1).end())
    .orderBy("created_at")
    .execute();
  for (const { id } of menus) {
    try {
      const version = await bring(parts, id);
      if (version !== undefined) await written(parts.db, id, version, { outcome: "sent" }, parts.clock.now());
    } catch (error) {
      if (id === DEFAULT_MENU || !(error instanceof PortFault) || error.retryable) throw error;
      const row = await current(parts.db, id);
      const lost: Settled = {
        outcome: "failed",
        because: error.message,
        advice: "请看看标签还在不在，改好后再发一次。",
      };
      if (row) await written(parts.db, id, row.version, lost, parts.clock.now());
    }
  }
}
