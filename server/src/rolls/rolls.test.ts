import { addDays } from "@wsi/shared/values";
import { read, utils, write } from "@e965/xlsx";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../test/house.ts";
import { inventIdNumber } from "../people/identity.ts";
import { employerId, personaOf } from "../people/index.ts";
import { applyNext, checkSlice, expireRolls } from "./index.ts";

let house: House;
let clerk: Caller;
const garment = employerId("garment");
beforeAll(async () => {
  house = await startHouse();
  clerk = await house.person("garment-clerk");
  // Trusted: nobody has to look. How others are reviewed: review.test.ts.
  await house.services.db.updateTable("employers").set({ trust: "vip" }).where("id", "=", garment).execute();
});
afterAll(() => house.stop());

const heads = ["姓名", "身份证号码", "手机号", "入职日期", "月工资", "险种"];
let serial = 0;
const fresh = () => inventIdNumber("1991-06-06", "male", (serial += 1), "990166");
const good = (over: Partial<Record<string, unknown>> = {}) => {
  const row = {
    姓名: "王示例",
    身份证号码: fresh(),
    手机号: "",
    入职日期: addDays(house.today, -3),
    月工资: "6500",
    险种: "五险",
  };
  return heads.map((head) => ({ ...row, ...over })[head]);
};

function sheet(rows: unknown[][], kind: "xlsx" | "biff8" = "xlsx"): Buffer {
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(rows), "参保登记花名册");
  return write(book, { type: "buffer", bookType: kind }) as Buffer;
}
async function post(call: Caller, where: string, bytes: Buffer, name = "名册.xlsx") {
  const form = new FormData();
  form.append("file", new Blob([Uint8Array.from(bytes)]), name);
  const answer = await call.raw("POST", where, { body: form });
  return { status: answer.status, body: (await answer.json()) as any };
}
const send = (bytes: Buffer, call = clerk, kind = "employee-enrolment") =>
  post(call, `/api/rolls?kind=${kind}&employer=${garment}`, bytes);
const now = () => house.services.clock.now();
async function checked() {
  const { db, core } = house.services;
  while (await checkSlice(db, core, now, 3));
}
const view = async (id: string) => (await clerk("GET", `/api/rolls/${id}`)).body;
const confirm = (id: string, signature = personaOf("garment-clerk").name) =>
  clerk("POST", `/api/rolls/${id}/confirmation`, { id, signature });
