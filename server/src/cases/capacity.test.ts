import { randomUUID } from "node:crypto";
import { canonical, digest, libraryCard } from "@wsi/shared/items";
import type { ItemDefinition } from "@wsi/shared/item";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../test/house.ts";
import { inTransaction } from "../db.ts";
import { isRefusal } from "../refusal.ts";
import { inventIdNumber } from "../people/identity.ts";
import { personaOf, personIdOf, type PersonaCode } from "../people/index.ts";
import { factsOf, keptFacts, nameSubject, registerSubject } from "./subject.ts";
import { findCase } from "./load.ts";

let house: House;
let agent: Caller;
let resident: Caller;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.person("community-agent");
  resident = await house.person("flexible-paused");
});
afterAll(() => house.stop());

const renewal = "flexible-employment-renewal";
const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
const forResident = `agent:${idOf("flexible-paused")}`;
const key = () => randomUUID();
const act = (call: Caller, id: string, action: string, revision: number, signature?: string) =>
  call("POST", `/api/cases/${id}/actions`, { key: key(), action, revision, ...(signature ? { signature } : {}) });
const employer = async (name: string) =>
  house.services.db.selectFrom("employers").select("id").where("name", "like", `%${name}%`).executeTakeFirstOrThrow();

describe("a case done for a resident", () => {
  it("is the agent's while it is written, one draft a subject, signed by who acts, and told to both in their own words", async () => {
    const opened = await agent("POST", "/api/cases", { item: renewal, for: forResident });
    expect(opened.body).toMatchObject({
      state: "draft",
      behalf: { capacity: "agent", viewer: "actor", subject: "李小江", actor: "社区代办员 张**" },
    });
    expect(opened.body.answers.name).toBe("李小江");
    const { id, revision } = opened.body;
    expect((await agent("POST", "/api/cases", { item: renewal, for: forResident })).body.id).toBe(id);
    // Neither draft is in the other's way, and nobody sees a draft in their name.
    const own = await resident("POST", "/api/cases", { item: renewal });
    expect(own.body.id).not.toBe(id);
    expect((await resident("GET", `/api/cases/${id}`)).status).toBe(404);
    expect((await resident("GET", "/api/cases")).body.map((one: any) => one.id)).toEqual([own.body.id]);

    expect((await act(agent, id, "submit", revision, "李小江")).status).toBe(422);
    const done = await act(agent, id, "submit", revision, "张社英");
    expect(done.body).toMatchObject({ state: "effective", actions: ["rate", "ask-correction"] });
    expect(done.body.timeline[0]).toMatchObject({ by: "社区代办员 张**", text: "您代 李** 提交了申请" });

    const seen = await resident("GET", `/api/cases/${id}`);
    expect(seen.body.behalf).toMatchObject({ viewer: "subject", actor: "社区代办员 张**" });
    expect(seen.body.timeline[0].text).toBe("社区代办员 张** 代您提交了申请");
    const told = (await resident("GET", "/api/notices")).body[0];
    expect(told).toMatchObject({ title: expect.stringContaining("办好了"), open: `cases/detail/index?id=${id}` });
    expect(told.text).toMatch(/社区代办员 张\*\* 替您办的[\s\S]*授权管理/);
    expect((await agent("GET", "/api/notices")).body[0].title).toContain("李**");
    expect((await resident("GET", "/api/access-log")).body[0]).toMatchObject({ who: "您授权的 张**" });
    expect((await resident.raw("GET", `/api/cases/${id}/receipt`)).status).toBe(200);
    expect((await agent("GET", "/api/enrolments")).body.every((one: any) => one.through === "employer")).toBe(true);
  });

  it("stops at once for the agent when the mandate is taken back, and stays with the resident", async () => {
    const interrupted = await house.person("interrupted");
    const offered = await interrupted("POST", "/api/mandates", {
      name: "张社英",
      idNumber: personaOf("community-agent").idNumber,
      relation: "community-agent",
      items: ["interruption-back-payment"],
      lookups: false,
      until: house.today,
    });
    await agent("POST", `/api/mandates/${offered.body.id}/answer`, { action: "accept" });
    const word = `agent:${idOf("interrupted")}`;
    expect((await agent("GET", `/api/payments?for=${word}`)).status).toBe(409);
    const opened = await agent("POST", "/api/cases", { item: "interruption-back-payment", for: word });
    const { id, revision, answers } = opened.body;
    await house.services.db
      .updateTable("cases")
      .set({ number: "SB20261128999999", state: "submitted" })
      .where("id", "=", id)
      .execute();
    await interrupted("POST", `/api/mandates/${offered.body.id}/answer`, { action: "end" });

    const attempts: [string, string, unknown][] = [
      ["GET", `/api/cases/${id}`, undefined],
      ["PUT", `/api/cases/${id}/answers`, { revision, answers }],
      ["POST", `/api/cases/${id}/preview`, {}],
      ["POST", `/api/cases/${id}/actions`, { key: key(), action: "withdraw", revision }],
      ["POST", `/api/cases/${id}/rating`, { level: 5 }],
      ["GET", `/api/cases/${id}/receipt`, undefined],
      ["POST", "/api/cases", { item: "interruption-back-payment", for: word }],
    ];
    for (const [method, where, body] of attempts) {
      const answer = await agent(method, where, body);
      expect([where, answer.status, answer.body.message]).toEqual([where, 409, expect.stringContaining("授权")]);
    }
    expect((await agent("GET", "/api/cases")).body.map((one: any) => one.id)).not.toContain(id);
    const seen = await interrupted("GET", `/api/cases/${id}`);
    expect(seen.body).toMatchObject({ state: "submitted", actions: ["withdraw"] });
    expect((await act(interrupted, id, "submit", revision)).status).toBe(409);
    expect((await act(interrupted, id, "withdraw", revision)).body).toMatchObject({
      state: "withdrawn",
      timeline: [{ by: "本人", text: "您撤回了申请" }],
    });
  });

  it("cannot be begun in a capacity the item does not know, or for somebody who never agreed", async () => {
    const clerk = await house.person("teahouse-clerk");
    const { id } = await employer("茶饮");
    const wrong = await clerk("POST", "/api/cases", { item: renewal, for: `employer:${id}` });
    expect([wrong.status, wrong.body.code]).toEqual([422, "refused"]);
    expect((await clerk("POST", "/api/cases", { item: renewal, for: forResident })).status).toBe(409);
    expect((await clerk("POST", "/api/cases", { item: renewal, for: "agent:x" })).status).toBe(422);
    const view = await clerk("GET", `/api/items/${renewal}?for=employer:${id}`);
    expect(view.body.refusal.because).toContain("本人");
  });
});

