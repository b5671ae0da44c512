import type { MenuDraft, MenuView } from "@wsi/shared/contract";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { inTransaction, type Tx } from "../db.ts";
import { createRelay } from "../outbox/index.ts";
import { PortFault } from "../ports/fault.ts";
import type { AccountMenu, MenuButton, Update } from "../ports/messages.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import {
  approveVersion,
  clicksOf,
  countTap,
  findTap,
  listMenus,
  MENU_PARCEL,
  menuHandler,
  publishAgain,
  publishMenus,
  recallSubmitted,
  rejectVersion,
  restoreVersion,
  saveDraft,
  seedMenu,
  submitDraft,
  viewMenu,
  wantedMenus,
  withdrawMenu,
} from "./index.ts";

let fresh: TestDatabase;
let now: Date;
const ann = "00000000-0000-4000-8000-00000000000a";
const ben = "00000000-0000-4000-8000-00000000000b";
const id = "default";
beforeEach(async () => {
  fresh = await freshDatabase();
  now = new Date("2026-11-23T01:00:00Z");
  await inTransaction(fresh.db, (tx) => seedMenu(tx, now));
});
afterEach(() => fresh.drop());

const tx = <T>(work: (tx: Tx) => Promise<T>) => inTransaction(fresh.db, work);
const view = async (menu = id): Promise<MenuView> => {
  const found = await tx((t) => viewMenu(t, menu, ann));
  if (isRefusal(found)) throw new Error(found.body.message);
  return found;
};
const versionOf = async (version: number, menu = id) => (await view(menu)).versions.find((v) => v.version === version);
const code = (done: Refusal | undefined) => done?.body.code;

const two: MenuDraft = [
  { kind: "open", name: "办事", page: "pages/find/index" },
  { kind: "click", name: "年审", key: "ASK_YEARLY", answer: { say: "每年三月办。" } },
];
async function publish(buttons: MenuDraft, menu = id): Promise<number> {
  await tx((t) => saveDraft(t, { id: menu, revision: 0, buttons, note: "" }, ann, now));
  const version = (await view(menu)).versions[0]?.version ?? 0;
  await tx((t) => submitDraft(t, { id: menu, version, revision: 1, note: "新菜单" }, ann));
  expect(await tx((t) => approveVersion(t, { id: menu, version, note: "" }, ben, now))).toBeUndefined();
  return version;
}

/** WeChat as far as menus go: what stands there, and what it was asked. */
function wechat() {
  const stands: { menu: MenuButton[]; conditional: Map<string, { tag: number; menu: MenuButton[] }> } = {
    menu: [],
    conditional: new Map(),
  };
  let made = 0;
  const faults: Error[] = [];
  const trip = () => {
    const fault = faults.shift();
    if (fault) throw fault;
  };
  const port: AccountMenu = {
    async publish(menu) {
      trip();
      stands.menu = menu;
    },
    async publishFor(tag, menu) {
      trip();
      made += 1;
      stands.conditional.set(`m${made}`, { tag, menu });
      return `m${made}`;
    },
    async withdraw(menuId) {
      stands.conditional.delete(menuId);
    },
  };
  return { stands, port, faults };
}
function relayTo(port: AccountMenu) {
  const clock = { now: () => now };
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  return createRelay({
    db: fresh.db,
    clock,
    log,
    handlers: { [MENU_PARCEL]: menuHandler({ db: fresh.db, clock, menu: port }) },
  });
}
const names = (menu: readonly { name: string }[]) => menu.map((one) => one.name);

