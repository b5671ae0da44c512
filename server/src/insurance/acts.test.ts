import { addDays } from "@wsi/shared/values";
import { employerMonth, lateFee } from "@wsi/shared/insurance";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { embeddedCoreInsurance as core } from "../adapters/core-insurance/embedded.ts";
import { seedFigures } from "../figures/index.ts";
import { inTransaction, type Tx } from "../db.ts";
import { employerId, loadPeople, personaOf, personIdOf, type PersonaCode } from "../people/index.ts";
import type { CancelMonth, EnrolEmployee, StopEmployee } from "../ports/core-insurance.ts";
import { explainMonth } from "./index.ts";

const TODAY = "2026-11-23";
const id = (code: PersonaCode): string => personIdOf(personaOf(code).idNumber);
const garment = employerId("garment");
const ALL = ["pension", "medical", "unemployment", "work-injury", "maternity"] as const;

let fresh: TestDatabase | undefined;
beforeEach(async () => {
  await fresh?.drop();
  fresh = await freshDatabase();
  await act((tx) => loadPeople(tx, TODAY));
});
afterAll(() => fresh?.drop());

function act<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  if (!fresh) throw new Error("no database");
  return inTransaction(fresh.db, work);
}
const no = (because: RegExp) => ({
  outcome: "refused",
  because: expect.stringMatching(because),
  instead: expect.stringMatching(/.{4,}/),
});
const lines = async (code: PersonaCode, month: string) =>
  (await act((tx) => core.payments(tx, id(code), { from: month, to: month }))).toReversed();
const total = (some: readonly { unit: number; person: number }[]) =>
  some.reduce((sum, line) => sum + line.unit + line.person, 0);

const entry = (over: Partial<EnrolEmployee> = {}): EnrolEmployee => ({
  employerId: garment,
  personId: id("new-hire"),
  schemes: ALL,
  wage: 650_000,
  entryDate: "2026-11-03",
  today: TODAY,
  key: "entry",
  ...over,
});
const enrol = (over: Partial<EnrolEmployee> = {}) => act((tx) => core.enrolEmployee(tx, entry(over)));
const leave = (over: Partial<StopEmployee> = {}) =>
  act((tx) =>
    core.stopEmployee(tx, {
      employerId: garment,
      personId: id("garment-leaving"),
      schemes: [],
      leavingDate: "2026-11-20",
      reason: "dismissed",
      today: TODAY,
      key: "leave",
      ...over,
    }),
  );
const cancel = (over: Partial<CancelMonth> = {}) =>
  act((tx) =>
    core.cancelMonth(tx, {
      employerId: garment,
      personId: id("garment-leaving"),
      schemes: [],
      month: "2026-11",
      reason: "other",
      note: "重复核定",
      today: TODAY,
      key: "cancel",
      ...over,
    }),
  );

