import { randomUUID } from "node:crypto";
import type { OwnAppointment, OwnAppointments, WindowCard, WindowDays } from "@wsi/shared/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../test/house.ts";

let house: House;
let person: Caller;
beforeAll(async () => {
  house = await startHouse();
  person = await house.person("employed");
});
afterAll(() => house.stop());

/** The last free time of the farthest day: never one that begins while the test runs. */
async function farTime(window: WindowCard): Promise<{ window: string; day: string; from: string }> {
  const { days } = (await person("GET", `/api/appointments/windows/${window.id}`)).body as WindowDays;
  const day = days.findLast((one) => one.slots.some((slot) => slot.left > 0));
  const slot = day?.slots.findLast((one) => one.left > 0);
  if (!day || !slot) throw new Error("the demo's window has no free time");
  return { window: window.id, day: day.day, from: slot.from };
}

describe("窗口预约 over the wire", () => {
  it("is booked, seen, moved and cancelled, and told each time", async () => {
    const { windows } = (await person("GET", "/api/appointments/windows?item=employer-info-change")).body as {
      windows: WindowCard[];
    };
    expect(windows.length).toBeGreaterThan(0);
    const [first, second] = windows;
    if (!first || !second) throw new Error("the demo has no two windows");
    const key = randomUUID();
    const where = await farTime(first);
    const made = await person("POST", "/api/appointments", { key, ...where });
    expect(made.status).toBe(200);
    const one = made.body as OwnAppointment;
    expect((await person("POST", "/api/appointments", { key, ...where })).body.number).toBe(one.number);
    expect(((await person("GET", "/api/appointments")).body as OwnAppointments).coming.map((row) => row.id)).toEqual([
      one.id,
    ]);
    const elsewhere = await farTime(second);
    const moved = await person("PUT", `/api/appointments/${one.id}`, elsewhere);
    expect(moved.body).toMatchObject({ number: one.number, window: { id: second.id }, day: elsewhere.day });
    expect((await person("DELETE", `/api/appointments/${one.id}`)).body.state).toBe("cancelled");
    expect((await person("DELETE", `/api/appointments/${one.id}`)).status).toBe(409);
    const titles = (await person("GET", "/api/notices")).body.map((notice: any) => notice.title);
    expect(titles).toEqual(expect.arrayContaining(["窗口预约好了", "预约时间改好了", "预约取消了"]));
  });

  it("belongs to a person: who is not bound sees what is free and is led to binding", async () => {
    const stranger = await house.stranger();
    expect((await stranger("GET", "/api/appointments/windows")).status).toBe(200);
    expect((await stranger("GET", "/api/appointments")).body.code).toBe("not-bound");
  });

  it("is another's, and is not there", async () => {
    const { windows } = (await person("GET", "/api/appointments/windows")).body as { windows: WindowCard[] };
    const [first] = windows;
    if (!first) throw new Error("the demo has no window");
    const { body } = await person("POST", "/api/appointments", { key: randomUUID(), ...(await farTime(first)) });
    const other = await house.person("unemployed");
    expect((await other("GET", `/api/appointments/${body.id}`)).status).toBe(404);
    expect((await other("DELETE", `/api/appointments/${body.id}`)).status).toBe(404);
  });

  it("asked with nonsense answers what is wrong, and leaves nothing", async () => {
    const before = await house.services.db.selectFrom("appointments").select("id").execute();
    for (const wrong of [
      {},
      { key: "x", window: randomUUID(), day: "2026-13-01", from: "09:00" },
      { key: randomUUID(), window: randomUUID(), day: "2026-12-01", from: "25:00" },
      { key: randomUUID(), window: "' or 1=1", day: "2026-12-01", from: "09:00" },
      { key: randomUUID(), window: randomUUID(), day: "2026-12-01", from: "09:00", item: "<script>" },
    ])
      expect((await person("POST", "/api/appointments", wrong)).status).toBe(422);
    const nowhere = { key: randomUUID(), window: randomUUID(), day: house.today, from: "09:00" };
    expect((await person("POST", "/api/appointments", nowhere)).status).toBe(404);
    expect(await house.services.db.selectFrom("appointments").select("id").execute()).toEqual(before);
  });

  it("is kept by the hall: windows by those who manage, the day by the counter", async () => {
    const [counter, admin] = [await house.staff("chuangkou"), await house.staff("guanli")];
    const day = await counter("GET", `/console/api/appointments?hall=wuchang&day=${house.today}`);
    expect(day.body.figures).toMatchObject({ day: house.today });
    const windows = (await admin("GET", "/console/api/windows")).body;
    const { id, hall, booked: _b, changedBy: _c, changedAt: _d, ...kept } = windows[0];
    const changed = await admin("PUT", `/console/api/windows/${id}`, {
      ...kept,
      id: undefined,
      hall: hall.code,
      capacity: 9,
    });
    expect(changed.body.capacity).toBe(9);
    expect((await counter("PUT", `/console/api/windows/${id}`, { ...kept, hall: hall.code })).status).toBe(403);
    const wrong = await counter("POST", "/console/api/appointments/arrivals", { hall: "wuchang", number: "你好" });
    expect(wrong.body.problems[0].field).toBe("number");
  });
});