describe("the life of a menu", () => {
  it("begins with what came with the release, once", async () => {
    await tx((t) => seedMenu(t, now));
    expect(await tx(listMenus)).toMatchObject([{ id, tag: null, published: 1, draft: false, submitted: false }]);
    expect((await view()).versions).toMatchObject([{ version: 1, origin: "seed", author: "系统", state: "published" }]);
  });

  it("is published by another than its author, and brought to WeChat", async () => {
    const version = await publish(two);
    expect(await view()).toMatchObject({ published: version, delivery: { state: "waiting" } });
    expect(await versionOf(1)).toMatchObject({ state: "superseded" });
    const there = wechat();
    await relayTo(there.port).drain();
    expect(there.stands.menu).toEqual([
      { name: "办事", open: "pages/find/index" },
      { name: "年审", click: "ASK_YEARLY" },
    ]);
    expect(await versionOf(version)).toMatchObject({ delivery: { state: "sent", at: now.toISOString() } });
  });

  it("is decided by nobody who wrote on it or handed it in", async () => {
    await tx((t) => saveDraft(t, { id, revision: 0, buttons: two, note: "" }, ann, now));
    await tx((t) => submitDraft(t, { id, version: 2, revision: 1, note: "换" }, ben));
    for (const who of [ann, ben]) {
      expect(code(await tx((t) => approveVersion(t, { id, version: 2, note: "" }, who, now)))).toBe("not-allowed");
      expect(code(await tx((t) => rejectVersion(t, { id, version: 2, because: "不好" }, who, now)))).toBe(
        "not-allowed",
      );
    }
    expect(await tx((t) => recallSubmitted(t, { id, version: 2 }, ben))).toBeUndefined();
    expect(await versionOf(2)).toMatchObject({ state: "draft" });
  });

  it("keeps two editors from overwriting each other", async () => {
    await tx((t) => saveDraft(t, { id, revision: 0, buttons: two, note: "" }, ann, now));
    expect(code(await tx((t) => saveDraft(t, { id, revision: 0, buttons: two, note: "" }, ben, now)))).toBe("stale");
    expect(await tx((t) => saveDraft(t, { id, revision: 1, buttons: two, note: "" }, ben, now))).toBeUndefined();
    expect(code(await tx((t) => submitDraft(t, { id, version: 2, revision: 1, note: "x" }, ann)))).toBe("stale");
  });

  it("names every flaw at its field when it is handed in", async () => {
    const bad: MenuDraft = [{ kind: "url", name: "网页", url: "http://example.org" }, two[1]!];
    await tx((t) => saveDraft(t, { id, revision: 0, buttons: bad, note: "" }, ann, now));
    const done = await tx((t) => submitDraft(t, { id, version: 2, revision: 1, note: "x" }, ann));
    expect(done?.body.problems).toEqual([{ field: "0.url", message: "网址要以 https:// 开头" }]);
  });

  it("goes back to an old version as a new one, which a second person approves", async () => {
    await publish(two);
    const because = "新菜单有错";
    expect(await tx((t) => restoreVersion(t, { id, version: 1, because }, ann, now))).toBeUndefined();
    expect(await versionOf(3)).toMatchObject({
      state: "submitted",
      origin: "restored",
      restoredFrom: 1,
      note: because,
    });
    expect(code(await tx((t) => approveVersion(t, { id, version: 3, note: "" }, ann, now)))).toBe("not-allowed");
    expect(await tx((t) => approveVersion(t, { id, version: 3, note: "" }, ben, now))).toBeUndefined();
    const there = wechat();
    await relayTo(there.port).drain();
    expect(names(there.stands.menu)).toEqual(["办事", "查询", "咨询"]);
    expect(code(await tx((t) => restoreVersion(t, { id, version: 3, because }, ann, now)))).toBe("refused");
  });

  it("lets the database refuse to change what was handed in", async () => {
    const change = fresh.db.updateTable("menu_versions").set({ buttons: "[]" }).where("version", "=", 1).execute();
    await expect(change).rejects.toThrow("never changes");
    await expect(fresh.db.deleteFrom("menu_versions").execute()).rejects.toThrow("history");
  });
});