describe("enrolling an employee", () => {
  it("starts five schemes, assesses this month by the wage, and happens once", async () => {
    const done = await enrol();
    const expected = total(employerMonth(seedFigures, "2026-11", 650_000));
    expect(done).toMatchObject({ outcome: "done", due: expected });
    expect(await enrol()).toEqual(done);
    expect((await lines("new-hire", "2026-11")).map((line) => line.status)).toEqual(Array(5).fill("assessed"));
    const staff = await act((tx) => core.employeesWithWages(tx, garment, TODAY));
    expect(staff.find((one) => one.personId === id("new-hire"))).toMatchObject({ wage: 650_000, since: "2026-11" });
  });

  it("assesses the months since an entry of up to three months ago, with late fee by the day", async () => {
    const done = await enrol({ entryDate: "2026-09-07" });
    const month = total(employerMonth(seedFigures, "2026-09", 650_000));
    const fees = employerMonth(seedFigures, "2026-09", 650_000)
      .map(
        (line) =>
          lateFee(seedFigures, line.unit + line.person, 59, TODAY) +
          lateFee(seedFigures, line.unit + line.person, 29, TODAY),
      )
      .reduce((sum, fee) => sum + fee, 0);
    expect(done).toMatchObject({ outcome: "done", due: month * 3 + fees, text: expect.stringMatching(/滞纳金/) });
    const [explained] = await act((tx) => explainMonth(tx, id("new-hire"), "2026-09"));
    expect(explained?.steps.join()).toMatch(/滞纳金/);
  });

  it("begins with this month when the entry lies further back, and says by which way the rest goes", async () => {
    expect(await enrol({ entryDate: "2026-03-01" })).toMatchObject({
      outcome: "done",
      due: total(employerMonth(seedFigures, "2026-11", 650_000)),
      text: expect.stringMatching(/劳动合同补缴/),
    });
    expect(await lines("new-hire", "2026-10")).toEqual([]);
  });

  it("explains the clamp at both ends", async () => {
    expect(await enrol({ wage: 300_000 })).toMatchObject({ text: expect.stringMatching(/低于下限/) });
    const [low] = await act((tx) => explainMonth(tx, id("new-hire"), "2026-11"));
    expect(low?.steps[0]).toMatch(/申报工资 3,000.00 元 不到下限/);
    const high = await act((tx) => explainMonth(tx, id("garment-high"), "2026-10"));
    expect(high[0]?.steps[0]).toMatch(/超过上限/);
  });

  it("stops unemployment benefit", async () => {
    expect(await enrol({ personId: id("unemployed") })).toMatchObject({ text: expect.stringMatching(/失业金/) });
    const [benefit] = await act((tx) => core.benefits(tx, id("unemployed"), TODAY));
    expect(benefit).toMatchObject({ to: "2026-10", months: 17, drawn: 3 });
  });

  it("refuses what must not be, each with rule and remedy", async () => {
    const cases: [Partial<EnrolEmployee>, RegExp][] = [
      [{ personId: id("employed") }, /另一家单位/],
      [{ personId: id("flexible-active") }, /灵活就业身份/],
      [{ personId: id("garment-low") }, /不能重复参保/],
      [{ personId: id("garment-near-retirement") }, /退休年龄/],
      [{ personId: id("retired") }, /退休年龄/],
      [{ entryDate: "2026-12-01" }, /还没有到/],
      [{ entryDate: "2026-13-01" }, /日期不对/],
      [{ entryDate: "1999-01-01" }, /开户/],
      [{ wage: 0 }, /大于 0/],
      [{ wage: -5 }, /大于 0/],
      [{ wage: 200_000_000 }, /不合常理/],
      [{ schemes: [] }, /险种/],
    ];
    for (const [over, because] of cases) expect(await enrol(over)).toMatchObject(no(because));
    expect(await act((tx) => core.employeesWithWages(tx, garment, TODAY))).not.toContainEqual(
      expect.objectContaining({ personId: id("new-hire") }),
    );
  });

  it("lets a second job and a pensioner have work injury alone", async () => {
    const only = { schemes: ["work-injury"] as const };
    expect(await enrol({ ...only, personId: id("employed"), key: "a" })).toMatchObject({ outcome: "done" });
    expect(await enrol({ ...only, personId: id("retired"), key: "b" })).toMatchObject({ outcome: "done" });
    expect((await lines("employed", "2026-11")).filter((line) => line.scheme === "work-injury")).toHaveLength(2);
  });

  it("has one winner when ten presses, or clerks of two employers, arrive together", async () => {
    const presses = await Promise.all(Array.from({ length: 10 }, () => enrol()));
    for (const one of presses) expect(one).toEqual(presses[0]);
    const rivals = await Promise.all([
      enrol({ personId: id("graduate"), key: "garment" }),
      enrol({ personId: id("graduate"), key: "bakery", employerId: employerId("bakery") }),
    ]);
    expect(rivals.map((one) => one.outcome).toSorted()).toEqual(["done", "refused"]);
    const clerks = await Promise.all([
      enrol({ personId: id("interrupted"), schemes: ["work-injury"], key: "c1" }),
      enrol({ personId: id("interrupted"), schemes: ["work-injury"], key: "c2" }),
    ]);
    expect(clerks.map((one) => one.outcome).toSorted()).toEqual(["done", "refused"]);
  });
});

