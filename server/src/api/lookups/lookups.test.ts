import { addMonths, monthOf } from "@wsi/shared/values";
import readWorkbook from "read-excel-file/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { employerId } from "../../people/employers.ts";
import { personaOf, personIdOf, type PersonaCode } from "../../people/index.ts";

let house: House;
let thisMonth: string;
const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
const own = ["overview", "payments", "account", "arrears", "tiers", "benefits", "registered"];
beforeAll(async () => {
  house = await startHouse();
  thisMonth = monthOf(house.today);
});
afterAll(() => house.stop());
const looksOf = async (call: Caller): Promise<string[]> =>
  (await call("GET", "/api/access-log")).body.map((one: any) => one.what);

describe("a person's own lookups", () => {
  it("say on one screen what runs, whether this month is paid, what is owed and what to do", async () => {
    const owing = await house.person("arrears");
    const { body } = await owing("GET", "/api/lookups/overview");
    expect(body).toMatchObject({
      asOf: house.today,
      authority: "both",
      insured: [{ scheme: "pension", through: "flexible", tier: 80 }, { scheme: "medical" }],
      due: { overdue: true },
      retired: false,
    });
    expect(body.due.months.length).toBeGreaterThanOrEqual(3);
    expect(body.due.fen).toBeGreaterThan(0);
    expect(body.estimate).toContain("以公布为准");
    expect(await looksOf(owing)).toEqual([]);
    const newcomer = await (await house.person("graduate"))("GET", "/api/lookups/overview");
    expect(newcomer.body).toMatchObject({ insured: [], months: [], due: null, thisMonth: { state: "none" }, next: [] });
    const retired = await (await house.person("retired"))("GET", "/api/lookups/overview");
    expect(retired.body).toMatchObject({ retired: true, insured: [], due: null });
  });

  it("offer the way on that the catalogue holds: back-payment for a gap, renewal for a pause", async () => {
    const items = async (code: PersonaCode) =>
      (await (await house.person(code))("GET", "/api/lookups/overview")).body.next.map((one: any) => one.item);
    expect(await items("interrupted")).toContain("interruption-back-payment");
    expect(await items("flexible-paused")).toContain("flexible-employment-renewal");
  });

  it("filter payments by years, scheme, payer and state, and add up exactly what matches", async () => {
    const changer = await house.person("job-changer");
    const ask = async (query: string) => (await changer("GET", `/api/lookups/payments?${query}`)).body;
    const whole = await ask("");
    expect(whole.known.payers.map((one: any) => one.name)).toEqual(["武汉虚构茶饮有限公司", "武汉演示软件有限公司"]);
    expect(whole).toMatchObject({ page: 1, size: 24 });
    expect(whole.months).toHaveLength(24);
    expect((await ask("page=2")).months[0].month).toBe(addMonths(whole.months[23].month, -1));
    const parts = await Promise.all(whole.known.payers.map((one: any) => ask(`payer=${one.key}`)));
    expect(parts[0].sums.person + parts[1].sums.person).toBe(whole.sums.person);
    expect(parts[0].sums.unit + parts[1].sums.unit).toBe(whole.sums.unit);
    const pension = await ask("scheme=pension&state=paid");
    expect(pension.months.every((one: any) => one.lines.every((line: any) => line.scheme === "pension"))).toBe(true);
    const year = whole.known.to - 1;
    const one = await ask(`from=${year}&to=${year}`);
    expect(one.matching).toBe(12);
    expect(one.years).toEqual([expect.objectContaining({ year, person: one.sums.person, unit: one.sums.unit })]);
    expect(await ask("payer=77")).toMatchObject({ matching: 0, months: [], years: [], sums: { person: 0 } });
    const interrupted = await house.person("interrupted");
    const gaps = (await interrupted("GET", "/api/lookups/payments?state=gap")).body;
    expect(gaps.months.map((month: any) => month.gap)).toEqual(gaps.months.map(() => true));
    expect(gaps.sums.gaps).toBe(gaps.months.length);
    expect(gaps.sums.gaps).toBeGreaterThan(0);
  });

  it("refuse a filter that makes no sense with a sentence", async () => {
    const person = await house.person("employed");
    for (const query of ["from=19", "scheme=fire", "payer=%E6%AD%A6%E6%B1%89", "page=0", "state=lost"]) {
      const { status, body } = await person("GET", `/api/lookups/payments?${query}`);
      expect([query, status]).toEqual([query, 422]);
      expect(body.message).toMatch(/[\u4e00-\u9fff]/);
    }
    expect((await person("GET", "/api/lookups/months/2026-13")).status).toBe(422);
  });

  it("explain a month line by line, and give the records as a workbook", async () => {
    const person = await house.person("employed");
    const month = addMonths(thisMonth, -2);
    const { body } = await person("GET", `/api/lookups/months/${month}`);
    expect(body.lines).toHaveLength(5);
    expect(body.lines.find((line: any) => line.scheme === "pension")).toMatchObject({ authority: "hrss" });
    expect(JSON.stringify(body.lines)).toContain("缴费基数");
    const file = await person.raw("GET", "/api/lookups/payments.xlsx?scheme=pension");
    expect(file.status).toBe(200);
    expect(file.headers.get("cache-control")).toContain("no-store");
    const [sheet] = await readWorkbook(Buffer.from(await file.arrayBuffer()));
    expect(sheet?.data[0]?.[0]).toContain("数据截至");
    expect(sheet?.data[2]?.[0]).toBe("月份");
    expect(new Set(sheet?.data.slice(3).map((row) => row[1]))).toEqual(new Set(["职工养老保险"]));
    expect((await person.raw("GET", "/api/lookups/payments.xlsx?scheme=fire")).status).toBe(422);
  });

  it("show account, arrears, tiers, benefits and what is registered, each with its source", async () => {
    const flexible = await house.person("arrears");
    const arrears = (await flexible("GET", "/api/lookups/arrears")).body;
    expect(arrears.lines[0]).toMatchObject({ authority: expect.any(String), payBy: expect.any(String), lateFee: 0 });
    expect(arrears.lines[0]).not.toHaveProperty("personId");
    expect(arrears.total).toBe(arrears.lines.reduce((sum: number, line: any) => sum + line.person + line.unit, 0));
    expect((await flexible("GET", "/api/lookups/tiers")).body.spells).toMatchObject([{ tier: 80 }]);
    const account = (await flexible("GET", "/api/lookups/account")).body;
    expect(account.years.reduce((sum: number, one: any) => sum + one.fen, 0)).toBe(account.total);
    const drawn = (await (await house.person("unemployed"))("GET", "/api/lookups/benefits")).body;
    expect(drawn.benefits).toMatchObject([{ kind: "unemployment", months: 17, running: true }]);
    const registered = (await flexible("GET", "/api/lookups/registered")).body;
    expect(registered.mobile).toContain("*");
    expect(registered.idNumber).toContain("*");
  });
});

