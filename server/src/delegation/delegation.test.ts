import { randomUUID } from "node:crypto";
import { addDays } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../test/house.ts";
import { personaOf, personIdOf, type PersonaCode } from "../people/index.ts";
import { expireRights } from "./index.ts";

let house: House;
let agent: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.person("community-agent");
});
afterAll(() => house.stop());

const renewal = "flexible-employment-renewal";
const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
const named = (code: PersonaCode) => ({ name: personaOf(code).name, idNumber: personaOf(code).idNumber });
const until = (days: number) => addDays(house.today, days);
const titles = async (call: Caller) => (await call("GET", "/api/notices")).body.map((one: any) => one.title);
const offer = (given: object = {}) => ({
  relation: "family",
  items: [renewal],
  lookups: true,
  until: until(90),
  ...given,
});

describe("a mandate on the phone", () => {
  it("gives nothing until it is accepted, exactly its scope after, and nothing from the moment it is taken back", async () => {
    const giver = await house.person("job-changer");
    const holder = await house.person("employed");
    const forGiver = `agent:${idOf("job-changer")}`;
    const look = () => holder("GET", `/api/payments?for=${forGiver}`);
    expect((await look()).status).toBe(409);

    const offered = await giver("POST", "/api/mandates", { ...named("employed"), ...offer({ items: [] }) });
    expect(offered.body).toMatchObject({ state: "offered", other: "陈**", lookups: true });
    expect((await look()).status).toBe(409);
    expect(await titles(holder)).toEqual([expect.stringContaining("想请您代办")]);

    const { id } = offered.body;
    const answer = (call: Caller, action: string) => call("POST", `/api/mandates/${id}/answer`, { action });
    expect((await answer(giver, "accept")).status).toBe(409);
    expect((await answer(agent, "accept")).status).toBe(404);
    expect((await answer(holder, "accept")).body.state).toBe("active");
    expect((await answer(holder, "accept")).body.state).toBe("active");
    expect((await look()).status).toBe(200);
    // Looking is in it, doing is not.
    const opened = await holder("POST", "/api/cases", { item: renewal, for: forGiver });
    expect(opened.status).toBe(409);
    expect(opened.body.instead).toContain("授权管理");

    const me = await holder("GET", "/api/me");
    expect(me.body.acting.people).toEqual([expect.objectContaining({ id: idOf("job-changer"), name: "周东湖" })]);
    const looks = await giver("GET", "/api/access-log");
    expect(looks.body).toEqual([expect.objectContaining({ who: "您授权的 陈**", what: "看了缴费记录" })]);

    expect((await answer(giver, "end")).body).toMatchObject({ state: "ended", ended: { because: "taken-back" } });
    expect((await look()).status).toBe(409);
    expect((await answer(holder, "end")).status).toBe(409);
    expect((await holder("GET", "/api/me")).body.acting.people).toEqual([]);
    expect(await titles(holder)).toContainEqual(expect.stringContaining("收回了给您的授权"));
  });

  it("is refused with the reason: to oneself, to nobody, without scope, too long, twice, a false agent", async () => {
    const giver = await house.person("long-gap");
    const post = (given: object) => giver("POST", "/api/mandates", given);
    const cases: [object, RegExp][] = [
      [{ ...named("long-gap"), ...offer() }, /自己/],
      [{ ...named("graduate"), ...offer() }, /没有找到/],
      [{ ...named("employed"), name: "陈黄河", ...offer() }, /没有找到/],
      [{ name: "陈长江", idNumber: "123", ...offer() }, /18 位/],
      [{ ...named("employed"), ...offer({ items: [], lookups: false }) }, /至少选一个/],
      [{ ...named("employed"), ...offer({ items: ["no-such-item"] }) }, /不能委托/],
      [{ ...named("employed"), ...offer({ until: until(400) }) }, /一年/],
      [{ ...named("employed"), ...offer({ until: until(-1) }) }, /今天以后/],
      [{ ...named("employed"), ...offer({ relation: "community-agent" }) }, /社区代办员/],
    ];
    for (const [given, says] of cases) {
      const answer = await post(given);
      expect([answer.status, answer.body.message]).toEqual([422, expect.stringMatching(says)]);
    }
    expect((await giver("GET", "/api/mandates")).body.given).toEqual([]);
  });

  it("given twice is one", async () => {
    const giver = await house.person("two-employers");
    const both = await Promise.all(
      [1, 2].map(() => giver("POST", "/api/mandates", { ...named("employed"), ...offer() })),
    );
    expect(both.map((one) => one.status).filter((status) => status === 200)).toHaveLength(1);
    expect((await giver("GET", "/api/mandates")).body.given).toHaveLength(1);
  });

  it("runs out on its day, whether a job came by or not; both are told, once, and a week before", async () => {
    const { db } = house.services;
    const resident = await house.person("arrears");
    const set = (day: string) =>
      db
        .updateTable("mandates")
        .set({ from_day: until(-30), until_day: day })
        .where("person_id", "=", idOf("arrears"))
        .execute();
    const look = () => agent("GET", `/api/enrolments?for=agent:${idOf("arrears")}`);
    const now = house.services.clock.now();
    await set(until(5));
    await expireRights(db, now);
    await expireRights(db, now);
    expect(await titles(resident)).toEqual(["一份代办授权快到期了"]);
    expect((await look()).status).toBe(200);
    await set(until(-1));
    expect((await look()).status).toBe(409);
    expect(await expireRights(db, now)).toBe(1);
    expect(await expireRights(db, now)).toBe(0);
    expect(await titles(resident)).toContain("一份代办授权到期了");
    expect((await resident("GET", "/api/mandates")).body.given[0]).toMatchObject({
      state: "ended",
      ended: { because: "expired" },
    });
  });
});