async function count(table: "enrolments" | "people" | "notices" | "ledger_events"): Promise<number> {
  const { n } = await house.services.db
    .selectFrom(table)
    .select((q) => q.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}

describe("a roll of an employer", () => {
  it("is checked, mended row by row and by file, confirmed, and applied whole, once", async () => {
    const employed = personaOf("employed");
    const twice = fresh();
    const rows = [
      heads,
      good(),
      good({ 月工资: "-5" }),
      good({ 姓名: employed.name, 身份证号码: employed.idNumber }),
      good({ 身份证号码: twice }),
      good({ 身份证号码: twice }),
      good({ 身份证号码: Number("990166199106060014"), 险种: "六险" }),
      good(),
    ];
    const before = {
      people: await count("people"),
      enrolments: await count("enrolments"),
      events: await count("ledger_events"),
    };
    const sent = await send(sheet(rows));
    expect(sent.body).toMatchObject({
      state: "checking",
      total: 7,
      done: 0,
      again: false,
      employer: "武汉示范服饰有限公司",
    });
    const { id } = sent.body;
    expect((await confirm(id)).body.message).toContain("还在核对");
    await checked();
    const first = await view(id);
    expect(first).toMatchObject({ state: "checked", total: 7, done: 7, bad: 4 });
    expect(first.wrong.map((row: any) => [row.at, Object.keys(row.problems)])).toEqual([
      [3, ["wage"]],
      [4, ["idNumber"]],
      [6, ["idNumber"]],
      [7, ["idNumber", "schemes"]],
    ]);
    expect(first.wrong[1].problems.idNumber).toMatch(/另一家单位[\s\S]*请/);
    expect(first.wrong[2].problems.idNumber).toContain("和第 5 行是同一个人");
    expect(first.wrong[3].problems.idNumber).toContain("文本");
    expect((await confirm(id)).body).toMatchObject({ code: "refused", message: expect.stringContaining("4 行有问题") });

    // One on the screen, one taken out, the rest in the downloaded file.
    const cells = { ...first.wrong[0].cells, wage: "7000" };
    expect((await clerk("PUT", `/api/rolls/${id}/rows`, { at: 3, cells })).body).toMatchObject({
      state: "checking",
      done: 6,
    });
    expect((await clerk("POST", `/api/rolls/${id}/rows/removed`, { at: 4 })).body).toMatchObject({ total: 6 });
    await checked();
    expect(await view(id)).toMatchObject({ bad: 2, total: 6 });
    const file = await clerk.raw("GET", `/api/rolls/${id}/wrong.xlsx`);
    expect(file.headers.get("content-disposition")).toContain("xlsx");
    const book = read(Buffer.from(await file.arrayBuffer()));
    const wrong = utils.sheet_to_json<string[]>(book.Sheets["参保登记花名册"] ?? {}, { header: 1 });
    expect(wrong[0]).toEqual(["行号*", "姓名*", "身份证号码*", "手机号", "入职日期*", "月工资*", "险种", "问题"]);
    expect(wrong.slice(1).map((row) => row[0])).toEqual(["6", "7"]);
    const mended = wrong.map((row, at) =>
      at === 0 ? row : row.map((cell, column) => (column === 2 ? fresh() : column === 6 ? "五险" : cell)),
    );
    const foreign = await post(clerk, `/api/rolls/${id}/mended`, sheet([...mended, ["99", ...good()]]));
    expect(foreign.body.message).toContain("一行都没有改");
    expect((await post(clerk, `/api/rolls/${id}/mended`, sheet(mended, "biff8"), "改好.xls")).status).toBe(200);
    await checked();
    const ready = await view(id);
    expect(ready).toMatchObject({ state: "checked", bad: 0, summary: { people: 6, months: 6 } });
    expect(ready.summary.due).toHaveLength(5);

    // Until somebody says yes, nothing has happened.
    expect({
      people: await count("people"),
      enrolments: await count("enrolments"),
      events: await count("ledger_events"),
    }).toEqual(before);
    expect((await confirm(id, "别人")).status).toBe(422);
    const pressed = await Promise.all(Array.from({ length: 5 }, () => confirm(id)));
    expect(pressed.map((one) => one.status)).toEqual([200, 200, 200, 200, 200]);
    const { db, core } = house.services;
    const runs = await Promise.all([applyNext(db, core, now), applyNext(db, core, now)]);
    expect(runs.filter(Boolean)).toHaveLength(1);
    const done = await view(id);
    expect(done).toMatchObject({
      state: "applied",
      outcome: { due: ready.summary.total, receipt: expect.stringMatching(/^LD/) },
    });
    expect(await count("enrolments")).toBe(before.enrolments + 30);
    expect(await count("people")).toBe(before.people + 6);
    expect((await clerk("GET", "/api/notices")).body[0]).toMatchObject({ title: expect.stringContaining("办好了") });

    // The same file again is the same roll; what is applied can be neither changed nor dropped.
    expect((await send(sheet(rows))).body).toMatchObject({ id, again: true, state: "applied" });
    expect((await clerk("PUT", `/api/rolls/${id}/rows`, { at: 3, cells })).status).toBe(409);
    expect((await clerk("POST", `/api/rolls/${id}/dropped`, {})).status).toBe(409);
    expect(await count("enrolments")).toBe(before.enrolments + 30);
  }, 60_000);

  it("goes back to be checked when the ledger has changed since, and none of it has happened", async () => {
    const [one, other] = [good(), good()];
    const { body: a } = await send(sheet([heads, one, other]));
    const { body: b } = await send(sheet([heads, one]));
    await checked();
    await confirm(b.id);
    await confirm(a.id);
    const { db, core } = house.services;
    while (await applyNext(db, core, now));
    expect(await view(b.id)).toMatchObject({ state: "applied" });
    expect(await view(a.id)).toMatchObject({ state: "checking", note: expect.stringContaining("什么都没有办") });
    await checked();
    expect(await view(a.id)).toMatchObject({ state: "checked", bad: 1, wrong: [{ at: 2 }] });
  });

  it("is no stranger's to see, send or confirm, and what is dropped may be sent again", async () => {
    const bytes = sheet([heads, good()]);
    const { body } = await send(bytes);
    const stranger = await house.person("builder-clerk");
    expect((await stranger("GET", `/api/rolls/${body.id}`)).status).toBe(404);
    expect((await stranger("POST", `/api/rolls/${body.id}/confirmation`, { signature: "x" })).status).toBe(404);
    expect((await stranger("GET", `/api/employers/${garment}/rolls`)).body).toEqual([]);
    expect((await send(bytes, stranger)).status).toBe(409);
    expect((await stranger("GET", `/api/employers/${garment}/roll-kinds`)).status).toBe(409);
    expect((await clerk("POST", `/api/rolls/${body.id}/dropped`, {})).body).toMatchObject({
      state: "dropped",
      erased: true,
    });
    const again = await send(bytes);
    expect(again.body.id).not.toBe(body.id);
    // Left alone too long, it is forgotten, rows and all.
    await checked();
    expect(await expireRolls(house.services.db, new Date(now().getTime() + 40 * 86_400_000))).toBeGreaterThan(0);
    expect(await view(again.body.id)).toMatchObject({ state: "expired", erased: true, wrong: [] });
  });

  it("is refused in words when it is none, has other heads, or comes at the wrong time", async () => {
    const missing = await send(
      sheet([
        ["姓名", "工资"],
        ["王示例", "5000"],
      ]),
    );
    expect(missing).toMatchObject({ status: 422, body: { message: expect.stringContaining("缺少「身份证号码」") } });
    expect((await send(Buffer.from("姓名,工资\n"))).body.message).toContain("不是 Excel");
    expect((await send(sheet([heads, good()]), clerk, "no-such")).status).toBe(404);
    expect((await send(sheet([heads]))).body.message).toContain("没有内容");
    const late = await send(
      sheet([
        ["姓名", "身份证号码", "月平均工资"],
        ["王示例", fresh(), "5000"],
      ]),
      clerk,
      "wage-declaration",
    );
    if (house.today.slice(5) > "06-30")
      expect(late.body).toMatchObject({ code: "refused", instead: expect.any(String) });
  });

  it("cancels the month of some and changes what is registered of others, and tells each", async () => {
    const { db, core } = house.services;
    const [cutter, leaving] = [personaOf("garment-cutter"), personaOf("garment-leaving")];
    const newcomer = fresh();
    const enrolled = await send(sheet([heads, good({ 身份证号码: newcomer })]));
    await checked();
    await confirm(enrolled.body.id);
    while (await applyNext(db, core, now));

    const month = house.today.slice(0, 7);
    const cancelling = [
      ["姓名", "身份证号码", "注销哪个月", "注销原因", "正确的月工资", "其他原因说明"],
      // As Excel keeps a month that is typed: its first day.
      ["王示例", newcomer, new Date(`${month}-01T00:00:00Z`), "工资报错了，要重新核定", "8000", ""],
      ["王示例", newcomer.replace(/.$/, "#"), month, "其他原因", "", ""],
    ];
    const bad = await send(sheet(cancelling), clerk, "month-cancellation");
    await checked();
    const seen = await view(bad.body.id);
    expect(seen.wrong.map((row: any) => [row.at, Object.keys(row.problems)])).toEqual([[3, ["idNumber"]]]);
    expect((await clerk("POST", `/api/rolls/${bad.body.id}/rows/removed`, { at: 3 })).status).toBe(200);
    await checked();
    expect(await view(bad.body.id)).toMatchObject({
      bad: 0,
      summary: { people: 1, months: 1 },
      review: { days: null },
    });
    await confirm(bad.body.id);

    const info = await send(
      sheet([
        ["姓名", "身份证号码", "新的手机号码", "文化程度"],
        [cutter.name, cutter.idNumber, "13800138009", ""],
        [leaving.name, leaving.idNumber, "", "大专"],
      ]),
      clerk,
      "employee-info-change",
    );
    await checked();
    expect(await view(info.body.id)).toMatchObject({ state: "checked", bad: 0 });
    await confirm(info.body.id);
    while (await applyNext(db, core, now));
    expect(await view(bad.body.id)).toMatchObject({
      state: "applied",
      outcome: { text: expect.stringContaining("其中 1 人按正确的工资重新核定") },
    });
    expect(await view(info.body.id)).toMatchObject({ state: "applied", outcome: { due: 0 } });
    const told = await db
      .selectFrom("notices")
      .select(["title", "text"])
      .where("key", "like", `roll:${info.body.id}:%`)
      .where("open", "=", "lookups/enrolments/index")
      .execute();
    expect(told.map((one) => one.text.split("\n")[0]).toSorted()).toEqual(["已变更手机号。", "已变更文化程度。"]);
    const lines = await db
      .selectFrom("payments as y")
      .innerJoin("people as p", "p.id", "y.person_id")
      .select(["y.status", "y.number"])
      .where("p.id_number", "=", newcomer)
      .where("y.month", "=", month)
      .execute();
    expect(lines.filter((line) => line.status === "cancelled" && line.number === 1)).toHaveLength(5);
    expect(lines.filter((line) => line.status === "assessed" && line.number === 2)).toHaveLength(5);
  }, 60_000);

  it("has templates of both kinds that are read again", async () => {
    const kinds = (await clerk("GET", `/api/employers/${garment}/roll-kinds`)).body.kinds;
    expect(kinds.map((one: any) => one.code)).toEqual([
      "employee-enrolment",
      "employee-stop",
      "month-cancellation",
      "wage-declaration",
      "employee-info-change",
    ]);
    for (const type of ["xlsx", "xls"])
      for (const { code } of kinds) {
        const answer = await clerk.raw("GET", `/api/roll-templates/${code}.${type}`);
        expect(answer.status).toBe(200);
        const book = read(Buffer.from(await answer.arrayBuffer()));
        expect(book.SheetNames).toHaveLength(2);
        const [top] = utils.sheet_to_json<string[]>(book.Sheets[book.SheetNames[0] ?? ""] ?? {}, { header: 1 });
        expect(top?.slice(0, 2)).toEqual(["姓名*", "身份证号码*"]);
      }
    expect((await clerk("GET", "/api/roll-templates/nothing.xlsx")).status).toBe(404);
  });
});