describe("lookups for another", () => {
  it("are for whom a mandate lets look, and every one of them is told to the person", async () => {
    const agent = await house.person("community-agent");
    const resident = await house.person("flexible-active");
    const before = (await looksOf(resident)).length;
    for (const what of own)
      expect((await agent("GET", `/api/lookups/${what}?for=agent:${idOf("flexible-active")}`)).status).toBe(200);
    expect((await looksOf(resident)).length).toBe(before + own.length);
    for (const what of own)
      expect((await agent("GET", `/api/lookups/${what}?for=agent:${idOf("employed")}`)).status).toBe(409);
    // Where somebody lives is theirs alone.
    const { body } = await agent("GET", `/api/lookups/registered?for=agent:${idOf("flexible-active")}`);
    expect(body.address).toBeNull();
  });

  it("show a clerk the employer's bill, staff and wages, page by page, and nobody's life elsewhere", async () => {
    const clerk = await house.person("teahouse-clerk");
    const employer = employerId("teahouse");
    for (const what of own.filter((one) => one !== "payments")) {
      const { status, body } = await clerk("GET", `/api/lookups/${what}?for=employer:${employer}`);
      expect([what, status, body.code]).toEqual([what, 422, "refused"]);
      expect(body.instead).toContain("月度账单");
    }
    const month = addMonths(thisMonth, -1);
    const bill = async (more = {}) =>
      (await clerk("POST", "/api/lookups/statement", { employer, month, ...more })).body;
    const all = await bill();
    expect(all.sums.people).toBe(all.matching);
    expect(all.rows.length).toBe(Math.min(20, all.matching));
    expect(all.rows.reduce((sum: number, row: any) => sum + row.unit, 0)).toBe(all.sums.unit);
    expect((await bill({ unpaid: true })).matching).toBe(all.sums.unpaidPeople);
    expect((await bill({ named: "%" })).matching).toBe(0);
    expect((await bill({ named: all.rows[0].name })).sums).toEqual(all.sums);
    expect((await bill({ page: 99 })).rows).toEqual([]);
    const staff = (await clerk("POST", "/api/lookups/staff", { employer })).body;
    expect(staff.rows[0]).toMatchObject({ idNumber: expect.stringContaining("*"), schemes: expect.any(Array) });
    expect(staff.rows.some((row: any) => row.wage > 0)).toBe(true);
    const file = await clerk.raw("GET", `/api/lookups/statement.xlsx?employer=${employer}&month=${month}`);
    const [sheet] = await readWorkbook(Buffer.from(await file.arrayBuffer()));
    expect(sheet?.data[1]?.[0]).toContain("已到账");
    const seen = await looksOf(await house.person("teahouse-owner"));
    expect(seen).toContain("看了单位月度账单（只含本单位）");
    expect(seen).toContain("导出了单位月度账单（只含本单位）");
    // Another employer's clerk: nothing at all.
    const other = await house.person("builder-clerk");
    expect((await other("POST", "/api/lookups/statement", { employer, month })).status).toBe(409);
    expect((await other("POST", "/api/lookups/staff", { employer })).status).toBe(409);
    expect((await other.raw("GET", `/api/lookups/statement.xlsx?employer=${employer}&month=${month}`)).status).toBe(
      409,
    );
  });

  it("show a builder its projects, and the roster of its own alone", async () => {
    const clerk = await house.person("builder-clerk");
    const employer = employerId("builder");
    const { projects } = (await clerk("GET", `/api/lookups/projects?employer=${employer}`)).body;
    expect(projects[0]).toMatchObject({ certificate: expect.any(String), workers: expect.any(Number) });
    const roster = await clerk("GET", `/api/lookups/projects/${projects[0].id}?employer=${employer}`);
    expect(roster.body.matching).toBe(projects[0].workers);
    const tea = await house.person("teahouse-clerk");
    const where = `/api/lookups/projects/${projects[0].id}?employer=${employerId("teahouse")}`;
    expect((await tea("GET", where)).status).toBe(404);
  });
});

describe("reminders", () => {
  it("are all on until somebody says no, and that choice is theirs alone", async () => {
    const person = await house.person("two-employers");
    const all = { arrears: true, tier: true, benefit: true, rights: true };
    expect((await person("GET", "/api/reminders")).body).toEqual(all);
    for (let again = 0; again < 2; again++)
      expect((await person("PUT", "/api/reminders", { kind: "tier", on: false })).body).toEqual({
        ...all,
        tier: false,
      });
    expect((await (await house.person("foreigner"))("GET", "/api/reminders")).body).toEqual(all);
    expect((await person("PUT", "/api/reminders", { kind: "tier", on: true })).body).toEqual(all);
    expect((await person("PUT", "/api/reminders", { kind: "weather", on: true })).status).toBe(422);
  });
});
