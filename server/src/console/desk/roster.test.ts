import { beijingTime } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";

let house: House;
let admin: Caller;
let supervisor: Caller;
let agent: Caller;
const ids: Record<string, string> = {};
beforeAll(async () => {
  house = await startHouse();
  admin = await house.staff("guanli");
  supervisor = await house.staff("zhuguan");
  agent = await house.staff("kefu");
  for (const row of await house.services.db.selectFrom("staff").select(["account", "id"]).execute())
    ids[row.account] = row.id;
});
afterAll(() => house.stop());

const draft = (name: string, more: object = {}) => ({ name, about: "", words: ["工伤"], hourPlanId: null, ...more });
const addGroup = async (name: string) => (await admin("POST", "/console/api/groups", draft(name))).body.id as string;

describe("groups over HTTP", () => {
  it("are made by administrators, and led by the supervisors who work in them", async () => {
    const id = await addGroup("工伤组");
    const path = `/console/api/groups/${id}`;
    expect((await supervisor("PUT", path, draft("工伤与认定"))).status).toBe(403);
    const joined = await admin("PUT", `${path}/members/${ids["zhuguan"]}`, { level: 3, cap: 8 });
    expect(joined.body.members).toEqual([expect.objectContaining({ name: "主管·朱管", level: 3, cap: 8 })]);
    const changed = await supervisor("PUT", path, draft("工伤与认定", { words: ["工伤", "工伤", "认定"] }));
    expect([changed.body.name, changed.body.words]).toEqual(["工伤与认定", ["工伤", "认定"]]);
    expect(changed.body.waitLimit).toBe(10);
    const patient = await supervisor("PUT", path, draft("工伤与认定", { waitLimit: 25 }));
    expect([patient.body.waitLimit, patient.body.words]).toEqual([25, ["工伤"]]);
    for (const waitLimit of [0, 121, 2.5])
      expect((await supervisor("PUT", path, draft("工伤与认定", { waitLimit }))).status).toBe(422);
    expect((await supervisor("PUT", `${path}/members/${ids["kefu"]}`, { level: 1, cap: 3 })).status).toBe(200);
    expect((await supervisor("PUT", `${path}/members/${ids["shenhe"]}`, { level: 1, cap: 3 })).body.instead).toContain(
      "客服岗位",
    );
    expect((await supervisor("PUT", `${path}/members/${ids["kefu"]}`, { level: 4, cap: 0 })).status).toBe(422);
    expect((await supervisor("DELETE", `${path}/members/${ids["kefu"]}`)).body.members).toHaveLength(1);
    expect((await supervisor("DELETE", path)).status).toBe(403);
    expect((await admin("POST", "/console/api/groups", draft("工伤与认定"))).status).toBe(409);
    expect((await admin("DELETE", path)).body).toEqual({ done: true });
    const left = await admin("GET", "/console/api/groups");
    expect(left.body.groups.map((one: any) => one.name)).not.toContain("工伤与认定");
    const standard = left.body.groups.find((one: any) => one.standard);
    expect((await admin("DELETE", `/console/api/groups/${standard.id}`)).body.code).toBe("refused");
  });
});

describe("working hours over HTTP", () => {
  it("are changed by administrators only; a plan in use is not taken away", async () => {
    const [standard] = (await admin("GET", "/console/api/hour-plans")).body;
    expect(standard).toMatchObject({ standard: true, name: "标准工作时间" });
    const days = { ...standard.days, sat: [{ from: "09:00", to: "12:00" }] };
    const plan = { name: "周六值班", days, special: [{ day: "2026-12-31", spans: [], why: "年终结算" }] };
    expect((await supervisor("POST", "/console/api/hour-plans", plan)).status).toBe(403);
    const made = await admin("POST", "/console/api/hour-plans", plan);
    expect(made.body.special).toEqual(plan.special);
    const overlap = [
      { from: "09:00", to: "12:00" },
      { from: "11:00", to: "15:00" },
    ];
    const bad = await admin("PUT", `/console/api/hour-plans/${made.body.id}`, {
      ...plan,
      days: { ...days, sun: overlap },
    });
    expect([bad.status, bad.body.message]).toEqual([422, expect.stringContaining("重叠")]);
    const group = await admin("POST", "/console/api/groups", draft("周六组", { hourPlanId: made.body.id }));
    expect(group.status).toBe(200);
    const used = await admin("DELETE", `/console/api/hour-plans/${made.body.id}`);
    expect([used.status, used.body.message]).toEqual([409, expect.stringContaining("周六组")]);
    await admin("DELETE", `/console/api/groups/${group.body.id}`);
    expect((await admin("DELETE", `/console/api/hour-plans/${made.body.id}`)).status).toBe(200);
    expect((await admin("DELETE", `/console/api/hour-plans/${standard.id}`)).body.code).toBe("refused");
  });
});

