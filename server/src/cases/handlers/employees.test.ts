import { randomUUID } from "node:crypto";
import { Day, addDays, addMonths, monthOf } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bindClerk, clerkOf, employerNamed, type Clerk } from "../../../test/clerk.ts";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { colleagues } from "../../people/colleagues.ts";
import { inventIdNumber } from "../../people/identity.ts";
import { personaOf, personIdOf, type PersonaCode } from "../../people/index.ts";

let house: House;
/** Of an ordinary employer, and of a trusted one 免审. */
let ordinary: Clerk;
let trusted: Clerk;
let reviewer: Caller;
const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
const colleague = (name: string) => {
  const found = colleagues.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return { employee: personIdOf(found.idNumber) };
};
const newcomer = (order: number, birthDate = "2002-09-09") => ({
  newcomer: { name: "柳新枝", idNumber: inventIdNumber(birthDate, "female", order) },
});
const rows = (personId: string) =>
  house.services.db.selectFrom("enrolments").selectAll().where("person_id", "=", personId).execute();
const running = async (personId: string, employerId: string) =>
  (await rows(personId)).filter((row) => row.employer_id === employerId && row.stopped_on === null);
const effects = async (kind: string) =>
  (await house.services.db.selectFrom("ledger_effects").selectAll().where("kind", "=", kind).execute()).length;
const inRegister = (idNumber: string) =>
  house.services.db.selectFrom("people").select("id").where("id_number", "=", idNumber).executeTakeFirst();

beforeAll(async () => {
  house = await startHouse();
  const machinery = await employerNamed(house, "示例机电");
  await bindClerk(house, machinery, idOf("employed"));
  ordinary = clerkOf(await house.person("teahouse-clerk"), await employerNamed(house, "茶饮"), "韩知夏");
  trusted = clerkOf(await house.person("employed"), machinery, "陈长江");
  reviewer = await house.staff("shenhe");
});
afterAll(() => house.stop());

const enrolment = (entryDate = house.today, more: object = {}) => ({
  plan: "whole",
  entryDate,
  wage: 650_000,
  ...more,
});
async function approve(id: string) {
  for (const action of ["accept", "approve"]) {
    const done = await reviewer("POST", `/console/api/cases/${id}/actions`, { key: randomUUID(), action });
    expect([action, done.status]).toEqual([action, 200]);
  }
}

