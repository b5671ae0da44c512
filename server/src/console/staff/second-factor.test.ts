import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { newcomers } from "../../../test/newcomers.ts";
import { codeOf, stepAt } from "../../staff/totp.ts";

let house: House;
let admin: Caller;
let people: ReturnType<typeof newcomers>;
beforeAll(async () => {
  house = await startHouse();
  admin = await house.staff("guanli");
  people = newcomers(house, admin);
});
afterAll(() => house.stop());

describe("a second factor", () => {
  it("is asked for after the password, each code once, and recovery codes take its place", async () => {
    const { password, call } = await people.settled("liangbu");
    const offer = await call("POST", "/console/api/me/second-factor", { password });
    const { secret } = offer.body as { secret: string };
    expect((await people.enter("liangbu", password)).signedIn).toBe(true);
    const step = stepAt(new Date());
    expect((await call("PUT", "/console/api/me/second-factor", { code: "000000" })).status).toBe(422);
    const proven = await call("PUT", "/console/api/me/second-factor", { code: codeOf(secret, step - 1) });
    expect(proven.body.recovery).toHaveLength(10);

    expect(await people.enter("liangbu", password)).toMatchObject({ body: { step: "code" }, signedIn: false });
    expect((await people.enter("liangbu", password, codeOf(secret, step - 1))).status).toBe(422);
    expect((await people.enter("liangbu", password, codeOf(secret, stepAt(new Date())))).signedIn).toBe(true);
    expect((await people.enter("liangbu", password, codeOf(secret, stepAt(new Date())))).signedIn).toBe(false);
    const [recovery] = proven.body.recovery as string[];
    expect((await people.enter("liangbu", password, recovery?.toLowerCase().replaceAll("-", " "))).signedIn).toBe(true);
    expect((await people.enter("liangbu", password, recovery)).signedIn).toBe(false);
    expect((await call("GET", "/console/api/me/second-factor")).body.recoveryLeft).toBe(9);
  });

  it("lies sealed in the database; one from the time before still opens, and is sealed by that", async () => {
    const { id, password, call } = await people.settled("mifeng");
    const { secret } = (await call("POST", "/console/api/me/second-factor", { password })).body as { secret: string };
    const kept = async () => {
      const row = house.services.db.selectFrom("staff").select("totp_secret").where("id", "=", id);
      return (await row.executeTakeFirstOrThrow()).totp_secret ?? "";
    };
    expect(await kept()).toMatch(/^sealed\./);
    expect(await kept()).not.toContain(secret);
    await call("PUT", "/console/api/me/second-factor", { code: codeOf(secret, stepAt(new Date()) - 1) });
    await house.services.db.updateTable("staff").set({ totp_secret: secret }).where("id", "=", id).execute();
    expect((await people.enter("mifeng", password, codeOf(secret, stepAt(new Date())))).signedIn).toBe(true);
    expect(await kept()).toMatch(/^sealed\./);
  });

  it("locks the account after five wrong codes, until an administrator unlocks it", async () => {
    const { id, password, call } = await people.settled("suozhu");
    const { body } = await call("POST", "/console/api/me/second-factor", { password });
    await call("PUT", "/console/api/me/second-factor", { code: codeOf(body.secret, stepAt(new Date())) });
    for (let n = 0; n < 5; n++) expect((await people.enter("suozhu", password, "000000")).status).toBe(422);
    expect((await people.enter("suozhu", password, codeOf(body.secret, stepAt(new Date()) + 1))).status).toBe(429);
    const list = await admin("GET", "/console/api/staff");
    expect(list.body.accounts.find((one: any) => one.id === id).lockedUntil).not.toBeNull();
    expect((await admin("POST", `/console/api/staff/${id}/unlock`, {})).body.lockedUntil).toBeNull();
    expect((await people.enter("suozhu", password, codeOf(body.secret, stepAt(new Date()) + 1))).signedIn).toBe(true);
    const deeds = await house.services.db.selectFrom("audit").select("action").where("subject_id", "=", id).execute();
    expect(deeds.map((one) => one.action)).toEqual(
      expect.arrayContaining(["staff.account.add", "staff.sign-in.failed", "staff.locked", "staff.account.unlock"]),
    );
  });

  it("that a role must have is set up before anything else, and cannot be turned off by its owner", async () => {
    const { password, call } = await people.settled("bixu", ["editor"]);
    const { password: other, call: free } = await people.settled("suibian", ["agent"]);
    await admin("PUT", "/console/api/staff-rules/editor", { secondFactor: true });
    try {
      expect((await call("GET", "/console/api/me")).body.owes).toBe("second-factor");
      expect((await call("GET", "/console/api/me/sessions")).body.code).toBe("must-first");
      expect((await free("GET", "/console/api/me/sessions")).status).toBe(200);
      const { body } = await call("POST", "/console/api/me/second-factor", { password });
      const done = await call("PUT", "/console/api/me/second-factor", {
        code: codeOf(body.secret, stepAt(new Date())),
      });
      expect(done.body.me.owes).toBeNull();
      const off = await call("POST", "/console/api/me/second-factor/stop", { password });
      expect([off.status, off.body.code]).toEqual([422, "refused"]);
      expect((await free("POST", "/console/api/me/second-factor/stop", { password: other })).status).toBe(200);
    } finally {
      await admin("PUT", "/console/api/staff-rules/editor", { secondFactor: false });
    }
  });
});