describe("shifts over HTTP", () => {
  it("are all set or none, never overlap, and belong to whom one may roster", async () => {
    const far = addDays(house.today, 40);
    const week = [far, addDays(far, 1)];
    const times = { from: "08:00", to: "12:00", note: "早班" };
    const given = { staffIds: [ids["kefu"], ids["zhuguan"]], days: week, ...times };
    expect((await agent("POST", "/console/api/shifts", given)).status).toBe(403);
    expect((await supervisor("POST", "/console/api/shifts", given)).body).toEqual({ added: 4 });
    const clash = await supervisor("POST", "/console/api/shifts", {
      ...given,
      days: [addDays(far, 2), far],
      from: "11:00",
      to: "15:00",
    });
    expect([clash.status, clash.body.message]).toEqual([409, expect.stringContaining("08:00–12:00")]);
    const { body } = await supervisor("GET", `/console/api/shifts?from=${far}&to=${addDays(far, 6)}`);
    expect(body.shifts).toHaveLength(4);
    expect((await supervisor("POST", "/console/api/shifts", { ...given, days: ["2026-02-31"] })).status).toBe(422);
    expect(
      (await supervisor("POST", "/console/api/shifts", { ...given, days: ["2024-01-02"] })).body.message,
    ).toContain("过去");
    expect(
      (
        await supervisor("POST", "/console/api/shifts", {
          ...given,
          days: [addDays(far, 3)],
          from: "12:00",
          to: "12:00",
        })
      ).status,
    ).toBe(422);
    expect(
      (
        await supervisor("POST", "/console/api/shifts", {
          ...given,
          staffIds: [ids["shenhe"]],
          days: [addDays(far, 4)],
        })
      ).status,
    ).toBe(403);
    const [first] = body.shifts;
    const moved = await supervisor("PUT", `/console/api/shifts/${first.id}`, { from: "13:00", to: "17:00", note: "" });
    expect(moved.body).toMatchObject({ from: "13:00", to: "17:00", state: "coming", late: 0 });
    expect((await supervisor("DELETE", `/console/api/shifts/${first.id}`)).body).toEqual({ done: true });
  });

  it("know when somebody came: from their being ready at the desk", async () => {
    const now = house.services.clock.now();
    await house.services.db.deleteFrom("shifts").execute();
    const midnightSoon = beijingTime(now) > "23:30";
    if (midnightSoon) return;
    await admin("POST", "/console/api/shifts", {
      staffIds: [ids["kefu"]],
      days: [house.today],
      from: beijingTime(now),
      to: "23:59",
      note: "",
    });
    await agent("POST", "/console/api/desk/ready", { ready: true });
    const own = await agent("GET", "/console/api/me/shifts");
    expect(own.body).toEqual([expect.objectContaining({ state: "running", cameAt: expect.any(String), late: 0 })]);
    expect((await admin("DELETE", `/console/api/shifts/${own.body[0].id}`)).body.message).toContain("考勤");
  });
});

describe("canned replies over HTTP", () => {
  const reply = (scope: string, title: string, groupId: string | null = null) => ({
    scope,
    groupId,
    title,
    text: "您好，{市民称呼}",
  });
  it("are kept by whom they belong to, found by whom they are for, and counted", async () => {
    const own = await agent("POST", "/console/api/replies", reply("private", "我的问候"));
    expect(own.body).toMatchObject({ scope: "private", mine: true, used: 0 });
    expect((await agent("POST", "/console/api/replies", reply("public", "大家的"))).body.instead).toContain("自己的");
    expect((await supervisor("PUT", `/console/api/replies/${own.body.id}`, reply("private", "改别人的"))).status).toBe(
      404,
    );
    expect((await supervisor("POST", "/console/api/replies", reply("public", "大家的"))).status).toBe(200);
    const strange = await agent("POST", "/console/api/replies", { ...reply("private", "x"), text: "{市民姓名}您好" });
    expect([strange.status, strange.body.message]).toEqual([422, expect.stringContaining("变量")]);
    const found = await agent("GET", `/console/api/desk/replies?text=${encodeURIComponent("问候")}`);
    expect(found.body.map((one: any) => one.title)).toEqual(["问候", "我的问候"]);
    expect((await agent("POST", `/console/api/desk/replies/${own.body.id}/used`, {})).body).toEqual({ used: 1 });
    const theirs = await supervisor("GET", `/console/api/desk/replies?text=${encodeURIComponent("我的问候")}`);
    expect(theirs.body).toEqual([]);
    expect((await supervisor("POST", `/console/api/desk/replies/${own.body.id}/used`, {})).status).toBe(404);
    expect((await agent("DELETE", `/console/api/replies/${own.body.id}`)).body).toEqual({ done: true });
  });

  it("of a group are seen in it only", async () => {
    const id = await addGroup("医保组");
    await admin("PUT", `/console/api/groups/${id}/members/${ids["zhuguan"]}`, { level: 2, cap: 5 });
    expect((await supervisor("POST", "/console/api/replies", reply("group", "医保报销", id))).status).toBe(200);
    const find = async (call: Caller) =>
      (await call("GET", `/console/api/desk/replies?text=${encodeURIComponent("医保报销")}`)).body.length;
    expect([await find(supervisor), await find(agent)]).toEqual([1, 0]);
    expect((await agent("POST", "/console/api/replies", reply("group", "混进来", id))).status).toBe(403);
  });
});