describe("职工参保登记", () => {
  it("enrols a newcomer at a trusted employer at once, with two months back and their late fee, and registers them", async () => {
    const who = newcomer(401);
    const entry = `${addMonths(monthOf(house.today), -2)}-05`;
    const draft = await trusted.draft("employee-enrolment", who, enrolment(entry));
    const seen = await trusted.preview(draft.id);
    expect(seen).toMatchObject({ problems: [], refusal: null, needsSignature: true });
    expect(seen.outcome).toMatch(/滞纳金/);
    expect(seen.fee.lines.map((line: any) => line.label)).toEqual([
      expect.stringContaining("补缴"),
      expect.stringContaining("补缴"),
      "滞纳金",
      "本月，单位部分",
      "本月，个人部分",
    ]);
    expect(seen.fee.total).toBe(seen.fee.lines.reduce((sum: number, line: any) => sum + line.fen, 0));
    // A look into the future leaves nothing behind.
    expect(await inRegister(who.newcomer.idNumber)).toBeUndefined();

    const done = await trusted.submit(draft);
    expect(done.body).toMatchObject({ state: "effective", number: expect.stringMatching(/^SB/) });
    expect(done.body.timeline.map((one: any) => one.text).join()).toContain("免审");
    const person = await inRegister(who.newcomer.idNumber);
    expect(await running(person?.id ?? "", trusted.employerId)).toHaveLength(5);
    const paid = await house.services.db
      .selectFrom("payments")
      .select("month")
      .distinct()
      .where("person_id", "=", person?.id ?? "")
      .execute();
    expect(paid.map((row) => row.month).toSorted()).toEqual([-2, -1, 0].map((n) => addMonths(monthOf(house.today), n)));
    expect((await trusted.call.raw("GET", `/api/cases/${draft.id}/receipt`)).status).toBe(200);
    const told = await house.services.db
      .selectFrom("notices")
      .select("text")
      .where("person_id", "=", person?.id ?? "")
      .execute();
    expect(told.map((row) => row.text).join()).toContain("单位经办人");
    // The same again: refused by rule, nothing new.
    expect((await trusted.open("employee-enrolment", who)).body).toMatchObject({
      code: "refused",
      message: expect.stringContaining("不能重复参保"),
      insteadItem: "employee-info-change",
    });
  });

  it("goes to a reviewer at an ordinary employer, and resumes whoever was there before", async () => {
    const who = { employee: idOf("unemployed") };
    expect((await ordinary.open("employee-enrolment", who)).status).toBe(200);
    const sent = await ordinary.hand("employee-enrolment", who, enrolment(house.today, { proof: "contract" }), [
      "contract",
    ]);
    expect(sent.body).toMatchObject({ state: "submitted" });
    expect(await running(idOf("unemployed"), ordinary.employerId)).toHaveLength(0);
    await approve(sent.body.id);
    expect(await running(idOf("unemployed"), ordinary.employerId)).toHaveLength(5);
    const worker = await house.person("unemployed");
    const [notice] = (await worker("GET", "/api/notices")).body;
    expect(notice.text).toMatch(/续保[\s\S]*失业金从参保当月起停发/);
    expect((await worker("GET", `/api/cases/${sent.body.id}`)).body.behalf).toMatchObject({ viewer: "subject" });
  });

  it("refuses every wrong beginning with the rule and the way out, and keeps nothing of it", async () => {
    const before = await effects("enrol-employee");
    const why = async (who: object, answers: object) => {
      const saved = await trusted.fill("employee-enrolment", who, answers);
      if (saved.status !== 200) return saved.body.message;
      const seen = await trusted.preview(saved.body.id);
      const done = await trusted.submit(saved.body);
      expect([done.status, done.body.instead === "" ? "no way out" : ""]).toEqual([422, ""]);
      return `${seen.refusal?.because ?? seen.problems[0]?.message} → ${done.body.message}`;
    };
    const known = (code: PersonaCode) => ({
      newcomer: { name: personaOf(code).name, idNumber: personaOf(code).idNumber },
    });
    expect(await why(known("job-changer"), enrolment())).toContain("另一家单位参保");
    expect(await why(known("flexible-active"), enrolment())).toContain("灵活就业身份");
    expect(await why(known("retired"), enrolment())).toContain("社会保险法第十六条");
    expect(await why(newcomer(402, "1950-02-03"), enrolment())).toContain("法定退休年龄");
    expect(await why(newcomer(403, "2013-02-03"), enrolment())).toContain("劳动法第十五条");
    expect(await why(newcomer(404), enrolment(addDays(house.today, 1)))).toContain("不能晚于");
    expect(await why(newcomer(405), enrolment(house.today, { wage: 500_000_000 }))).toContain("不能多于");
    expect(await why(newcomer(406), enrolment("1990-01-01"))).toContain("早于单位开户");
    expect(await effects("enrol-employee")).toBe(before);
    for (const order of [404, 405, 406]) expect(await inRegister(newcomer(order).newcomer.idNumber)).toBeUndefined();
    const numbered = await house.services.db
      .selectFrom("cases")
      .select("state")
      .where("item_code", "=", "employee-enrolment")
      .where("state", "=", "declined")
      .execute();
    expect(numbered).toEqual([]);
  });

  it("takes an entry of more than three months ago from this month, and says by which way the rest", async () => {
    const draft = await trusted.draft("employee-enrolment", newcomer(407), enrolment(addDays(house.today, -150)));
    const seen = await trusted.preview(draft.id);
    expect(seen.outcome).toContain("劳动合同补缴");
    // After the month's cut-off a late fee of this month stands beside them; of earlier months nothing does.
    const labels = seen.fee.lines.map((line: any) => line.label).filter((label: string) => !label.includes("滞纳金"));
    expect(labels).toEqual(["本月，单位部分", "本月，个人部分"]);
  });

  it("has one effect, however often and by however many it is pressed", async () => {
    const who = newcomer(408);
    const draft = await trusted.draft("employee-enrolment", who, enrolment());
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 10 }, () => trusted.submit(draft, key)));
    expect(all.map((one) => one.status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(new Set(all.map((one) => one.body.number)).size).toBe(1);
    const person = await inRegister(who.newcomer.idNumber);
    expect(await running(person?.id ?? "", trusted.employerId)).toHaveLength(5);

    // Two clerks, each with a draft of their own, for one employee.
    await bindClerk(house, trusted.employerId, idOf("long-gap"));
    const second = clerkOf(await house.person("long-gap"), trusted.employerId, "赵磨山");
    const same = newcomer(409);
    const both = await Promise.all([
      trusted.draft("employee-enrolment", same, enrolment()),
      second.draft("employee-enrolment", same, enrolment()),
    ]);
    const answers = await Promise.all([trusted.submit(both[0]), second.submit(both[1])]);
    const good = answers.filter((one) => one.body.state === "effective");
    expect(good).toHaveLength(1);
    const loser = answers.find((one) => one.body.state !== "effective")?.body;
    expect(loser.message ?? loser.decision?.because).toContain("不能重复参保");
    const enrolled = await inRegister(same.newcomer.idNumber);
    expect(await running(enrolled?.id ?? "", trusted.employerId)).toHaveLength(5);
  });

  it("is not for a clerk of another employer, nor for nobody's clerk", async () => {
    const stranger = clerkOf(await house.person("builder-clerk"), ordinary.employerId, "吕晓工");
    expect((await stranger.open("employee-enrolment", newcomer(410))).body).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("不是这家单位的经办人"),
      instead: expect.stringContaining("我的单位"),
    });
    const own = await stranger.call("POST", "/api/cases", { item: "employee-enrolment" });
    expect(own.body).toMatchObject({ code: "refused", message: expect.stringContaining("单位经办人") });
  });
});

