import { randomUUID } from "node:crypto";
import { addDays } from "@wsi/shared/values";
import { pointsOf } from "@wsi/shared/quality";
import readWorkbook from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { inTransaction } from "../../db.ts";
import { loadDemoTalks } from "../../demo.ts";
import { keepSettings } from "../../quality/index.ts";

let house: House;
let boss: Caller;
let second: Caller;
let agent: Caller;
const at = "/console/api/desk/quality";
const calls = {} as Record<string, Caller>;
/** The demo's talks ended some working days ago. */
let span = "";
beforeAll(async () => {
  house = await startHouse();
  // Which talks are scored by two is the seed's to say: here none is.
  const wish = { perAgent: 2, twicePercent: 0, appealDays: 5 };
  const { id } = await house.services.db.selectFrom("staff").select("id").executeTakeFirstOrThrow();
  await inTransaction(house.services.db, (tx) => keepSettings(tx, wish, id, new Date()));
  await loadDemoTalks(house.services);
  boss = await house.staff("zhuguan");
  second = await house.staff("dudao");
  agent = await house.staff("kefu");
  for (const account of ["shenhe", "yunying", "chuangkou", "guanli"] as const)
    calls[account] = await house.staff(account);
  span = `from=${addDays(house.today, -40)}&to=${house.today}`;
});
afterAll(() => house.stop());

const marksFor = (rubric: Parameters<typeof pointsOf>[0]) => ({
  points: pointsOf(rubric).map(({ id, most }) => ({ id, points: most, quote: null, comment: "" })),
  criticals: [],
  comment: "很好",
});

describe("the demo", () => {
  it("has talks to score, a score, an appeal against it, and a draw that proves", async () => {
    const waiting = (await boss("GET", `${at}/checks?list=waiting`)).body;
    expect(waiting.length).toBeGreaterThan(0);
    expect((await boss("GET", `${at}/checks?list=appealed`)).body).toHaveLength(1);
    const [draw] = (await boss("GET", `${at}/draws`)).body.filter((one: any) => one.drawn?.pool > 0);
    expect((await boss("GET", `${at}/draws/${draw.day}`)).body).toMatchObject({ agrees: true });
    // Once: what is there stays.
    await loadDemoTalks(house.services);
    expect((await boss("GET", `${at}/checks?list=waiting`)).body).toHaveLength(waiting.length);
  });
});