/** An item about an employee, as a later colleague will write them: of the language, not of the catalogue. */
const employeeItem: ItemDefinition = {
  ...libraryCard,
  code: "library-card",
  version: 7,
  capacities: ["employer"],
  about: "employee",
  facts: ["registered", "activeHere", "overAge"],
};

describe("an employee's case", () => {
  const right = async (who: PersonaCode = "teahouse-clerk") => ({
    capacity: "employer" as const,
    actorId: idOf(who),
    personId: idOf(who),
    employerId: (await employer("茶饮")).id,
    rightId: randomUUID(),
  });
  const subject = async (named: object) => {
    const given = await right();
    return inTransaction(house.services.db, (tx) => nameSubject(house.services, tx, employeeItem, given, named));
  };

  it("names one of the employer's own, or somebody by ID card; nobody else", async () => {
    expect(await subject({ employee: idOf("unemployed") })).toMatchObject({ personId: idOf("unemployed") });
    expect(isRefusal(await subject({ employee: idOf("graduate") }))).toBe(true);
    expect(isRefusal(await subject({}))).toBe(true);
    const { name, idNumber } = personaOf("graduate");
    expect(await subject({ newcomer: { name, idNumber } })).toMatchObject({
      personId: idOf("graduate"),
      newcomer: null,
    });
    expect(isRefusal(await subject({ newcomer: { name: "冯梅园", idNumber } }))).toBe(true);
    expect(isRefusal(await subject({ newcomer: { name, idNumber: "123" } }))).toBe(true);
    const fresh = inventIdNumber("2003-02-03", "female", 321);
    expect(await subject({ newcomer: { name: "柳新枝", idNumber: fresh } })).toMatchObject({
      newcomer: { name: "柳新枝", idNumber: fresh },
    });
  });

  it("asks registries in the employer's eyes, keeps only what the item's conditions need", async () => {
    const { core } = house.services;
    const { id } = await employer("茶饮");
    const facts = (code: PersonaCode) =>
      inTransaction(house.services.db, (tx) =>
        factsOf(
          house.services,
          tx,
          employeeItem,
          { personId: idOf(code), employerId: id, newcomer: null },
          house.today,
        ),
      );
    expect(await facts("teahouse-clerk")).toMatchObject({
      registered: true,
      activeHere: true,
      activeElsewhere: false,
      assessedThisMonth: true,
      unpaidThisMonth: true,
      employerTrusted: false,
      employeesActive: 13,
      employerHasClerk: true,
      employerUnpaidThisMonth: true,
    });
    expect(await facts("job-changer")).toMatchObject({ activeHere: false, activeElsewhere: true, stoppedHere: true });
    expect(await facts("flexible-active")).toMatchObject({ flexibleActive: true, activeElsewhere: false });
    expect(await facts("graduate")).toMatchObject({ registered: true, everHere: false, insured: false });
    expect(Object.keys(keptFacts(employeeItem, await facts("arrears"))).toSorted()).toEqual([
      "activeHere",
      "overAge",
      "registered",
    ]);
    const nobody = {
      personId: randomUUID(),
      employerId: id,
      newcomer: { name: "柳新枝", idNumber: inventIdNumber("1950-02-03", "female", 9) },
    };
    const unknown = await inTransaction(house.services.db, (tx) =>
      factsOf(house.services, tx, employeeItem, nobody, house.today),
    );
    expect(unknown).toMatchObject({ registered: false, overAge: true });
    const vip = await employer("演示软件");
    expect(await inTransaction(house.services.db, (tx) => core.employerFacts(tx, vip.id, house.today))).toMatchObject({
      employerTrusted: true,
      employerHasClerk: false,
    });
  });

  it("is seen by any clerk of the employer, by the employee once submitted, and registers a newcomer at its effect", async () => {
    const { db } = house.services;
    const { id: employerId } = await employer("茶饮");
    const mark = { code: employeeItem.code, version: employeeItem.version };
    await db
      .insertInto("item_versions")
      .values({ ...mark, digest: digest(canonical(employeeItem)), definition: JSON.stringify(employeeItem) })
      .execute();
    const idNumber = inventIdNumber("2002-09-09", "male", 77);
    const reserved = randomUUID();
    const put = async (personId: string, newcomer: object | null, state: "draft" | "submitted") => {
      const id = randomUUID();
      const now = house.services.clock.now();
      await db
        .insertInto("cases")
        .values({
          id,
          number: state === "draft" ? null : `SB${id.slice(0, 8)}`,
          person_id: personId,
          capacity: "employer",
          about: "employee",
          actor_id: idOf("teahouse-clerk"),
          employer_id: employerId,
          mandate_id: null,
          clerk_id: randomUUID(),
          newcomer: newcomer === null ? null : JSON.stringify(newcomer),
          item_code: mark.code,
          item_version: mark.version,
          handling: "reviewed",
          state,
          answers: "{}",
          prefilled: "{}",
          facts: "{}",
          opened_at: now,
          updated_at: now,
          submitted_at: state === "draft" ? null : now,
          waits_until: null,
          decision: null,
          rating: null,
          signature: null,
        })
        .execute();
      return id;
    };
    const draft = await put(idOf("unemployed"), null, "draft");
    await expect(put(idOf("unemployed"), null, "draft")).rejects.toThrow(/cases_one_draft/);
    const sent = await put(idOf("unemployed"), null, "submitted");
    const fresh = await put(reserved, { idNumber, name: "柳新枝" }, "submitted");

    const clerk = await house.person("teahouse-clerk");
    const worker = await house.person("unemployed");
    const other = await house.person("builder-clerk");
    const status = async (call: Caller, id: string) => (await call("GET", `/api/cases/${id}`)).status;
    const table = [
      ["clerk", await status(clerk, draft), await status(clerk, sent), await status(clerk, fresh)],
      ["employee", await status(worker, draft), await status(worker, sent), await status(worker, fresh)],
      ["another employer's clerk", await status(other, draft), await status(other, sent), await status(other, fresh)],
    ];
    expect(table).toEqual([
      ["clerk", 200, 200, 200],
      ["employee", 404, 200, 404],
      ["another employer's clerk", 404, 404, 404],
    ]);
    expect((await worker("GET", `/api/cases/${sent}`)).body).toMatchObject({
      actions: [],
      behalf: { viewer: "subject", employer: "武汉虚构茶饮有限公司", actor: "单位经办人 韩**" },
    });
    expect((await act(worker, sent, "withdraw", 0)).status).toBe(409);
    expect((await clerk("GET", `/api/cases/${fresh}`)).body.behalf.subject).toBe("柳新枝");

    const known = () => db.selectFrom("people").select("id").where("id_number", "=", idNumber).executeTakeFirst();
    expect(await known()).toBeUndefined();
    await inTransaction(db, async (tx) => {
      const kase = await findCase(tx, fresh);
      if (!kase) throw new Error("gone");
      expect((await registerSubject(house.services, tx, kase)).personId).toBe(reserved);
    });
    expect(await known()).toEqual({ id: reserved });

    // A colleague takes over; who handed over sees nothing more.
    const binding = await db
      .selectFrom("employer_clerks")
      .select("id")
      .where("person_id", "=", idOf("teahouse-clerk"))
      .executeTakeFirstOrThrow();
    const next = await house.person("employed");
    expect(await status(next, sent)).toBe(404);
    const { name, idNumber: number } = personaOf("employed");
    await clerk("POST", `/api/clerks/${binding.id}/hand-over`, { name, idNumber: number });
    expect([await status(next, sent), await status(clerk, sent), await status(worker, sent)]).toEqual([200, 409, 200]);
    expect((await next("GET", "/api/cases")).body.map((one: any) => one.id)).toContain(draft);
    expect((await act(next, sent, "withdraw", 0)).body.timeline[0].text).toBe("您代 吴** 撤回了申请");
  });
});