describe("stopping an employee", () => {
  it("keeps the true month and reason, with what it means for unemployment benefit", async () => {
    expect(await leave()).toMatchObject({ outcome: "done", text: expect.stringMatching(/可以申领失业金/) });
    const stopped = (await act((tx) => core.enrolments(tx, id("garment-leaving")))).filter((one) => one.stoppedOn);
    expect(stopped).toHaveLength(5);
    expect(stopped[0]).toMatchObject({ stoppedOn: "2026-11", stopReason: "单位解除劳动合同（辞退、裁员）" });
    expect(await leave({ key: "again" })).toMatchObject(no(/不能再停一次/));
  });

  it("tells what was assessed after the leaving month, and resumes without losing a month", async () => {
    expect(await leave({ leavingDate: "2026-10-08" })).toMatchObject({ text: expect.stringMatching(/当月欠款注销/) });
    expect(await cancel({ reason: "left" })).toMatchObject({ outcome: "done", due: 0 });
    expect(await enrol({ personId: id("garment-leaving"), entryDate: "2026-11-10" })).toMatchObject({
      outcome: "done",
      text: expect.stringMatching(/续保/),
    });
    expect((await lines("garment-leaving", "2026-11")).filter((line) => line.status === "assessed")).toHaveLength(5);
    expect((await act((tx) => core.facts(tx, id("garment-leaving"), TODAY)))["hasGap"]).toBe(false);
  });

  it("refuses the future, strangers, and what makes no sense", async () => {
    expect(await leave({ leavingDate: "2026-12-01" })).toMatchObject(no(/现在不能办/));
    expect(await leave({ leavingDate: "2020-01-01" })).toMatchObject(no(/早于参保/));
    expect(await leave({ personId: id("employed") })).toMatchObject(no(/没有由本单位/));
    expect(await leave({ reason: "whatever" as "resigned" })).toMatchObject(no(/减员原因/));
  });
});

describe("cancelling this month", () => {
  it("cancels what is unpaid, once, or assesses it anew by the right wage", async () => {
    const before = await lines("garment-leaving", "2026-11");
    expect(await cancel()).toMatchObject({ outcome: "done", due: 0 });
    expect(await cancel({ key: "again" })).toMatchObject(no(/已经注销过/));
    expect(before.length).toBe(5);
    const wage = { personId: id("garment-cutter"), key: "wage", reason: "wrong-wage", reassessWage: 500_000 } as const;
    expect(await cancel(wage)).toMatchObject({
      outcome: "done",
      due: total(employerMonth(seedFigures, "2026-11", 500_000)),
    });
    const after = await lines("garment-cutter", "2026-11");
    expect(after.map((line) => line.status).toSorted()).toEqual([
      ...Array(5).fill("assessed"),
      ...Array(5).fill("cancelled"),
    ]);
  });

  it("refuses other months, paid ones, the still employed who left, and no reason", async () => {
    expect(await cancel({ month: "2026-10" })).toMatchObject(no(/只能注销本月/));
    expect(await cancel({ month: "2026-12" })).toMatchObject(no(/只能注销本月/));
    expect(await cancel({ reason: "left" })).toMatchObject(no(/还没有停保/));
    expect(await cancel({ note: " " })).toMatchObject(no(/注销原因/));
    expect(await cancel({ reason: "wrong-wage" })).toMatchObject(no(/正确的工资/));
    const due = (await lines("garment-leaving", "2026-11")).map(({ scheme, month }) => ({
      personId: id("garment-leaving"),
      scheme,
      month,
    }));
    await act((tx) => core.settle(tx, { key: "tax-1", arrivedOn: TODAY, lines: due }));
    expect(await cancel()).toMatchObject(no(/已经到账/));
  });
});

