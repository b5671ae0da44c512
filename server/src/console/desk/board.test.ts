import { randomUUID } from "node:crypto";
import { addDays } from "@wsi/shared/values";
import readWorkbook from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { saveFollower } from "../../bot/inbox/index.ts";
import { inTransaction } from "../../db.ts";
import { close, enter, leave, rate, send, take, undivided } from "../../desk/index.ts";

let house: House;
let supervisor: Caller;
let staffId = "";
/** Else a talk outside the hours is a message left, whose first answer does not count. */
const open = { ...undivided, isOpen: async () => true };
const minutes = (at: Date, count: number) => new Date(at.getTime() + count * 60_000);
/** Noon, so that no talk crosses midnight. */
let noon: Date;
beforeAll(async () => {
  house = await startHouse();
  supervisor = await house.staff("zhuguan");
  noon = new Date(`${addDays(house.today, -1)}T12:00:00+08:00`);
  staffId = (
    await house.services.db.selectFrom("staff").select("id").where("account", "=", "kefu").executeTakeFirstOrThrow()
  ).id;
  const talk = (at: Date) =>
    inTransaction(house.services.db, async (tx) => {
      const openid = `o-${randomUUID()}`;
      await saveFollower(tx, openid, { followedAt: at, unfollowedAt: null });
      const { id } = await enter(
        tx,
        open,
        {
          identity: openid,
          channel: "wechat",
          personId: null,
          about: "问一下",
          wroteAt: at,
          tappedAt: null,
          before: [],
        },
        at,
      );
      return { id, openid };
    });
  const served = await talk(noon);
  const gone = await talk(minutes(noon, 1));
  await talk(new Date());
  await inTransaction(house.services.db, async (tx) => {
    await take(tx, served.id, staffId, minutes(noon, 1));
    await send(
      tx,
      { id: served.id, staffId, key: randomUUID(), kind: "text", text: "=1+1 您好", attached: null },
      minutes(noon, 2),
    );
    await close(tx, { id: served.id, staffId, summary: "说明了", tags: [] }, minutes(noon, 11));
    await rate(tx, undivided, { identity: served.openid, conversationId: served.id, level: 2 }, minutes(noon, 12));
    await leave(tx, { identity: gone.openid, channel: "wechat" }, "citizen", minutes(noon, 5));
  });
});
afterAll(() => house.stop());

describe("the board over HTTP", () => {
  it("tells how the desk stands and how a day went", async () => {
    const day = addDays(house.today, -1);
    const { body } = await supervisor("GET", `/console/api/desk/board?from=${day}&to=${day}`);
    expect(body.now).toMatchObject({ waiting: 1, assigned: 0, ready: 0 });
    expect(body.span).toMatchObject({
      opened: 2,
      answered: 1,
      abandoned: 1,
      firstResponseSeconds: 120,
      handlingSeconds: 600,
      rated: 1,
      satisfaction: 2,
      levels: [0, 1, 0, 0, 0],
    });
    expect(body.hours).toEqual([expect.objectContaining({ hour: noon.toISOString(), opened: 2, abandoned: 1 })]);
    expect(body.agents.find((one: any) => one.id === staffId)).toMatchObject({
      served: 1,
      satisfaction: 2,
      presence: "offline",
    });
  });

  it("shows the talks behind a figure, masked", async () => {
    const day = addDays(house.today, -1);
    const talks = async (which: string) =>
      (await supervisor("GET", `/console/api/desk/board/talks?from=${day}&to=${day}&which=${which}`)).body;
    expect((await talks("all")).total).toBe(2);
    expect((await talks("low")).talks).toEqual([
      expect.objectContaining({
        name: expect.stringMatching(/^关注者/),
        rating: 2,
        agent: "客服·柯福",
        handlingSeconds: 600,
      }),
    ]);
    expect((await talks("abandoned")).talks).toEqual([expect.objectContaining({ abandoned: true, agent: null })]);
    expect((await talks("slow")).talks).toEqual([]);
    expect((await supervisor("GET", "/console/api/desk/board/talks?which=waiting")).body.total).toBe(1);
  });

  it("goes into a workbook of four sheets", async () => {
    const day = addDays(house.today, -1);
    const answer = await supervisor.raw("GET", `/console/api/desk/board/export?from=${day}&to=${house.today}`);
    expect(answer.headers.get("content-disposition")).toContain(`desk-${day}-${house.today}.xlsx`);
    const sheets = await readWorkbook(Buffer.from(await answer.arrayBuffer()));
    expect(sheets.map((one) => one.sheet)).toEqual(["汇总", "按小时", "按坐席", "会话明细"]);
    expect(sheets[0]?.data.slice(1, 4)).toEqual([
      ["日期", `${day} 至 ${house.today}`],
      ["进线", 3],
      ["有人接待", 1],
    ]);
    expect(sheets[3]?.data).toHaveLength(4);
  });

  it("refuses a span that is none, too long, or no days", async () => {
    for (const span of [
      "from=2026-11-02&to=2026-11-01",
      "from=2026-01-01&to=2026-11-01",
      "from=2026-02-30&to=2026-03-01",
    ]) {
      expect((await supervisor("GET", `/console/api/desk/board?${span}`)).status).toBe(422);
      expect((await supervisor("GET", `/console/api/desk/board/export?${span}`)).status).toBe(422);
    }
  });
});
