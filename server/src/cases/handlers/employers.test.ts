import { randomUUID } from "node:crypto";
import { addDays, addMonths, monthOf } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clerkOf, employerNamed, type Clerk } from "../../../test/clerk.ts";
import { startHouse, type House } from "../../../test/house.ts";
import { colleagues } from "../../people/colleagues.ts";
import { inventIdNumber } from "../../people/identity.ts";
import { personaOf, personIdOf, type PersonaCode } from "../../people/index.ts";

let house: House;
let teahouse: Clerk;
let builder: Clerk;
const idOf = (code: PersonaCode) => personIdOf(personaOf(code).idNumber);
const worker = (code: PersonaCode) => ({ name: personaOf(code).name, idNumber: personaOf(code).idNumber });
const noticesOf = async (personId: string) =>
  (
    await house.services.db
      .selectFrom("notices")
      .select(["title", "text"])
      .where("person_id", "=", personId)
      .orderBy("at")
      .execute()
  ).map((row) => `${row.title}：${row.text}`);

beforeAll(async () => {
  house = await startHouse();
  teahouse = clerkOf(await house.person("teahouse-clerk"), await employerNamed(house, "茶饮"), "韩知夏");
  builder = clerkOf(await house.person("builder-clerk"), await employerNamed(house, "样例建筑"), "吕晓工");
});
afterAll(() => house.stop());

describe("个人一般信息变更", () => {
  it("by the employer: changes what was filled in, tells the employee, shows nothing of what was registered", async () => {
    const known = colleagues.find((one) => one.name === "林栖山");
    const who = { employee: personIdOf(known?.idNumber ?? "") };
    await house.services.db
      .updateTable("people")
      .set({ address: "原来的地址" })
      .where("id", "=", who.employee)
      .execute();
    const draft = await teahouse.draft("employee-info-change", who, { what: ["contact"], mobile: "13800138902" });
    const opened = await teahouse.call("GET", `/api/cases/${draft.id}`);
    expect(JSON.stringify(opened.body.answers)).not.toContain("原来的地址");
    expect((await teahouse.submit(draft)).body.state).toBe("effective");
    const now = await house.services.db
      .selectFrom("people")
      .selectAll()
      .where("id", "=", who.employee)
      .executeTakeFirst();
    expect(now).toMatchObject({ mobile: "13800138902", address: "原来的地址" });
    expect((await noticesOf(who.employee)).join()).toMatch(/单位经办人 韩\*\*[\s\S]*已变更手机号/);
    const same = await teahouse.hand("employee-info-change", who, { what: ["contact"], mobile: "13800138902" });
    expect(same.body).toMatchObject({ code: "refused", message: expect.stringContaining("没有要变更的内容") });
    const key = await teahouse.hand("employee-info-change", who, { what: ["key"] });
    expect(key.body).toMatchObject({ code: "refused", instead: expect.stringContaining("公安机关") });
  });

  it("by oneself, with what is registered filled in, and by an agent", async () => {
    const person = await house.person("flexible-active");
    const opened = await person("POST", "/api/cases", { item: "person-info-change" });
    expect(opened.status).toBe(200);
    const { id, revision, answers, prefilled } = opened.body;
    expect(prefilled.mobile?.source ?? "现在的登记").toBe("现在的登记");
    const saved = await person("PUT", `/api/cases/${id}/answers`, {
      revision,
      answers: { ...answers, what: ["contact", "education"], address: "武汉市虚构路 8 号", education: "bachelor" },
    });
    const done = await person("POST", `/api/cases/${id}/actions`, {
      key: randomUUID(),
      action: "submit",
      revision: saved.body.revision,
    });
    expect(done.body.state).toBe("effective");
    const again = await person("POST", "/api/cases", { item: "person-info-change" });
    expect(again.body.prefilled.address).toEqual({ value: "武汉市虚构路 8 号", source: "现在的登记" });
    const agent = await house.person("community-agent");
    const item = await agent("GET", `/api/items/person-info-change?for=agent:${idOf("flexible-active")}`);
    expect(item.body.definition.capacities).toContain("agent");
  });
});