describe("bringing it to WeChat", () => {
  it("tells on the screen when it failed for good, and tries again when asked", async () => {
    const there = wechat();
    const version = await publish(two);
    there.faults.push(...Array.from({ length: 6 }, () => new PortFault("account-menu", "unreachable", "no way")));
    const relay = relayTo(there.port);
    for (let turn = 0; turn < 6; turn += 1) {
      await relay.drain();
      now = new Date(now.getTime() + 700_000);
    }
    const failed = (await versionOf(version))?.delivery;
    expect(failed).toMatchObject({ state: "failed", advice: expect.stringContaining("没有送达") });
    expect(await tx((t) => publishAgain(t, { id, version }, now))).toBeUndefined();
    await relay.drain();
    expect((await versionOf(version))?.delivery).toMatchObject({ state: "sent" });
    await relay.stop();
  });

  it("at the start brings the default menu and then the conditional ones, each once", async () => {
    await fresh.db
      .insertInto("menus")
      .values({ id: "tag-7", tag_id: 7, created_at: now, created_by: ann, published: null, wechat_id: null })
      .execute();
    await publish(two, "tag-7");
    expect((await wantedMenus(fresh.db))?.conditional).toMatchObject([{ id: null, menu: [{ name: "办事" }, {}] }]);
    const there = wechat();
    const parts = { db: fresh.db, clock: { now: () => now }, menu: there.port };
    for (let start = 0; start < 3; start += 1) await publishMenus(parts);
    expect(names(there.stands.menu)).toEqual(["办事", "查询", "咨询"]);
    expect([...there.stands.conditional.values()]).toMatchObject([{ tag: 7 }]);
    expect(await wantedMenus(fresh.db)).toEqual({
      main: there.stands.menu,
      conditional: [...there.stands.conditional].map(([arrived, { menu }]) => ({ id: arrived, menu })),
    });

    expect(await tx((t) => withdrawMenu(t, { id: "tag-7", because: "活动结束" }, ann, now))).toBeUndefined();
    await tx((t) => approveVersion(t, { id: "tag-7", version: 2, note: "" }, ben, now));
    await relayTo(there.port).drain();
    expect(there.stands.conditional.size).toBe(0);
    expect(await view("tag-7")).toMatchObject({ published: null });
    expect((await wantedMenus(fresh.db))?.conditional).toEqual([]);
    expect(code(await tx((t) => withdrawMenu(t, { id, because: "不要了" }, ann, now)))).toBe("refused");
  });

  it("at the start is not held up by a conditional menu that WeChat will never take", async () => {
    const tag = (number: number) => ({
      id: `tag-${number}`,
      tag_id: number,
      created_at: new Date(now.getTime() + number),
    });
    await fresh.db
      .insertInto("menus")
      .values([7, 8].map((number) => ({ ...tag(number), created_by: ann, published: null, wechat_id: null })))
      .execute();
    for (const number of [7, 8]) await publish(two, `tag-${number}`);
    const there = wechat();
    const gone: AccountMenu = {
      ...there.port,
      async publishFor(number, menu) {
        if (number === 7) throw new PortFault("account-menu", "nonsense", "no such tag");
        return there.port.publishFor(number, menu);
      },
    };
    await publishMenus({ db: fresh.db, clock: { now: () => now }, menu: gone });
    expect([...there.stands.conditional.values()]).toMatchObject([{ tag: 8 }]);
    expect((await view("tag-7")).delivery).toMatchObject({ state: "failed", advice: expect.stringContaining("标签") });
    expect((await view("tag-8")).delivery).toMatchObject({ state: "sent" });
  });

  it("lets the newest publication arrive last, even when an older one is slow", async () => {
    const there = wechat();
    const slow: AccountMenu = {
      ...there.port,
      async publish(menu) {
        if (names(menu).includes("咨询")) await publish(two);
        await there.port.publish(menu);
      },
    };
    await publishMenus({ db: fresh.db, clock: { now: () => now }, menu: slow });
    expect(names(there.stands.menu)).toEqual(["办事", "年审"]);
  });
});

