import { addWorkingDays } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";
import { utils, write } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../test/house.ts";
import { inventIdNumber } from "../people/identity.ts";
import { employerId, personaOf } from "../people/index.ts";
import { applyNext, checkSlice, sweepReviews } from "./index.ts";
import { medianOf } from "./signs.ts";

let house: House;
let clerk: Caller;
let reviewer: Caller;
let second: Caller;
const garment = employerId("garment");
beforeAll(async () => {
  house = await startHouse();
  clerk = await house.person("garment-clerk");
  reviewer = await house.staff("shenhe");
  second = await house.staff("fuhe");
});
afterAll(() => house.stop());

let serial = 0;
const heads = ["姓名", "身份证号码", "入职日期", "月工资"];
const newcomer = (wage = "6500") => {
  serial += 1;
  return ["王示例", inventIdNumber("1991-06-06", "male", serial, "990177"), addDays(house.today, -3), wage];
};
const now = () => house.services.clock.now();
const view = async (id: string) => (await clerk("GET", `/api/rolls/${id}`)).body;
const confirm = (id: string) =>
  clerk("POST", `/api/rolls/${id}/confirmation`, { signature: personaOf("garment-clerk").name });
const work = "/console/api/work/rolls";
const looked = async (id: string, by = reviewer) => (await by("GET", `${work}/${id}`)).body;
const decide = (id: string, confirmedAt: string, decision: object, by = reviewer) =>
  by("POST", `${work}/${id}/decision`, { confirmedAt, decision });
const approve = { as: "approve" };

async function checked() {
  const { db, core } = house.services;
  while (await checkSlice(db, core, now));
}
async function applied(): Promise<number> {
  const { db, core } = house.services;
  for (let runs = 0; ; runs += 1) if (!(await applyNext(db, core, now))) return runs;
}
/** A checked roll of an ordinary employer. */
async function ready(rows: unknown[][]): Promise<string> {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet([heads, ...rows]), "参保登记花名册");
  const form = new FormData();
  form.append(
    "file",
    new Blob([write(book, { type: "buffer", bookType: "xlsx" }) as Uint8Array<ArrayBuffer>]),
    "名册.xlsx",
  );
  const sent = await clerk.raw("POST", `/api/rolls?kind=employee-enrolment&employer=${garment}`, { body: form });
  expect(sent.status).toBe(200);
  await checked();
  return ((await sent.json()) as { id: string }).id;
}
async function enrolledHere(): Promise<number> {
  const { n } = await house.services.db
    .selectFrom("enrolments")
    .select((q) => q.fn.countAll<number>().as("n"))
    .where("employer_id", "=", garment)
    .executeTakeFirstOrThrow();
  return n;
}
const notices = async () => (await clerk("GET", "/api/notices")).body as { title: string; text: string }[];
/** The statistics of a reviewer: all, and the line of the rolls. */
async function reviewed(account: string) {
  const boss = await house.staff("zhuguan");
  const span = `from=${addDays(house.today, -1)}&to=${house.today}`;
  const { lines } = (await boss("GET", `/console/api/work/statistics?${span}`)).body;
  const { name } = await house.services.db
    .selectFrom("staff")
    .select("name")
    .where("account", "=", account)
    .executeTakeFirstOrThrow();
  const own = lines.filter((line: any) => line.staff === name);
  return {
    all: own.find((line: any) => line.item === "全部事项"),
    roll: own.find((line: any) => line.item.includes("批量")),
  };
}
const counted = async () => (await reviewer("GET", "/console/api/work/counts")).body.rolls;