describe("the counter's paper road", () => {
  it("records a mandate with document and check, tells both, and ends it", async () => {
    const counter = await house.staff("chuangkou");
    const giver = await house.person("retired");
    const given = {
      person: idOf("unemployed"),
      holder: idOf("employed"),
      ...offer(),
      document: "武社委〔2026〕0012",
      idChecked: true,
    };
    expect((await counter("POST", "/console/api/mandates", { ...given, idChecked: false })).status).toBe(422);
    expect((await counter("POST", "/console/api/mandates", { ...given, document: "" })).status).toBe(422);
    expect((await counter("POST", "/console/api/mandates", { ...given, holder: randomUUID() })).status).toBe(404);
    const recorded = await counter("POST", "/console/api/mandates", given);
    expect(recorded.body.given).toEqual([
      expect.objectContaining({ state: "active", road: "paper", document: given.document, other: "陈**" }),
    ]);
    expect((await counter("POST", "/console/api/mandates", given)).status).toBe(409);
    const holder = await house.person("employed");
    expect((await holder("GET", `/api/payments?for=agent:${idOf("unemployed")}`)).status).toBe(200);
    const id = recorded.body.given[0].id;
    expect((await counter("POST", `/console/api/mandates/${id}/end`, {})).status).toBe(200);
    expect((await holder("GET", `/api/payments?for=agent:${idOf("unemployed")}`)).status).toBe(409);
    const unemployed = await house.person("unemployed");
    expect(await titles(unemployed)).toEqual([
      "窗口结束了一份代办授权",
      expect.stringContaining("窗口登记了您给 陈**"),
    ]);
    expect((await giver("POST", `/api/mandates/${id}/answer`, { action: "end" })).status).toBe(404);
  });
});