describe("arrears", () => {
  const months = ["2026-08", "2026-09", "2026-10"];
  const pay = (over: object = {}) =>
    act((tx) => core.payArrears(tx, { payer: { personId: id("arrears") }, months, today: TODAY, key: "pay", ...over }));

  it("become an order without late fee for a person, and arrive once", async () => {
    const ordered = await pay();
    const open = await act((tx) => core.openLines(tx, { personId: id("arrears") }, TODAY));
    expect(open.lateFees).toBe(0);
    const due = open.lines.filter((line) => months.includes(line.month)).reduce((sum, line) => sum + line.person, 0);
    if (ordered.outcome !== "done") throw new Error(ordered.because);
    expect(ordered.due).toBe(due);
    expect(await pay({ key: "twice" })).toMatchObject(no(/已经开过缴费单/));
    const order = ordered.made?.order ?? "";
    const event = { key: "tax-2", arrivedOn: "2026-11-25", orders: [order, "JF0"] };
    const told = await Promise.all(Array.from({ length: 3 }, () => act((tx) => core.settle(tx, event))));
    expect(told.reduce((sum, one) => sum + one.amount, 0)).toBe(due);
    expect(told[0]?.unknown).toEqual(["缴费单 JF0：没有这张单"]);
    expect((await lines("arrears", "2026-09")).map((line) => line.status)).toEqual(["back-paid", "back-paid"]);
    expect(await pay({ key: "paid" })).toMatchObject(no(/没有待缴/));
  });

  it("carry 0.05 % a day where an employer owes", async () => {
    const bakery = employerId("bakery");
    const open = await act((tx) => core.openLines(tx, { employerId: bakery }, TODAY));
    const owed = open.lines.filter((line) => line.status === "arrears");
    const fee = owed.reduce(
      (sum, line) => sum + Math.round(((line.unit + line.person) * 5 * (line.month === "2026-09" ? 59 : 29)) / 10_000),
      0,
    );
    expect(owed).toHaveLength(20);
    expect(open.lateFees).toBe(fee);
    const done = await pay({ payer: { employerId: bakery }, months: ["2026-09", "2026-10"], key: "bakery" });
    expect(done).toMatchObject({ due: total(owed) + fee, text: expect.stringMatching(/万分之五/) });
  });

  it("are given up for good", async () => {
    const give = (over: object = {}) =>
      act((tx) =>
        core.cancelArrears(tx, { personId: id("arrears"), months: ["2026-08"], today: TODAY, key: "give", ...over }),
      );
    expect(await give()).toMatchObject({ outcome: "done", text: expect.stringMatching(/少算 1 个月.*不能再补/) });
    expect(await give({ key: "again" })).toMatchObject(no(/没有欠费可以注销/));
    expect(await give({ months: ["2026-11"], key: "now" })).toMatchObject(no(/还没有过/));
    expect(await give({ months: ["2026-07"], key: "paid" })).toMatchObject(no(/已经到账/));
    expect(await give({ personId: id("bakery-baker"), months: ["2026-10"], key: "unit" })).toMatchObject(no(/由单位/));
    const back = { personId: id("arrears"), months: ["2026-08"], tier: 80, today: TODAY, key: "back" };
    expect(await act((tx) => core.backPay(tx, back))).toMatchObject(no(/注销后不能再补缴/));
  });
});