describe("a roll of an employer who is not trusted", () => {
  it("waits for a reviewer, who sees what stands out; approved, it is applied whole, once", async () => {
    const id = await ready([newcomer(), newcomer(), newcomer("60000")]);
    expect((await view(id)).review).toEqual({ days: 1, due: null, returned: null });
    // What a clerk still prepares is the clerk's alone.
    expect((await reviewer("GET", `${work}/${id}`)).status).toBe(404);
    const before = await enrolledHere();
    expect((await confirm(id)).body).toMatchObject({
      state: "reviewing",
      review: { days: 1, due: addWorkingDays(house.today, 1) },
    });
    expect((await confirm(id)).body.state).toBe("reviewing");
    expect(await applied()).toBe(0);
    expect((await clerk("PUT", `/api/rolls/${id}/rows`, { at: 2, cells: {} })).status).toBe(409);
    expect((await clerk("POST", `/api/rolls/${id}/dropped`, {})).body.instead).toContain("收回");
    expect(await counted()).toEqual({ todo: 1, late: 0 });

    const [card] = (await reviewer("GET", work)).body;
    expect(card).toMatchObject({ id, people: 3, clock: { limit: 1, due: addWorkingDays(house.today, 1) } });
    expect(card.due).toHaveLength(5);
    const seen = await looked(id);
    expect(seen.signs.map((one: any) => [one.words.slice(0, 8), one.count, one.rows])).toEqual([
      ["从来没有参保登记", 3, [2, 3, 4]],
      ["参保前 3 个月", 3, [2, 3, 4]],
      ["工资不到名册中位", 1, [4]],
    ]);
    const page = (await reviewer("GET", `${work}/${id}/rows?after=2`)).body;
    expect(page).toMatchObject({
      more: false,
      rows: [{ at: 3 }, { at: 4, cells: { name: "王**", wage: expect.stringContaining("60,000") } }],
    });
    expect(JSON.stringify([seen, page])).not.toMatch(/990177\d{8}/);

    // Two at once: one wins, the other is told; applied once.
    const both = await Promise.all([
      decide(id, seen.confirmedAt, approve),
      decide(id, seen.confirmedAt, approve, second),
    ]);
    expect(both.map((one) => one.status).toSorted()).toEqual([200, 409]);
    expect(both.find((one) => one.status === 409)?.body.message).toContain("已经通过");
    expect(await applied()).toBe(1);
    expect(await view(id)).toMatchObject({ state: "applied" });
    expect(await enrolledHere()).toBe(before + 15);
    expect(await counted()).toEqual({ todo: 0, late: 0 });
    expect(
      (await notices())
        .map((one) => one.title)
        .slice(0, 2)
        .join(),
    ).toMatch(/办好了.*审核通过|审核通过.*办好了/);
    expect((await looked(id)).history.map((one: any) => one.step)).toEqual(["confirmed", "approved", "applied"]);
  });

  it("given back with reasons and rows is mended, confirmed again and looked at again", async () => {
    const id = await ready([newcomer(), newcomer()]);
    await confirm(id);
    const seen = await looked(id);
    const because = "请核对工资";
    expect((await decide(id, seen.confirmedAt, { as: "return", because: " " })).status).toBe(422);
    expect((await decide(id, seen.confirmedAt, { as: "return", because, rows: [99] })).status).toBe(422);
    expect((await looked(id)).state).toBe("reviewing");
    expect((await decide(id, seen.confirmedAt, { as: "return", because, rows: [3] })).status).toBe(200);
    expect((await notices())[0]?.text).toContain(because);
    expect((await reviewer("GET", `${work}/${id}/rows`)).status).toBe(404);
    const back = await view(id);
    expect(back).toMatchObject({ state: "checked", bad: 1, review: { returned: because }, wrong: [{ at: 3 }] });
    expect((await confirm(id)).body).toMatchObject({ code: "refused" });
    await clerk("PUT", `/api/rolls/${id}/rows`, { at: 3, cells: { ...back.wrong[0].cells, wage: "7000" } });
    await checked();
    expect(await view(id)).toMatchObject({ bad: 0, review: { returned: because } });
    expect((await confirm(id)).body).toMatchObject({ state: "reviewing", review: { returned: null } });
    // A page opened before is not a look at what stands now.
    expect((await decide(id, seen.confirmedAt, approve)).body.message).toContain("重新看过");
    expect((await decide(id, (await looked(id)).confirmedAt, approve)).status).toBe(200);
    expect(await applied()).toBe(1);
  });

  it("is taken back by the clerk until it is decided, and no longer", async () => {
    const id = await ready([newcomer()]);
    await confirm(id);
    const { confirmedAt } = await looked(id);
    expect((await clerk("POST", `/api/rolls/${id}/taken-back`, {})).body).toMatchObject({ state: "checked" });
    expect((await decide(id, confirmedAt, approve)).body.message).toContain("收回");
    expect(await applied()).toBe(0);
    await confirm(id);
    await decide(id, (await looked(id)).confirmedAt, approve);
    expect((await clerk("POST", `/api/rolls/${id}/taken-back`, {})).status).toBe(409);
    expect(await applied()).toBe(1);
  });

  it("late is owned up to once, may be explained, and counts as late in the reviewers' statistics", async () => {
    const { db } = house.services;
    const id = await ready([newcomer()]);
    await confirm(id);
    expect(await sweepReviews(db, now())).toBe(0);
    const promised = addDays(house.today, -1);
    const { confirmedAt } = await looked(id);
    const explain = () => reviewer("POST", `${work}/${id}/explanation`, { confirmedAt, text: "要逐人核对劳动合同" });
    expect((await explain()).status).toBe(409);
    // Time goes by: the promise was for yesterday.
    await db.updateTable("rolls").set({ review_due: promised }).where("id", "=", id).execute();
    expect(await sweepReviews(db, now())).toBe(1);
    expect(await sweepReviews(db, now())).toBe(0);
    expect(await counted()).toEqual({ todo: 1, late: 1 });
    expect((await notices()).filter((one) => /没能在承诺的.*前审完，很抱歉/.test(one.text))).toHaveLength(1);
    expect((await explain()).body).toMatchObject({ clock: { tone: "red" } });
    expect((await notices())[0]?.text).toBe("超期原因：要逐人核对劳动合同。");

    const before = await reviewed("shenhe");
    expect((await decide(id, confirmedAt, approve)).status).toBe(200);
    const { history } = await looked(id);
    expect(history.map((one: any) => one.step)).toEqual(["confirmed", "overdue", "explained", "approved"]);
    const after = await reviewed("shenhe");
    expect(after.roll).toMatchObject({ item: "职工参保登记（批量）", late: (before.roll?.late ?? 0) + 1 });
    expect(after.roll.decided).toBe((before.roll?.decided ?? 0) + 1);
    expect(after.all.decided).toBe((before.all?.decided ?? 0) + 1);
    expect(after.roll.medianMinutes).toBeNull();
    await applied();

    // Confirmed once more, it is promised anew: decided in time, it is not late.
    const other = await ready([newcomer()]);
    await confirm(other);
    await decide(other, (await looked(other)).confirmedAt, { as: "return", because: "名字写错了", rows: [] });
    const last = await reviewed("shenhe");
    expect(last.roll).toMatchObject({ late: after.roll.late, returned: after.roll.returned + 1 });
  });

  it("shows one cell in full for a reason, which the audit and the person's own log keep", async () => {
    const { db } = house.services;
    const employed = personaOf("unemployed");
    const [, number] = newcomer();
    const id = await ready([
      newcomer().with(1, number ?? ""),
      [employed.name, employed.idNumber, addDays(house.today, -3), "7000"],
    ]);
    const reveal = (at: number, column: string, reason = "核对材料", by = reviewer) =>
      by("POST", `${work}/${id}/reveal`, { at, column, reason });
    // What a clerk still prepares is the clerk's alone.
    expect((await reveal(2, "idNumber")).status).toBe(404);
    await confirm(id);
    const page = (await reviewer("GET", `${work}/${id}/rows`)).body;
    expect(page.rows[0].masked).toEqual(["name", "idNumber"]);
    expect((await reveal(2, "idNumber", " ")).status).toBe(422);
    expect((await reveal(2, "idNumber", "核对材料", await house.staff("kefu"))).status).toBe(403);
    expect((await reveal(99, "idNumber")).status).toBe(404);
    expect((await reveal(2, "constructor")).status).toBe(404);
    expect((await reveal(2, "idNumber")).body).toEqual({ value: number });
    expect((await reveal(3, "name", "电话核实")).body).toEqual({ value: employed.name });
    const trail = await db.selectFrom("audit").selectAll().where("action", "=", "staff.roll.reveal").execute();
    const shown = trail.filter((one) => JSON.stringify(one.detail).includes("reason"));
    expect(shown).toHaveLength(2);
    expect(shown.map((one) => one.subject_kind)).toEqual(["roll", "person"]);
    expect(JSON.stringify(trail)).not.toContain(number);
    const person = await house.person("unemployed");
    expect((await person("GET", "/api/access-log")).body[0]).toMatchObject({
      what: "查看了完整的姓名",
      reason: "电话核实",
    });
    await clerk("POST", `/api/rolls/${id}/taken-back`, {});
  });

  it("is no other role's to see or decide, and every look is in the audit", async () => {
    const id = await ready([newcomer()]);
    await confirm(id);
    const { confirmedAt } = await looked(id);
    for (const account of ["kefu", "chuangkou", "yunying", "guanli"] as const) {
      const other = await house.staff(account);
      expect((await other("GET", work)).status).toBe(403);
      expect((await other("GET", `${work}/${id}/rows`)).status).toBe(403);
      expect((await decide(id, confirmedAt, approve, other)).status).toBe(403);
    }
    const stranger = await house.person("builder-clerk");
    expect((await stranger("POST", `/api/rolls/${id}/taken-back`, {})).status).toBe(404);
    await reviewer("GET", `${work}/${id}/rows`);
    const rows = await house.services.db.selectFrom("audit").select("action").where("subject_id", "=", id).execute();
    expect(rows.map((one) => one.action)).toEqual(
      expect.arrayContaining(["roll.confirm", "staff.roll.view", "staff.roll.rows"]),
    );
    expect((await house.staff("zhuguan").then((boss) => decide(id, confirmedAt, approve, boss))).status).toBe(200);
    // Trusted since: the next one is applied at once.
    await house.services.db.updateTable("employers").set({ trust: "vip" }).where("id", "=", garment).execute();
    const free = await ready([newcomer()]);
    expect((await confirm(free)).body).toMatchObject({ state: "applying", review: { days: null } });
  });
});

describe("the middle of wages", () => {
  it("is one of them, and of two the lower", () => {
    expect([medianOf([]), medianOf([5]), medianOf([9, 1]), medianOf([3, 1, 2])]).toEqual([0, 5, 1, 2]);
  });
});