describe("quality scoring over HTTP", () => {
  it("is for supervisors; an agent is refused everything but their own", async () => {
    const reads = ["checks?list=waiting", "rubrics", "settings", "draws", `figures?${span}`, `export?${span}`];
    const [check] = (await boss("GET", `${at}/checks?list=waiting`)).body;
    for (const path of [...reads, `checks/${check.id}`, `draws/${house.today}`])
      expect([path, (await agent("GET", `${at}/${path}`)).status]).toEqual([path, 403]);
    const marks = { points: [], criticals: [], comment: "" };
    const key = randomUUID();
    const acts: [string, string, unknown][] = [
      ["PUT", `checks/${check.id}/draft`, { marks }],
      ["POST", `checks/${check.id}/scores`, { key, marks }],
      ["POST", `checks/${check.id}/decision`, { outcome: "upheld", reason: "好" }],
      ["PUT", "rubric-draft", { body: { sections: [], criticals: [] }, revision: 0 }],
      ["POST", "rubric-draft/drop", { revision: 0 }],
      ["POST", "rubrics", { revision: 0, note: "好" }],
      ["PUT", "settings", { perAgent: 0, twicePercent: 0, appealDays: 5 }],
    ];
    for (const [method, path, body] of acts)
      expect([path, (await agent(method, `${at}/${path}`, body)).status]).toEqual([path, 403]);
    for (const call of Object.values(calls))
      for (const path of [...reads, `own?${span}`, "rubric", "counts"])
        expect([path, (await call("GET", `${at}/${path}`)).status]).toEqual([path, 403]);
  });

  it("shows an agent only their own, and finds no other's", async () => {
    const own = (await agent("GET", `${at}/own?${span}`)).body;
    expect(own.cards).toHaveLength(1);
    expect((await agent("GET", `${at}/own/${own.cards[0].id}`)).body).toMatchObject({
      card: { state: "appealed" },
      may: { appeal: false },
    });
    expect((await boss("GET", `${at}/own?${span}`)).body.cards).toEqual([]);
    expect((await boss("GET", `${at}/own/${own.cards[0].id}`)).status).toBe(404);
    expect((await agent("GET", `${at}/rubric`)).body).toMatchObject({ version: 1 });
  });

  it("hands in once under one key, and tells the second supervisor who was first", async () => {
    const [check] = (await second("GET", `${at}/checks?list=waiting`)).body;
    const { rubric } = (await second("GET", `${at}/checks/${check.id}`)).body;
    const body = { key: randomUUID(), marks: marksFor(rubric) };
    const [one, again] = await Promise.all([1, 2].map(() => second("POST", `${at}/checks/${check.id}/scores`, body)));
    expect([one?.status, again?.status]).toEqual([200, 200]);
    expect(one?.body.scores).toHaveLength(1);
    expect(again?.body.scores).toEqual(one?.body.scores);
    const late = await boss("POST", `${at}/checks/${check.id}/scores`, { ...body, key: randomUUID() });
    expect(late).toMatchObject({ status: expect.any(Number) });
    expect([late.status, late.body.message]).toEqual(
      late.status === 403 ? [403, "您在这个会话里说过话，要由另一位主管来评"] : [409, "这个会话已由主管·杜导评过了"],
    );
    expect((await agent("GET", `${at}/counts`)).body.unseen).toBeGreaterThan(0);
  });

  it("names every point that is missing", async () => {
    const [check] = (await second("GET", `${at}/checks?list=waiting`)).body;
    const empty = { key: randomUUID(), marks: { points: [], criticals: [], comment: "" } };
    const answer = await second("POST", `${at}/checks/${check.id}/scores`, empty);
    expect(answer.status).toBe(422);
    expect(answer.body.problems).toHaveLength(7);
  });

  it("leaves a row in the trail for every talk that is read, by the talk", async () => {
    const [check] = (await second("GET", `${at}/checks?list=waiting`)).body;
    const rows = () =>
      inTransaction(house.services.db, (tx) =>
        tx
          .selectFrom("audit")
          .select("actor_id")
          .where("action", "=", "staff.desk.quality.view")
          .where("subject_id", "=", check.conversationId)
          .execute(),
      );
    const before = (await rows()).length;
    await second("GET", `${at}/checks/${check.id}`);
    expect(await rows()).toHaveLength(before + 1);
  });

  it("decides the appeal by the supervisor who did not score", async () => {
    const [check] = (await second("GET", `${at}/checks?list=appealed`)).body;
    const body = { outcome: "upheld", reason: "依据要当场说出来" };
    const own = await boss("POST", `${at}/checks/${check.id}/decision`, body);
    expect([own.status, own.body.message]).toEqual([403, "您评的分，要由另一位主管来复核"]);
    const decided = await second("POST", `${at}/checks/${check.id}/decision`, body);
    expect(decided.body).toMatchObject({ card: { state: "settled" }, appeal: { decision: { by: "主管·杜导" } } });
    expect((await second("POST", `${at}/checks/${check.id}/decision`, body)).status).toBe(409);
  });

  it("gives figures and a workbook of at most 92 days, and refuses others", async () => {
    const { body } = await boss("GET", `${at}/figures?${span}`);
    expect(body.whole.drawn + body.whole.others).toBeGreaterThan(0);
    const file = await boss.raw("GET", `${at}/export?${span}`);
    expect(file.headers.get("content-disposition")).toContain(
      `quality-${addDays(house.today, -40)}-${house.today}.xlsx`,
    );
    expect((await readWorkbook(Buffer.from(await file.arrayBuffer())))[0]?.data[0]).toEqual(["指标", "数值"]);
    for (const wrong of [
      "from=2026-01-01&to=2026-11-01",
      "from=2026-11-02&to=2026-11-01",
      "from=2026-02-30&to=2026-03-01",
    ]) {
      expect([wrong, (await boss("GET", `${at}/figures?${wrong}`)).status]).toEqual([wrong, 422]);
      expect([wrong, (await boss("GET", `${at}/export?${wrong}`)).status]).toEqual([wrong, 422]);
    }
  });

  it("keeps the settings with who set them, and refuses what makes no sense", async () => {
    const wish = { perAgent: 3, twicePercent: 20, appealDays: 7 };
    expect((await boss("PUT", `${at}/settings`, wish)).body).toMatchObject({ ...wish, by: "主管·朱管" });
    expect((await boss("PUT", `${at}/settings`, { ...wish, perAgent: 21 })).status).toBe(422);
    expect((await boss("PUT", `${at}/settings`, { ...wish, appealDays: 0 })).status).toBe(422);
  });

  it("takes a rubric from draft to version, and tells who changed it meanwhile", async () => {
    const { versions } = (await boss("GET", `${at}/rubrics`)).body;
    const { sections, criticals } = versions[0];
    const body = { sections: sections.slice(0, 2), criticals };
    expect((await boss("PUT", `${at}/rubric-draft`, { body, revision: 0 })).status).toBe(200);
    const stale = await second("PUT", `${at}/rubric-draft`, { body, revision: 0 });
    expect([stale.status, stale.body.code]).toEqual([409, "stale"]);
    const published = await boss("POST", `${at}/rubrics`, { revision: 1, note: "只评沟通和业务" });
    expect(published.body).toMatchObject({ inForce: 2, draft: null });
    const wrong = { sections: [{ id: "A a", name: "字".repeat(21), points: [] }], criticals: [] };
    expect((await boss("PUT", `${at}/rubric-draft`, { body: wrong, revision: 0 })).status).toBe(422);
  });
});