describe("a correction", () => {
  it("is asked once at a time for what is done, answered by a reviewer, told, and written into the history", async () => {
    // Done in the resident's name by their agent: the resident may ask, too.
    const person = resident;
    const listed = (await person("GET", "/api/cases")).body;
    const { id } = listed.find((one: any) => one.state === "effective");
    const draft = listed.find((one: any) => one.state === "draft");
    const ask = (given: object = {}, of: string = id) =>
      person("POST", `/api/cases/${of}/corrections`, {
        key: key(),
        field: "mobile",
        shouldBe: "13800138900",
        why: "填成旧号码了",
        ...given,
      });
    expect((await ask({}, draft.id)).status).toBe(409);
    expect((await ask({ field: "salary" })).status).toBe(422);
    expect((await ask({ why: " " })).status).toBe(422);
    const one = { key: key(), field: "mobile", shouldBe: "13800138900", why: "填成旧号码了" };
    const asked = await person("POST", `/api/cases/${id}/corrections`, one);
    expect(asked.body.corrections).toEqual([
      expect.objectContaining({
        label: "手机号码",
        was: "138****8004",
        state: "asked",
        number: expect.stringMatching(/^GZ\d{14}$/),
      }),
    ]);
    expect((await person("POST", `/api/cases/${id}/corrections`, one)).body.corrections).toHaveLength(1);
    expect((await ask()).status).toBe(409);

    const reviewer = await house.staff("shenhe");
    const work = await reviewer("GET", "/console/api/cases?queue=todo");
    expect(work.body.map((card: any) => card.id)).toContain(id);
    const decide = (given: object) => reviewer("POST", `/console/api/cases/${id}/correction`, { key: key(), ...given });
    expect((await decide({ outcome: "refused", because: "对不上" })).status).toBe(422);
    const done = await decide({ outcome: "corrected", because: "登记手机号已改" });
    expect(done.body).toMatchObject({ corrections: [{ state: "corrected" }], actions: [] });
    expect((await decide({ outcome: "corrected", because: "再来" })).status).toBe(409);
    const seen = await person("GET", `/api/cases/${id}`);
    expect(seen.body.timeline.slice(-2).map((event: any) => event.action)).toEqual(["ask-correction", "correct"]);
    expect((await person("GET", "/api/notices")).body[0].title).toContain("已更正");
  });
});

describe("staff who uncover a field", () => {
  it("are on the list of who looked, with their reason and without their name", async () => {
    const person = await house.person("arrears");
    const reviewer = await house.staff("shenhe");
    const { id } = (await resident("GET", "/api/cases")).body.find((one: any) => one.state === "effective");
    await reviewer("POST", `/console/api/cases/${id}/reveal`, { field: "mobile", reason: "电话核对" });
    expect((await resident("GET", "/api/access-log")).body[0]).toMatchObject({
      who: "社保工作人员",
      reason: "电话核对",
    });
    expect((await person("GET", "/api/access-log")).body).toEqual([]);
  });
});