describe("taps", () => {
  type Tapped = { kind: "click"; button: string } | { kind: "view"; url: string };
  const tap = (more: Tapped): Update => ({
    key: "k",
    openid: "o",
    account: "gh_1",
    at: now,
    ...more,
  });

  it("are answered by what the editor wrote, and old keys go on working", async () => {
    expect(await tx((t) => findTap(t, "ASK_GAP", "o"))).toEqual({
      label: "断缴怎么办",
      answer: { entries: ["gap-what-to-do"] },
    });
    await publish(two);
    expect(await tx((t) => findTap(t, "ASK_YEARLY", "o"))).toEqual({ label: "年审", answer: { say: "每年三月办。" } });
    expect(await tx((t) => findTap(t, "ASK_GAP", "o"))).toMatchObject({ answer: { entries: ["gap-what-to-do"] } });
    expect(await tx((t) => findTap(t, "HUMAN", "o"))).toEqual({ label: "转人工", answer: null });
    expect(await tx((t) => findTap(t, "NEVER", "o"))).toBeUndefined();
  });

  it("are answered before anything was ever kept", async () => {
    await fresh.db.updateTable("menu_versions").set({ state: "discarded" }).execute();
    expect(await tx((t) => findTap(t, "ASK_FLEX", "o"))).toMatchObject({ label: "灵活就业" });
  });

  it("are counted per button and day; strangers are not", async () => {
    for (const one of [
      tap({ kind: "click", button: "ASK_GAP" }),
      tap({ kind: "click", button: "ASK_GAP" }),
      tap({ kind: "view", url: "pages/find/index" }),
      tap({ kind: "view", url: "/pages/find/index" }),
      tap({ kind: "click", button: "NEVER" }),
    ])
      await tx((t) => countTap(t, one, now));
    const old = new Date(now.getTime() - 7 * 86_400_000);
    await tx((t) => countTap(t, tap({ kind: "click", button: "ASK_GAP" }), old));
    expect(await tx((t) => clicksOf(t, id, 7, now))).toEqual({
      days: 7,
      total: 4,
      targets: { "click:ASK_GAP": 2, "view:pages/find/index": 2 },
    });
    expect((await tx((t) => clicksOf(t, id, 30, now))).total).toBe(5);
  });

  it("on a button that picks a place are counted, a position sent by itself is not", async () => {
    await publish([{ kind: "place", name: "附近大厅", key: "HALLS" }]);
    const position = { kind: "position", latitude: 30.6, longitude: 114.3, asked: true } as const;
    const sent: Update = { key: "k", openid: "o", account: "gh_1", at: now, ...position };
    await tx((t) => countTap(t, { ...sent, button: "HALLS" }, now));
    await tx((t) => countTap(t, sent, now));
    expect(await tx((t) => clicksOf(t, id, 7, now))).toMatchObject({ total: 1, targets: { "place:HALLS": 1 } });
  });

  it("on a scanner or on photographs are counted by their button", async () => {
    await publish([
      { kind: "scan", name: "扫码", key: "SCAN", answered: true },
      { kind: "photo", name: "发照片", key: "PHOTO", from: "choice" },
    ]);
    const from = { key: "k", openid: "o", account: "gh_1", at: now };
    await tx((t) => countTap(t, { ...from, kind: "scanned", button: "SCAN", text: "1", answered: true }, now));
    await tx((t) => countTap(t, { ...from, kind: "photos-chosen", button: "PHOTO", count: 3 }, now));
    const { targets } = await tx((t) => clicksOf(t, id, 7, now));
    expect(targets).toEqual({ "scan:SCAN": 1, "photo:PHOTO": 1 });
  });

  it("with one key in two menus are answered and counted by the menu that the follower sees", async () => {
    const ask = (say: string): MenuDraft => [{ kind: "click", name: "年审", key: "ASK_YEARLY", answer: { say } }];
    await fresh.db
      .insertInto("menus")
      .values({ id: "tag-7", tag_id: 7, created_at: now, created_by: ann, published: null, wechat_id: null })
      .execute();
    await fresh.db
      .insertInto("follower_tags")
      .values({ id: 7, code: "retired", name: "退休", created_at: now })
      .execute();
    await fresh.db.insertInto("audience_tags").values({ openid: "old", code: "retired" }).execute();
    await publish(ask("每年三月办。"));
    await publish(ask("退休人员在家认证。"), "tag-7");
    expect(await tx((t) => findTap(t, "ASK_YEARLY", "o"))).toMatchObject({ answer: { say: "每年三月办。" } });
    expect(await tx((t) => findTap(t, "ASK_YEARLY", "old"))).toMatchObject({ answer: { say: "退休人员在家认证。" } });
    for (const openid of ["o", "o", "old"])
      await tx((t) => countTap(t, { ...tap({ kind: "click", button: "ASK_YEARLY" }), openid }, now));
    expect((await tx((t) => clicksOf(t, id, 7, now))).total).toBe(2);
    expect((await tx((t) => clicksOf(t, "tag-7", 7, now))).total).toBe(1);
  });
});