describe("职工停保减员", () => {
  const leaving = (reason: string, more: object = {}) => ({ leavingDate: house.today, reason, ...more });

  it("stops with the reason, tells the employee about unemployment benefit, and not a second time", async () => {
    const who = colleague("白一苇");
    const draft = await ordinary.draft("employee-stop", who, leaving("dismissed"), ["termination"]);
    const seen = await ordinary.preview(draft.id);
    expect(seen.consequences.join()).toContain("可以申领失业金");
    expect(seen.outcome).toContain("已停保");
    const sent = await ordinary.submit(draft);
    expect(sent.body.state).toBe("submitted");
    await approve(sent.body.id);
    expect(await running(who.employee, ordinary.employerId)).toHaveLength(0);
    expect((await rows(who.employee)).map((row) => row.stop_code)).toEqual(
      Array.from({ length: 5 }, () => "dismissed"),
    );
    const told = await house.services.db
      .selectFrom("notices")
      .select("text")
      .where("person_id", "=", who.employee)
      .execute();
    expect(told.at(-1)?.text ?? "").toMatch(/失业金/);
    expect((await ordinary.open("employee-stop", who)).body).toMatchObject({
      message: expect.stringContaining("不能再停一次"),
      instead: expect.stringContaining("申请更正"),
    });
  });

  it("refuses a day in a month to come and one before the enrolment, and somebody who never was here", async () => {
    const who = colleague("田可可");
    const next = `${addMonths(monthOf(house.today), 1)}-10`;
    const ahead = await ordinary.hand("employee-stop", who, leaving("moved", { leavingDate: next }));
    expect(ahead.body).toMatchObject({ code: "refused", message: expect.stringContaining(Day.print(next)) });
    const again = await ordinary.draft("employee-stop", who, leaving("moved", { leavingDate: "2020-01-01" }));
    expect((await ordinary.submit(again)).body.message).toContain("早于参保");
    expect(await running(who.employee, ordinary.employerId)).toHaveLength(5);
    const unknown = await ordinary.open("employee-stop", newcomer(420));
    expect(unknown.body).toMatchObject({ code: "refused", message: expect.stringContaining("没有由本单位参保") });
  });
});

