import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { newcomers } from "../../../test/newcomers.ts";

let house: House;
let admin: Caller;
let people: ReturnType<typeof newcomers>;
beforeAll(async () => {
  house = await startHouse();
  admin = await house.staff("guanli");
  people = newcomers(house, admin);
});
afterAll(() => house.stop());

describe("an initial password", () => {
  it("opens nothing but the change of itself, and then is worth nothing", async () => {
    const { initial } = await people.newcomer("xinren");
    const first = await people.enter("xinren", initial);
    expect(first.body).toMatchObject({ step: "in", me: { owes: "password" } });
    for (const path of ["/console/api/desk/conversations", "/console/api/me/sessions", "/console/api/me/preferences"])
      expect(await first.call("GET", path)).toMatchObject({ status: 403, body: { code: "must-first" } });
    expect((await first.call("GET", "/console/api/me")).status).toBe(200);
    const weak = await first.call("PUT", "/console/api/me/password", { now: initial, next: "12345678" });
    expect([weak.status, weak.body.problems[0].field]).toEqual([422, "next"]);
    const same = await first.call("PUT", "/console/api/me/password", { now: initial, next: initial });
    expect(same.body.message).toContain("不同");
    const wrong = await first.call("PUT", "/console/api/me/password", { now: "x", next: "Spring-2026-abc" });
    expect(wrong.body.message).toBe("现在的密码不对");
    const done = await first.call("PUT", "/console/api/me/password", { now: initial, next: "Spring-2026-abc" });
    expect(done.body.owes).toBeNull();
    expect((await first.call("GET", "/console/api/desk/conversations")).status).toBe(200);
    expect((await people.enter("xinren", initial)).status).toBe(422);
  });
});

describe("one's own sessions", () => {
  it("are listed with their device, and the others can be ended", async () => {
    const { password, call } = await people.settled("duochu");
    const second = await people.enter("duochu", password);
    const list = await call("GET", "/console/api/me/sessions");
    expect(list.body.map((one: any) => [one.device, one.here])).toEqual([
      ["Chrome · Windows", false],
      ["Chrome · Windows", true],
    ]);
    const own = list.body.find((one: any) => one.here).id;
    expect((await call("DELETE", `/console/api/me/sessions/${own}`)).body.code).toBe("refused");
    expect((await call("DELETE", "/console/api/me/sessions")).body).toHaveLength(1);
    expect((await second.call("GET", "/console/api/me")).status).toBe(401);
    expect((await call("GET", "/console/api/me")).status).toBe(200);
    const strangers = await people.enter("xinren", "Spring-2026-abc");
    expect((await strangers.call("DELETE", `/console/api/me/sessions/${own}`)).status).toBe(404);
  });
});

describe("an administrator", () => {
  it("disables an account: its sessions end and nobody signs in; enabled, it works again", async () => {
    const { id, password, call } = await people.settled("tingyong");
    expect((await admin("POST", `/console/api/staff/${id}/disable`, {})).status).toBe(200);
    expect((await call("GET", "/console/api/me")).status).toBe(401);
    expect((await people.enter("tingyong", password)).body.message).toContain("停用");
    expect((await people.enter("tingyong", "wrong")).body.message).toContain("账号或密码不对");
    await admin("POST", `/console/api/staff/${id}/enable`, {});
    expect((await people.enter("tingyong", password)).signedIn).toBe(true);
    const { body } = await admin("POST", `/console/api/staff/${id}/password`, {});
    expect((await people.enter("tingyong", password)).status).toBe(422);
    expect((await people.enter("tingyong", body.password)).body.me.owes).toBe("password");
  });

  it("cannot shut the last administrator out, nor themselves", async () => {
    const { body } = await admin("GET", "/console/api/staff");
    const self = body.accounts.find((one: any) => one.self);
    expect((await admin("POST", `/console/api/staff/${self.id}/disable`, {})).body.code).toBe("refused");
    const demoted = await admin("PUT", `/console/api/staff/${self.id}`, { name: self.name, roles: ["agent"] });
    expect([demoted.status, demoted.body.code]).toEqual([422, "refused"]);
    expect((await admin("POST", `/console/api/staff/${self.id}/password`, {})).body.code).toBe("refused");
  });

  it("is told what is wrong with a new account, and that one is taken", async () => {
    const bad = await admin("POST", "/console/api/staff", { account: "大写 X", name: "<b>", roles: [] });
    expect(bad.body.problems.map((one: any) => one.field)).toEqual(["account", "name", "roles"]);
    const twice = await admin("POST", "/console/api/staff", { account: "kefu", name: "又一位", roles: ["agent"] });
    expect([twice.status, twice.body.message]).toEqual([409, expect.stringContaining("已经有人用")]);
  });
});