describe("flexible employment", () => {
  it("pauses from this month or the next, and is taken up again without losing one", async () => {
    const stop = (from: string, key: string, person: PersonaCode = "flexible-active") =>
      act((tx) => core.stopFlexible(tx, { personId: id(person), schemes: [], from, today: TODAY, key }));
    expect(await stop("2027-01", "a")).toMatchObject(no(/只能从本月或下月/));
    expect(await stop("2026-11", "b", "employed")).toMatchObject(no(/没有以灵活就业/));
    expect(await stop("2026-11", "c")).toMatchObject({ outcome: "done", text: expect.stringMatching(/一并注销/) });
    expect(await stop("2026-12", "d")).toMatchObject(no(/已经暂停/));
    const again = {
      personId: id("flexible-active"),
      schemes: ["pension", "medical"] as const,
      tier: 60,
      region: "420105",
    };
    expect(
      await act((tx) => core.renewFlexible(tx, { ...again, from: "2026-11", today: TODAY, key: "e" })),
    ).toMatchObject({ outcome: "done" });
    expect((await act((tx) => core.facts(tx, id("flexible-active"), "2026-12-02")))["hasGap"]).toBe(false);
  });

  it("changes tier from next month, and keeps the history", async () => {
    const change = (tier: number, from: string, key: string) =>
      act((tx) => core.changeTier(tx, { personId: id("flexible-active"), tier, from, today: TODAY, key }));
    expect(await change(100, "2026-11", "a")).toMatchObject(no(/已经核定/));
    expect(await change(60, "2026-12", "b")).toMatchObject(no(/没有变化/));
    expect(await change(65, "2026-12", "c")).toMatchObject(no(/没有这个缴费档次/));
    expect(await change(100, "2026-12", "d")).toMatchObject({
      outcome: "done",
      text: expect.stringMatching(/60% 档.*100% 档/),
    });
    expect(await change(150, "2026-12", "e")).toMatchObject({ outcome: "done" });
    expect((await act((tx) => core.tierHistory(tx, id("flexible-active")))).slice(0, 2)).toMatchObject([
      { tier: 150, from: "2026-12", monthly: 211_200 },
      { tier: 60, to: "2026-11" },
    ]);
  });

  it("begins for whoever was never insured", async () => {
    const start = (person: PersonaCode) =>
      act((tx) =>
        core.enrolFlexible(tx, {
          personId: id(person),
          schemes: ["pension", "medical"],
          tier: 60,
          region: "420106",
          from: "2026-12",
          today: TODAY,
          key: person,
        }),
      );
    expect(await start("graduate")).toMatchObject({ outcome: "done", due: 84_480 + 20_975 });
    expect(await start("flexible-paused")).toMatchObject(no(/不用再做首次登记/));
  });
});

describe("unemployment benefit", () => {
  const claim = (person: PersonaCode, key = person as string) =>
    act((tx) => core.claimUnemployment(tx, { personId: id(person), region: "420104", today: TODAY, key }));

  it("is granted by months of contributions and district, together with the registration", async () => {
    const done = await claim("let-go");
    // 110 months paid: nine years, 12 for the first four and one more for each of five.
    expect(done).toMatchObject({
      outcome: "done",
      due: 0,
      text: expect.stringMatching(/每月 1,989.00 元，最多 17 个月/),
    });
    expect(await claim("let-go", "again")).toMatchObject(no(/正在领/));
    const stop = await act((tx) =>
      core.stopBenefit(tx, { personId: id("let-go"), reason: "refused-work", today: TODAY, key: "stop" }),
    );
    expect(stop).toMatchObject({ outcome: "done", text: expect.stringMatching(/第五十一条/) });
    expect(await act((tx) => core.benefits(tx, id("let-go"), "2027-03-01"))).toMatchObject([
      { months: 17, drawn: 1, to: "2026-11" },
    ]);
  });

  it("is refused with the article of the law", async () => {
    expect(await claim("gave-notice")).toMatchObject(no(/非因本人意愿.*第四十五条/));
    expect(await claim("employed")).toMatchObject(no(/停保/));
    expect(await claim("graduate")).toMatchObject(no(/第四十五条/));
    expect(await claim("retired")).toMatchObject(no(/第五十一条/));
    expect(await claim("job-changer")).toMatchObject(no(/停保/));
  });
});