describe("单位一般信息变更", () => {
  it("changes the address, and hands the clerk's work to a colleague; what market regulation keeps it does not", async () => {
    const opened = await teahouse.open("employer-info-change");
    expect(opened.body.prefilled).toMatchObject({ employerName: { source: "单位参保登记" } });
    const done = await teahouse.hand("employer-info-change", {}, { what: ["contact"], address: "武汉市虚构路 77 号" });
    expect(done.body.state).toBe("effective");
    const row = await house.services.db
      .selectFrom("employers")
      .select("address")
      .where("id", "=", teahouse.employerId)
      .executeTakeFirst();
    expect(row?.address).toBe("武汉市虚构路 77 号");
    const kept = await teahouse.hand("employer-info-change", {}, { what: ["register"] });
    expect(kept.body).toMatchObject({ code: "refused", instead: expect.stringContaining("市场监管") });
    const bad = await teahouse.hand("employer-info-change", {}, { what: ["contact"], phone: "call me" });
    expect(bad.body).toMatchObject({ code: "refused", message: expect.stringContaining("联系电话") });

    const unbound = { what: ["clerk"], clerkName: "冯樱园", clerkIdNumber: personaOf("graduate").idNumber };
    expect((await teahouse.hand("employer-info-change", {}, unbound)).body.message).toContain("先在小程序里绑定");
    const next = await house.person("job-changer");
    const { name, idNumber } = worker("job-changer");
    const handed = await teahouse.hand(
      "employer-info-change",
      {},
      { what: ["clerk"], clerkName: name, clerkIdNumber: idNumber },
    );
    expect(handed.body).toMatchObject({ state: "effective" });
    expect((await teahouse.open("employee-stop", { employee: idOf("teahouse-owner") })).status).toBe(409);
    teahouse = clerkOf(next, teahouse.employerId, name);
    expect((await teahouse.open("employee-stop", { employee: idOf("teahouse-owner") })).status).toBe(200);
    expect((await noticesOf(idOf("job-changer"))).join()).toContain("您现在是");
  });
});

describe("建筑施工企业农民工参加工伤保险", () => {
  const site = () => ({
    projectName: "虚构湖示例小学",
    region: "420111",
    price: 120_000_000_000,
    from: house.today,
    to: addMonths(monthOf(house.today), 12) + "-28",
    howMany: "2",
    worker1Name: personaOf("graduate").name,
    worker1Id: personaOf("graduate").idNumber,
    worker2Name: "柳新枝",
    worker2Id: inventIdNumber("1990-01-02", "male", 431),
    proof: "award",
    subcontracted: false,
  });

  it("shows the fee bracket by bracket, gives a certificate, and tells every worker", async () => {
    const draft = await builder.draft("construction-project-injury", {}, site(), ["award"]);
    const seen = await builder.preview(draft.id);
    // 10 亿 × 1.2‰ + 2 亿 × 1‰.
    expect(seen.fee).toMatchObject({ total: 140_000_000, estimate: expect.stringContaining("以公布为准") });
    expect(seen.fee.lines[0].why).toMatch(/1\.2‰[\s\S]*1‰/);
    const count = () => house.services.db.selectFrom("projects").select("id").execute();
    expect(await count()).toHaveLength(1);
    const key = randomUUID();
    const all = await Promise.all(Array.from({ length: 10 }, () => builder.submit(draft, key)));
    expect(all.every((one) => one.body.state === "effective")).toBe(true);
    expect(await count()).toHaveLength(2);
    expect(all[0]?.body.timeline.at(-1).text).toMatch(/证明编号 GS420111/);
    expect((await noticesOf(idOf("graduate"))).join()).toContain("您不用交钱");
    const twice = await builder.hand("construction-project-injury", {}, site(), ["award"]);
    expect(twice.body).toMatchObject({ code: "refused", message: expect.stringContaining("同名项目已经参保") });
  });

  it("refuses who is no builder, a name that is not the number's, a child, and leaves nobody in the register", async () => {
    expect((await teahouse.open("construction-project-injury")).body).toMatchObject({
      code: "refused",
      message: expect.stringContaining("工伤保险条例"),
      insteadItem: "employee-enrolment",
    });
    const why = async (more: object) =>
      (
        await builder.hand("construction-project-injury", {}, { ...site(), projectName: "另一处工地", ...more }, [
          "award",
        ])
      ).body.message;
    const fresh = inventIdNumber("1991-01-02", "male", 432);
    expect(await why({ worker1Name: "冯梅园", worker2Id: fresh })).toContain("第 1 人的姓名和身份证号");
    expect(await why({ worker2Id: inventIdNumber("2013-01-02", "male", 433) })).toContain("劳动法第十五条");
    const known = await house.services.db.selectFrom("people").select("id").where("id_number", "=", fresh).execute();
    expect(known).toEqual([]);
  });

  it("is supplemented: price, period, somebody comes, somebody leaves; all of it or nothing", async () => {
    const opened = await builder.open("project-supplement");
    expect(opened.body.answers.certificate).toMatch(/^GS/);
    const projects = await house.services.db
      .transaction()
      .execute((tx) => house.services.core.projects(tx, builder.employerId, house.today));
    const bridge = projects.find((one) => one.name.includes("大桥"));
    if (!bridge) throw new Error("no bridge");
    const change = {
      certificate: bridge.certificate,
      what: ["price", "join"],
      price: bridge.price + 10_000_000_000,
      howMany: "1",
      joinOn: house.today,
      worker1Name: personaOf("unemployed").name,
      worker1Id: personaOf("unemployed").idNumber,
    };
    const leave = {
      ...change,
      what: ["price", "leave"],
      leaverId: personaOf("retired").idNumber,
      leaveOn: house.today,
    };
    const refused = await builder.hand("project-supplement", {}, leave, ["addition"]);
    expect(refused.body).toMatchObject({ code: "refused" });
    const price = async () =>
      (await house.services.db.selectFrom("projects").select("price").where("id", "=", bridge.id).executeTakeFirst())
        ?.price;
    expect(await price()).toBe(bridge.price);

    const draft = await builder.draft("project-supplement", {}, change, ["addition"]);
    expect((await builder.preview(draft.id)).fee.total).toBe(10_000_000);
    expect((await builder.submit(draft)).body.state).toBe("effective");
    expect(await price()).toBe(bridge.price + 10_000_000_000);
    expect((await noticesOf(idOf("unemployed"))).join()).toContain("工伤保险");
    const gone = await builder.hand(
      "project-supplement",
      {},
      {
        certificate: bridge.certificate,
        what: ["leave"],
        leaverId: personaOf("site-worker").idNumber,
        leaveOn: addDays(house.today, -1),
      },
    );
    expect(gone.body.state).toBe("effective");
    expect((await noticesOf(idOf("site-worker"))).join()).toContain("保到");
    const nobody = await builder.hand("project-supplement", {}, { ...change, certificate: "GS000" }, ["addition"]);
    expect(nobody.body.message).toContain("没有证明编号为 GS000");
  });
});

