import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readSettings } from "../settings.ts";
import { createWorld, type World } from "./index.ts";

const { account } = readSettings({});
let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), "sandbox-"));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

function again(world: World): World {
  world.changed();
  world.close();
  return createWorld({ dataDir, account });
}

describe("after a restart", () => {
  it("codes, short keys, templates, agents with their sessions, and who is shut out are as before", () => {
    const world = createWorld({ dataDir, account });
    const code = world.qrCodes.create("hall", false, 600);
    const link = world.shortLinks.create("https://example.com/", 600);
    const fields = [{ name: "thing1", label: "事项", example: "参保" }];
    const of = { use: "template", tid: "1", title: "题", fields, longTerm: true, scene: "" } as const;
    const template = world.templates.add(of);
    world.desk.add("li@gh_1", "小李");
    world.desk.online("li@gh_1", true);
    world.desk.serve("o1", "li@gh_1");
    world.desk.record("li@gh_1", "o1", 2002, "您好");
    world.desk.wait("o2", "");
    world.blacklist.add("o3");

    const { qrCodes, shortLinks, templates, desk, blacklist } = again(world);
    expect(qrCodes.find(code.ticket)).toEqual(code);
    expect(shortLinks.find(link.key)).toEqual(link);
    expect(templates.list("template")).toEqual([template]);
    expect(desk.find("li@gh_1")).toMatchObject({ nick: "小李", id: 1001, online: true });
    expect([desk.serving("o1")?.account, desk.waiting().map((one) => one.openid)]).toEqual(["li@gh_1", ["o2"]]);
    expect(desk.records()).toMatchObject([{ text: "您好", opercode: 2002 }]);
    desk.add("wang@gh_1", "小王");
    expect(desk.find("wang@gh_1")?.id).toBe(1002);
    expect(blacklist.list()).toEqual(["o3"]);
  });

  it("an agent who goes takes their sessions along", () => {
    const { desk } = createWorld({ dataDir: undefined, account });
    desk.add("li@gh_1", "小李");
    desk.serve("o1", "li@gh_1");
    desk.wait("o2", "li@gh_1");
    desk.remove("li@gh_1");
    expect([desk.serving("o1"), desk.waiting()]).toEqual([undefined, []]);
  });
});