describe("information", () => {
  it("of a person changes what is open, and never a name", async () => {
    const change = (changes: Record<string, string>, key: string) =>
      act((tx) => core.changePersonInfo(tx, { personId: id("employed"), changes, today: TODAY, key }));
    expect(await change({ mobile: "138 0013 8999", household: "local-urban" }, "a")).toMatchObject({ outcome: "done" });
    expect(await act((tx) => core.personInfo(tx, id("employed")))).toMatchObject({ mobile: "13800138999" });
    expect(await change({ name: "张三" }, "b")).toMatchObject(no(/不能在网上改/));
    expect(await change({ mobile: "12" }, "c")).toMatchObject(no(/手机号不对/));
    expect(await change({ toString: "x" }, "d")).toMatchObject(no(/没有这一项/));
    expect(await change({ mobile: "13800138999" }, "e")).toMatchObject(no(/没有要变更/));
  });

  it("of an employer changes what is open, and not what the market regulator keeps", async () => {
    const change = (changes: Record<string, string>, key: string) =>
      act((tx) => core.changeEmployerInfo(tx, { employerId: garment, changes, today: TODAY, key }));
    expect(await change({ phone: "027-87654321" }, "a")).toMatchObject({
      outcome: "done",
      text: "已变更单位联系电话。",
    });
    expect(await act((tx) => core.employerInfo(tx, garment))).toMatchObject({ phone: "02787654321" });
    expect(await change({ name: "x" }, "b")).toMatchObject(no(/不能在网上改/));
    expect(await change({ phone: "1" }, "c")).toMatchObject(no(/联系电话不对/));
  });
});

describe("declaring wages", () => {
  const rows = [
    { personId: id("garment-low"), wage: 300_000 },
    { personId: id("garment-high"), wage: 3_000_000, mobile: "13800138777" },
    { personId: id("garment-cutter"), wage: 700_000 },
  ];
  const declare = (over: object = {}) =>
    act((tx) =>
      core.declareWages(tx, { employerId: garment, year: 2027, rows, today: "2027-04-10", key: "wages", ...over }),
    );

  it("takes all rows or none, clamps with a reason, and holds from July", async () => {
    const preview = await act((tx) =>
      core.previewWages(tx, { employerId: garment, year: 2027, rows, today: "2027-04-10" }),
    );
    expect(preview).toMatchObject([{ clamp: "lower" }, { clamp: "upper", base: 2_112_000 }, { base: 700_000 }]);
    expect(await declare()).toMatchObject({
      outcome: "done",
      text: expect.stringMatching(/3 名.*1 人按下限、1 人按上限.*10 名职工没有申报/),
    });
    const wageOn = async (today: string) =>
      (await act((tx) => core.employeesWithWages(tx, garment, today))).find(
        (one) => one.personId === id("garment-cutter"),
      )?.wage;
    expect(await wageOn("2027-06-30")).not.toBe(700_000);
    expect(await wageOn("2027-07-01")).toBe(700_000);
    expect((await act((tx) => core.personInfo(tx, id("garment-high")))).mobile).toBe("13800138777");
  });

  it("refuses a closed window, a stranger, a double, an absurd wage; nothing is taken", async () => {
    expect(await declare({ today: "2027-07-01" })).toMatchObject(no(/已经结束/));
    expect(await declare({ today: "2027-03-31" })).toMatchObject(no(/还没有到/));
    expect(await declare({ rows: [] })).toMatchObject(no(/名册是空的/));
    const bad = [...rows, { personId: id("employed"), wage: 1 }, { personId: id("garment-low"), wage: 1 }];
    expect(await declare({ rows: bad })).toMatchObject(no(/有 2 行.*第 4 行/));
    expect(await declare({ rows: [{ personId: id("garment-low"), wage: -1 }] })).toMatchObject(no(/大于 0/));
    expect(await declare()).toMatchObject({ outcome: "done" });
  });
});