describe("缴费信息查询", () => {
  const months = () => ({ from: addMonths(monthOf(house.today), -2), to: monthOf(house.today) });

  it("prints the months of the employer with totals, and the employees see that it was looked at", async () => {
    const draft = await teahouse.draft("employer-payment-record", {}, { ...months(), named: "彭望月" });
    const done = await teahouse.submit(draft);
    expect(done.body).toMatchObject({ state: "effective" });
    expect(done.body.timeline.at(-1).text).toMatch(/1 人，合计 .*已到账/);
    const receipt = await teahouse.call.raw("GET", `/api/cases/${draft.id}/receipt`);
    expect([receipt.status, receipt.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const peng = colleagues.find((one) => one.name === "彭望月");
    const looked = await house.services.db
      .selectFrom("access_log")
      .select("what")
      .where("person_id", "=", personIdOf(peng?.idNumber ?? ""))
      .execute();
    expect(looked.map((row) => row.what)).toContain("打印了单位缴费记录");
  });

  it("refuses a name nobody has and more than a year", async () => {
    const none = await teahouse.hand("employer-payment-record", {}, { ...months(), named: "无此人" });
    expect(none.body).toMatchObject({ code: "refused", instead: expect.stringContaining("到账") });
    const long = { ...months(), from: addMonths(monthOf(house.today), -12) };
    expect((await teahouse.hand("employer-payment-record", {}, long)).body.message).toContain("最多查 12 个月");
  });

  it("is looked up a month at a time, by its clerks only", async () => {
    const ask = (call: Clerk["call"], more: object = {}) =>
      call("POST", "/api/lookups/statement", { employer: teahouse.employerId, month: monthOf(house.today), ...more });
    const seen = (await ask(teahouse.call)).body;
    expect(seen).toMatchObject({ month: monthOf(house.today), sums: { people: 13 } });
    const sum = (of: "unit" | "person") => seen.rows.reduce((all: number, one: any) => all + one[of], 0);
    expect([sum("unit"), sum("person")]).toEqual([seen.sums.unit, seen.sums.person]);
    const one = (await ask(teahouse.call, { named: "彭" })).body;
    expect([one.rows.length, one.sums.unit]).toEqual([1, seen.sums.unit]);
    expect((await ask(builder.call)).status).toBe(409);
    expect((await ask(teahouse.call, { month: "2026-13" })).status).toBe(422);
  });
});