describe("an employer's clerks", () => {
  const teahouse = async () =>
    (await (await house.person("teahouse-owner"))("GET", "/api/employers")).body.employers[0];

  it("see their employees and, of their records, only what is with this employer; the employee sees who looked", async () => {
    const clerk = await house.person("teahouse-clerk");
    const { id } = await teahouse();
    const people = await clerk("POST", `/api/employers/${id}/employees/search`, { named: "林栖" });
    expect(people.body).toMatchObject({
      total: 1,
      employees: [{ name: "林栖山", idNumber: expect.stringContaining("*") }],
    });
    expect((await clerk("POST", `/api/employers/${id}/employees/search`, {})).body.total).toBe(13);
    expect((await clerk("POST", `/api/employers/${id}/employees/search`, { named: "%" })).body.total).toBe(0);
    const where = (employee: string) => `/api/payments?for=employer:${id}&employee=${employee}`;
    expect((await clerk("GET", where(people.body.employees[0].id))).body.months.length).toBeGreaterThan(20);
    // Worked here once: what came after is not this employer's to see.
    const former = await clerk("GET", where(idOf("job-changer")));
    expect(JSON.stringify(former.body)).not.toContain("软件");
    expect((await clerk("GET", where(idOf("retired")))).status).toBe(404);
    expect((await clerk("GET", `/api/payments?for=employer:${id}`)).status).toBe(422);
    const changer = await house.person("job-changer");
    expect((await changer("GET", "/api/access-log")).body[0]).toMatchObject({
      who: "武汉虚构茶饮有限公司 经办人 韩**",
      what: "看了缴费记录（只含本单位）",
    });
    const stranger = await house.person("builder-clerk");
    expect((await stranger("POST", `/api/employers/${id}/employees/search`, {})).status).toBe(409);
    expect((await stranger("GET", where(people.body.employees[0].id))).status).toBe(409);
  });

  it("are appointed by the legal person, hand over, and end at once", async () => {
    const owner = await house.person("teahouse-owner");
    const clerk = await house.person("teahouse-clerk");
    const next = await house.person("employed");
    const { id, clerks } = await teahouse();
    const appoint = (call: Caller, who: PersonaCode) =>
      call("POST", `/api/employers/${id}/clerks`, { ...named(who), items: null, until: until(300) });
    expect((await appoint(clerk, "employed")).status).toBe(404);
    expect((await appoint(owner, "teahouse-clerk")).status).toBe(409);
    const mine = clerks.find((one: any) => one.name === "韩**");
    expect((await next("POST", `/api/clerks/${mine.id}/hand-over`, named("employed"))).status).toBe(404);
    expect((await clerk("POST", `/api/clerks/${mine.id}/hand-over`, named("teahouse-clerk"))).status).toBe(422);
    expect((await clerk("POST", `/api/clerks/${mine.id}/hand-over`, named("employed"))).status).toBe(200);
    expect((await clerk("GET", "/api/me")).body.acting.employers).toEqual([]);
    expect((await next("GET", "/api/me")).body.acting.employers).toEqual([
      expect.objectContaining({ id, until: until(365) }),
    ]);
    expect(await titles(owner)).toContainEqual(expect.stringContaining("移交了"));
    const now = (await owner("GET", "/api/employers")).body.employers[0];
    expect(now.clerks.map((one: any) => [one.name, one.state])).toEqual([
      ["陈**", "active"],
      ["韩**", "ended"],
    ]);
    expect((await owner("POST", `/api/clerks/${now.clerks[0].id}/end`, {})).status).toBe(200);
    expect((await next("POST", `/api/employers/${id}/employees/search`, {})).status).toBe(409);
    expect((await appoint(owner, "teahouse-clerk")).status).toBe(200);
  });

  it("may be registered at the counter from paper", async () => {
    const counter = await house.staff("chuangkou");
    const owner = await house.person("teahouse-owner");
    const { creditCode } = await teahouse();
    expect((await counter("POST", "/console/api/employers/search", { creditCode: "1" })).status).toBe(422);
    const found = await counter("POST", "/console/api/employers/search", { creditCode: creditCode.toLowerCase() });
    const given = {
      person: idOf("flexible-active"),
      items: null,
      until: until(10),
      document: "介绍信-77",
      idChecked: true,
    };
    const card = await counter("POST", `/console/api/employers/${found.body.id}/clerks`, given);
    expect(card.body.clerks[0]).toMatchObject({ name: "刘**", grantedBy: "counter", state: "active" });
    expect(await titles(owner)).toContainEqual(expect.stringContaining("窗口为「武汉虚构茶饮有限公司」登记了经办人"));
    const rights = await counter("GET", `/console/api/people/${idOf("flexible-active")}/rights`);
    expect(rights.body.clerkOf).toEqual([expect.objectContaining({ employer: "武汉虚构茶饮有限公司" })]);
    expect((await counter("POST", `/console/api/clerks/${card.body.clerks[0].id}/end`, {})).status).toBe(200);
    expect((await counter("POST", `/console/api/clerks/${card.body.clerks[0].id}/end`, {})).status).toBe(409);
  });
});