describe("a building project", () => {
  const builder = employerId("builder");
  const site = {
    employerId: builder,
    name: "虚构路样例商场",
    region: "420111",
    price: 120_000_000_000,
    from: "2026-12-01",
    to: "2028-06-30",
    workers: [{ personId: id("site-new"), from: "2026-12-01" }],
    today: TODAY,
    key: "site",
  };
  it("pays once by brackets, has a certificate, and a roster by date", async () => {
    const done = await act((tx) => core.registerProject(tx, site));
    // 1 billion at 1.2 per mille and 0.2 billion at 1 per mille: 1,400,000 yuan.
    expect(done).toMatchObject({ outcome: "done", due: 140_000_000 });
    if (done.outcome !== "done") throw new Error("refused");
    const projectId = done.made?.projectId ?? "";
    const own = { employerId: builder, projectId, today: TODAY };
    const more = { ...own, workers: [{ personId: id("site-steel"), from: "2026-12-02" }], key: "more" };
    expect(await act((tx) => core.addProjectWorkers(tx, more))).toMatchObject({ outcome: "done" });
    expect(await act((tx) => core.addProjectWorkers(tx, { ...more, key: "twice" }))).toMatchObject(
      no(/已经在项目名册/),
    );
    expect(
      await act((tx) => core.supplementProject(tx, { ...own, price: 130_000_000_000, key: "price" })),
    ).toMatchObject({ due: 10_000_000 });
    expect(await act((tx) => core.supplementProject(tx, { ...own, price: 1, key: "low" }))).toMatchObject(
      no(/比原来低/),
    );
    await act((tx) => core.settle(tx, { key: "tax-9", arrivedOn: TODAY, orders: [done.made?.order ?? ""] }));
    const later = { ...own, today: "2026-12-20", personIds: [id("site-steel")], on: "2026-12-10", key: "gone" };
    expect(await act((tx) => core.removeProjectWorkers(tx, later))).toMatchObject({ outcome: "done" });
    const [project] = await act((tx) => core.projects(tx, builder, TODAY));
    expect(project).toMatchObject({ fee: 150_000_000, due: 10_000_000, workers: [{}, { to: "2026-12-10" }] });
  });

  it("is refused to others, twice, and when it is over", async () => {
    expect(await act((tx) => core.registerProject(tx, { ...site, employerId: garment }))).toMatchObject(
      no(/不是建筑施工/),
    );
    expect(await act((tx) => core.registerProject(tx, { ...site, price: 0 }))).toMatchObject(no(/大于 0/));
    expect(
      await act((tx) => core.registerProject(tx, { ...site, to: "2026-12-01", from: "2026-12-02" })),
    ).toMatchObject(no(/工期不对/));
    await act((tx) => core.registerProject(tx, site));
    expect(await act((tx) => core.registerProject(tx, { ...site, key: "x" }))).toMatchObject(no(/同名项目/));
  });
});

describe("reads", () => {
  it("add the personal account up, 8 of every 100 fen of base", async () => {
    const account = await act((tx) => core.personalAccount(tx, id("flexible-active"), TODAY));
    const paid = await act((tx) => core.payments(tx, id("flexible-active"), { from: "2000-01", to: "2030-01" }));
    const own = paid.filter((line) => line.scheme === "pension" && line.status === "arrived");
    expect(account.total).toBe(own.reduce((sum, line) => sum + Math.round(line.base * 0.08), 0));
    expect(account).toMatchObject({ authority: "hrss", asOf: TODAY });
    expect(account.years.reduce((sum, year) => sum + year.months, 0)).toBe(own.length);
  });

  it("count months and gaps, and an employer's month", async () => {
    const sum = await act((tx) => core.accumulated(tx, id("long-gap"), TODAY));
    expect(sum.gaps).toEqual([{ from: "2022-10", to: "2023-11", months: 14 }]);
    expect(sum.months.pension).toBe(119 - 14);
    const statement = await act((tx) => core.employerStatement(tx, garment, "2026-10", addDays(TODAY, 1)));
    expect(statement.arrived).toBe(statement.unit + statement.person);
    expect(statement.people.length).toBe(15);
  });
});