describe("职工当月欠款注销", () => {
  const month = () => monthOf(house.today);

  it("assesses the month anew by the right wage, at once", async () => {
    const who = colleague("蔡渡口");
    const draft = await ordinary.draft("month-cancellation", who, { reason: "wrong-wage", rightWage: 800_000 });
    const seen = await ordinary.preview(draft.id);
    expect(seen.outcome).toContain("重新核定");
    expect(seen.fee.total).toBeGreaterThan(0);
    const done = await ordinary.submit(draft);
    expect(done.body.state).toBe("effective");
    const lines = await house.services.db
      .selectFrom("payments")
      .select(["status", "base"])
      .where("person_id", "=", who.employee)
      .where("month", "=", month())
      .execute();
    expect(lines.filter((line) => line.status === "cancelled")).toHaveLength(5);
    expect(lines.filter((line) => line.status === "assessed").every((line) => line.base === 800_000)).toBe(true);
  });

  it("refuses a month that is over, one to come, a payment on its way, who has not been stopped, and what has arrived", async () => {
    const who = colleague("丁小满");
    const why = async (answers: object) => {
      const saved = await ordinary.fill("month-cancellation", who, answers);
      return saved.status === 200 ? (await ordinary.submit(saved.body)).body : saved.body;
    };
    expect(await why({ reason: "double", month: addMonths(month(), -1) })).toMatchObject({
      message: expect.stringContaining("只能注销本月"),
      instead: expect.stringContaining("补缴"),
    });
    expect((await why({ reason: "double", month: addMonths(month(), 1) })).message).toContain("不能晚于");
    expect(await why({ reason: "left", month: month() })).toMatchObject({ insteadItem: "employee-stop" });
    await house.services.db.transaction().execute((tx) =>
      house.services.core.payArrears(tx, {
        key: "order-of-a-month",
        today: house.today,
        payer: { employerId: ordinary.employerId, personIds: [who.employee] },
        months: [month()],
      }),
    );
    expect(await why({ reason: "double", month: month() })).toMatchObject({
      message: expect.stringContaining("已经开了缴费单"),
      instead: expect.stringContaining("到账后"),
    });
    await house.services.db
      .updateTable("payments")
      .set({ status: "arrived", arrived_on: house.today })
      .where("person_id", "=", who.employee)
      .where("month", "=", month())
      .execute();
    expect((await why({ reason: "double", month: month() })).message).toContain("已经到账");
  });
});

describe("年度工资申报", () => {
  const declared = { mobile: "13800138901", basis: "whole", wage: 120_000 };

  it("is closed out of its days, and says when it opens; the ledger says so, too", async () => {
    const closed = house.today.slice(5) < "04-01" || house.today.slice(5) > "06-30";
    const opened = await trusted.open("wage-declaration", { employee: idOf("two-employers") });
    const guide = await trusted.call("GET", `/api/items/wage-declaration?for=${trusted.word}`);
    // Told on the guide already, before an employee is chosen.
    expect(guide.body.refusal?.because ?? "").toBe(opened.body.message ?? "");
    expect(opened.body.message ?? "").toMatch(closed ? /下次从 \d{4}年\d+月\d+日开始/ : /^$/);
  });

  it("within its days shows the clamp, takes the wage from July, and tells the employee", async () => {
    const real = house.services.clock.now;
    await house.services.db.updateTable("employer_clerks").set({ from_day: "2020-01-01" }).execute();
    const may = `${house.today.slice(0, 4)}-05-20`;
    house.services.clock.now = () => new Date(`${may}T02:00:00Z`);
    try {
      const who = { employee: idOf("two-employers") };
      const draft = await trusted.draft("wage-declaration", who, declared);
      const seen = await trusted.preview(draft.id);
      expect(seen.outcome).toMatch(/1 人按下限[\s\S]*下限/);
      const done = await trusted.submit(draft);
      expect(done.body).toMatchObject({ state: "effective" });
      const wage = await house.services.db
        .selectFrom("wages")
        .selectAll()
        .where("person_id", "=", who.employee)
        .where("kind", "=", "annual")
        .execute();
      expect(wage.at(-1)).toMatchObject({ wage: 120_000, from_month: `${may.slice(0, 4)}-07` });
      const told = await house.services.db
        .selectFrom("notices")
        .select("text")
        .where("person_id", "=", who.employee)
        .execute();
      expect(told.map((row) => row.text).join()).toContain("作为缴费基数");
      // At an ordinary employer somebody looks at the payroll first.
      const sent = await ordinary.hand("wage-declaration", colleague("方清明"), { ...declared, wage: 610_000 }, [
        "payroll",
      ]);
      expect(sent.body.state).toBe("submitted");
    } finally {
      house.services.clock.now = real;
    }
  });
});
