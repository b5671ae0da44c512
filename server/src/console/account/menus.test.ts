import { readFile } from "node:fs/promises";
import { menuPages, type MenuDraft } from "@wsi/shared/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";

let house: House;
let maker: Caller;
let checker: Caller;
let chief: Caller;
beforeAll(async () => {
  house = await startHouse();
  maker = await house.staff("yunying");
  checker = await house.staff("shengao");
  chief = await house.staff("zhuguan");
});
afterAll(() => house.stop());

const at = "/console/api/menus";
const buttons: MenuDraft = [
  { kind: "open", name: "办事", page: "pages/find/index" },
  { kind: "click", name: "断缴", key: "ASK_GAP", answer: { entries: ["gap-what-to-do"] } },
];

describe("the menu in the console", () => {
  it("is drafted by one, approved by another, gone back from with a third", async () => {
    expect((await maker("GET", at)).body).toMatchObject([{ id: "default", tag: null, published: 1 }]);
    const choices = (await maker("GET", "/console/api/menu-choices")).body;
    expect(choices.entries).toContainEqual(expect.objectContaining({ id: "gap-what-to-do" }));
    expect(choices.items).toContainEqual(expect.objectContaining({ code: "flexible-employment-renewal" }));

    const saved = await maker("PUT", `${at}/default/draft`, { revision: 0, buttons });
    expect(saved.body).toMatchObject({ draft: true, versions: [{ version: 2, state: "draft", mine: true }, {}] });
    const blank = await maker("POST", `${at}/default/submit`, { version: 2, revision: 1, note: " " });
    expect(blank.status).toBe(422);
    const sent = await maker("POST", `${at}/default/submit`, { version: 2, revision: 1, note: "精简" });
    expect(sent.body).toMatchObject({ submitted: true });
    expect((await maker("POST", `${at}/default/approve`, { version: 2 })).body.code).toBe("not-allowed");
    const approved = await checker("POST", `${at}/default/approve`, { version: 2 });
    expect(approved.body).toMatchObject({ published: 2, delivery: { state: "waiting" } });

    await checker("POST", `${at}/default/restore`, { version: 1, because: "缺了查询" });
    const back = await chief("POST", `${at}/default/approve`, { version: 3, note: "同意" });
    expect(back.body.versions[0]).toMatchObject({ state: "published", restoredFrom: 1, decidedNote: "同意" });
  });

  it("says every flaw at its field, and takes no nonsense", async () => {
    const bad = [{ kind: "open", name: "我要来办事吗", page: "nowhere" }];
    await maker("PUT", `${at}/default/draft`, { revision: 0, buttons: bad });
    const refused = await maker("POST", `${at}/default/submit`, { version: 4, revision: 1, note: "x" });
    expect(refused.status).toBe(422);
    expect(refused.body.problems.map((one: { field: string }) => one.field)).toEqual(["0.name", "0.page"]);
    const odd = await maker("PUT", `${at}/default/draft`, { revision: 1, buttons: [{ kind: "magic", name: "x" }] });
    expect(odd.status).toBe(422);
  });

  it("for a tag that is not there is not made", async () => {
    expect((await maker("POST", at, { tag: 987654 })).status).toBe(404);
    expect((await maker("GET", `${at}/tag-987654`)).status).toBe(404);
    expect(Array.isArray((await maker("GET", "/console/api/menu-tags")).body)).toBe(true);
    expect((await maker("GET", `${at}/default/clicks?days=30`)).body).toEqual({ days: 30, total: 0, targets: {} });
  });

  it("is nobody else's", async () => {
    const agent = await house.staff("kefu");
    expect((await agent("GET", at)).status).toBe(403);
  });

  it("leads only to pages that the mini-program has", async () => {
    const config = await readFile(new URL("../../../../miniprogram/src/app.config.ts", import.meta.url), "utf8");
    const missing = menuPages.filter(({ path }) => {
      const [root = "", ...rest] = path.split("/");
      return (
        !config.includes(`"${path}"`) && !(config.includes(`root: "${root}"`) && config.includes(`"${rest.join("/")}"`))
      );
    });
    expect(missing).toEqual([]);
  });
});
