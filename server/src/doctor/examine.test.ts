import { describe, expect, it } from "vitest";
import { surveyEnv } from "../env.ts";
import { bad, good, mind, skipped, type Check, type Finding } from "./check.ts";
import { judgeConnections } from "./checks/database.ts";
import { checks } from "./checks/index.ts";
import { examine, isWell } from "./examine.ts";
import { printJson, printReport, withoutSecrets } from "./report.ts";
import { openWorld } from "./world.ts";

const at = new Date("2026-11-28T04:00:00Z");
const worldOf = (given: Record<string, string> = {}) =>
  openWorld({ ...surveyEnv(given), clock: { now: () => at }, nodeVersion: "20.19.0" });

const check = (id: string, run: () => Finding | Promise<Finding>, more: Partial<Check> = {}): Check => ({
  id,
  name: `项目${id}`,
  needs: [],
  settings: [],
  late: bad("没有及时答复"),
  run: async () => run(),
  ...more,
});
const never = () => new Promise<Finding>(() => undefined);
const run = async (list: Check[], given: Record<string, string> = {}) =>
  (await examine(list, worldOf(given), 60)).map(({ id, state, seen }) => [id, state, seen]);

describe("examining", () => {
  it("lets nothing that fails, throws or never answers hide the others", async () => {
    const list = [
      check("a", () => bad("坏了")),
      check("b", () => Promise.reject(new Error("broken\nat line 2"))),
      check("c", never),
      check("d", () => Promise.reject(new Error("known")), { trouble: () => mind("认得的错误") }),
      check("e", () => good("正常")),
    ];
    expect(await run(list)).toEqual([
      ["a", "bad", "坏了"],
      ["b", "bad", "检查时出错：broken"],
      ["c", "bad", "没有及时答复"],
      ["d", "mind", "认得的错误"],
      ["e", "good", "正常"],
    ]);
  });

  it("skips what stands on a failed one, names the first cause, and goes on where it only is to be minded", async () => {
    const list = [
      check("a", () => bad("坏了")),
      check("b", () => good("b"), { needs: ["a"] }),
      check("c", () => good("c"), { needs: ["b"] }),
      check("d", () => mind("d")),
      check("e", () => good("e"), { needs: ["d"] }),
      check("f", () => skipped("没有配置")),
      check("g", () => good("g"), { needs: ["f"] }),
    ];
    expect((await run(list)).map(([id, state, seen]) => [id, state, seen])).toEqual([
      ["a", "bad", "坏了"],
      ["b", "skipped", "先解决「项目a」"],
      ["c", "skipped", "先解决「项目a」"],
      ["d", "mind", "d"],
      ["e", "good", "e"],
      ["f", "skipped", "没有配置"],
      ["g", "good", "g"],
    ]);
  });

  it("asks nobody with a variable that is wrong", async () => {
    const list = [
      check("a", () => good("a"), { settings: ["REDIS_URL"] }),
      check("b", () => good("b"), { needs: ["a"] }),
    ];
    expect(await run(list, { REDIS_URL: "not an address" })).toEqual([
      ["a", "skipped", "先解决「REDIS_URL」"],
      ["b", "skipped", "先解决「REDIS_URL」"],
    ]);
  });

  it("has every check after those it needs, and each says what silence means", () => {
    const ids = checks.map((one) => one.id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [place, one] of checks.entries()) {
      expect(ids.slice(0, place)).toEqual(expect.arrayContaining([...one.needs]));
      expect(one.late.seen).toMatch(/[\u4e00-\u9fff]{3}/);
    }
  });
});

describe("the connections of the database", () => {
  it("are enough when one process of ours finds room, with what it holds already", () => {
    expect(judgeConnections({ most: 97, used: 10, ours: 5 }).state).toBe("good");
    expect(judgeConnections({ most: 97, used: 90, ours: 28 }).state).toBe("good");
    const full = judgeConnections({ most: 97, used: 90, ours: 5 });
    expect(full.state).toBe("bad");
    expect(full.mend.join()).toContain("max_connections");
  });
});

describe("the report", () => {
  const results = [
    { id: "a", name: "数据库", ...good("正常"), ms: 3 },
    { id: "b", name: "Redis", ...bad("连不上", "启动它"), ms: 4 },
    { id: "c", name: "证书", ...skipped("不是 https"), ms: 0 },
    { id: "d", name: "菜单", ...mind("没有"), ms: 1 },
  ];

  it("has a line for each check, and under it what to do", () => {
    expect(printReport(results)).toBe(
      [
        "好    数据库  正常",
        "不行  Redis   连不上",
        "      → 启动它",
        "跳过  证书    不是 https",
        "注意  菜单    没有",
        "",
        "共 4 项：好 1，注意 1，不行 1，跳过 1",
        "",
      ].join("\n"),
    );
  });

  it("says the same to machines", () => {
    const told = JSON.parse(printJson(results, at));
    expect(told).toEqual({ ok: false, at: "2026-11-28T04:00:00.000Z", checks: results });
    expect(isWell(results)).toBe(false);
    expect(isWell(results.filter((one) => one.state !== "bad"))).toBe(true);
  });

  it("holds no secret, wherever a library put one", () => {
    const env = {
      WECHAT_APP_SECRET: "0123456789abcdef",
      SECRETS_KEY: "a-key-of-somebody",
      DATABASE_URL: "postgres://wsi:pass%2Fword@db.example/wsi",
      WECHAT_APP_ID: "wx99demo0000000001",
      WECHAT_TOKEN: "on",
    };
    const text = withoutSecrets(
      "0123456789abcdef a-key-of-somebody pass%2Fword pass/word wx99demo0000000001 db.example only",
      env,
    );
    expect(text).toBe("[已隐去] [已隐去] [已隐去] [已隐去] wx99demo0000000001 db.example only");
  });
});
