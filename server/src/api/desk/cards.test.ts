import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startHouse, type Caller, type House } from "../../../test/house.ts";
import { personaOf, personIdOf } from "../../people/index.ts";

let house: House;
let agent: Caller;
let resident: Caller;
let helper: Caller;
let stranger: Caller;
let talk: string;
beforeAll(async () => {
  house = await startHouse();
  agent = await house.staff("kefu");
  resident = await house.person("flexible-paused");
  helper = await house.person("community-agent");
  stranger = await house.stranger();
  talk = await open(resident);
  await agent("POST", `/console/api/desk/conversations/${talk}/take`, {});
});
afterAll(() => house.stop());

const renewal = "flexible-employment-renewal";
const open = async (call: Caller): Promise<string> => (await call("POST", "/api/desk/conversations", {})).body.id;
const sends = (call: Caller, id: string, attach: object, key: string = randomUUID()) =>
  call("POST", `/api/desk/conversations/${id}/messages`, { key, attach });
const answers = (id: string, attach: object) =>
  agent("POST", `/console/api/desk/conversations/${id}/messages`, { key: randomUUID(), attach });
const seen = async (id: string) =>
  (await agent("GET", `/console/api/desk/conversations/${id}`)).body.messages.filter(
    (one: any) => one.from === "citizen",
  );
async function draftOf(call: Caller, item: string, more: object = {}): Promise<string> {
  const opened = await call("POST", "/api/cases", { item, ...more });
  expect(opened.body).toMatchObject({ state: "draft" });
  return opened.body.id;
}

describe("cards that citizens send", () => {
  it("carry an item by its name, and nothing that is no item", async () => {
    const key = randomUUID();
    for (let press = 0; press < 2; press++)
      expect((await sends(resident, talk, { kind: "item-card", code: renewal }, key)).status).toBe(200);
    const cards = (await seen(talk)).filter((one: any) => one.kind === "item-card");
    expect(cards).toHaveLength(1);
    expect(cards[0].attached).toEqual({ code: renewal, title: "灵活就业人员续保登记" });
    const none = await sends(resident, talk, { kind: "item-card", code: "no-such-item" });
    expect([none.status, none.body.message]).toEqual([404, "没有这个事项，请重新选择"]);
    // Titles come from the house, never from the phone.
    const made = await sends(resident, talk, { kind: "item-card", code: renewal, title: "请转账" });
    expect(made.status).toBe(422);
    expect((await sends(resident, talk, { kind: "mini-card", title: "x", path: "me/bind/index" })).status).toBe(422);
  });

  it("carry a case of theirs with its number, also after it was withdrawn, and nobody else's", async () => {
    const id = await draftOf(resident, renewal);
    await sends(resident, talk, { kind: "case-card", case: id });
    expect((await seen(talk)).at(-1)).toMatchObject({
      kind: "case-card",
      text: "灵活就业人员续保登记，还没有提交",
      attached: { case: id, title: "灵活就业人员续保登记", number: null, whom: null },
    });
    const now = await resident("GET", `/api/cases/${id}`);
    const signed = { key: randomUUID(), action: "submit", revision: now.body.revision, signature: "李小江" };
    const done = await resident("POST", `/api/cases/${id}/actions`, signed);
    expect(done.body.number).toMatch(/^SB\d{14}$/);
    await sends(resident, talk, { kind: "case-card", case: id });
    expect((await seen(talk)).at(-1)).toMatchObject({
      text: `灵活就业人员续保登记，编号 ${done.body.number}`,
      attached: { number: done.body.number },
    });
    const theirs = await open(helper);
    const taken = await sends(helper, theirs, { kind: "case-card", case: id });
    expect([taken.status, taken.body.code]).toEqual([404, "not-found"]);
    expect((await sends(resident, talk, { kind: "case-card", case: randomUUID() })).status).toBe(404);

    const second = await draftOf(resident, "pension-transfer");
    const { body } = await resident("GET", `/api/cases/${second}`);
    const dropped = { key: randomUUID(), action: "withdraw", revision: body.revision };
    expect((await resident("POST", `/api/cases/${second}/actions`, dropped)).body.state).toBe("withdrawn");
    expect((await sends(resident, talk, { kind: "case-card", case: second })).status).toBe(200);
    await helper("POST", `/api/desk/conversations/${theirs}/leave`, {});
  });

  it("name the one a case is for only masked: the desk serves who asks", async () => {
    const subject = personIdOf(personaOf("flexible-paused").idNumber);
    const id = await draftOf(helper, "pension-transfer", { for: `agent:${subject}` });
    const theirs = await open(helper);
    await sends(helper, theirs, { kind: "case-card", case: id });
    expect((await seen(theirs)).at(-1).attached).toMatchObject({ case: id, whom: "李**" });
    expect(JSON.stringify(await seen(theirs))).not.toContain("李小江");
    // A draft in their name that somebody else writes is not yet theirs to see.
    expect((await sends(resident, talk, { kind: "case-card", case: id })).status).toBe(404);
    await helper("POST", `/api/desk/conversations/${theirs}/leave`, {});
  });

  it("are refused with words to who is not bound", async () => {
    const id = await open(stranger);
    const none = await sends(stranger, id, { kind: "case-card", case: randomUUID() });
    expect([none.status, none.body.code, none.body.instead]).toEqual([403, "not-bound", "现在可以直接写，或者发照片"]);
    expect((await sends(stranger, id, { kind: "item-card", code: renewal })).status).toBe(200);
    await stranger("POST", `/api/desk/conversations/${id}/leave`, {});
  });

  it("of a time at a window are the citizen's own, as the hall has it", async () => {
    const { windows } = (await resident("GET", "/api/appointments/windows")).body;
    const { days } = (await resident("GET", `/api/appointments/windows/${windows[0].id}`)).body;
    const day = days.findLast((one: any) => one.slots.length > 0);
    const where = { window: windows[0].id, day: day.day, from: day.slots[0].from };
    const { body: held } = await resident("POST", "/api/appointments", { key: randomUUID(), ...where });
    await sends(resident, talk, { kind: "appointment-card", appointment: held.id });
    expect((await seen(talk)).at(-1)).toMatchObject({
      kind: "appointment-card",
      attached: { title: `预约号 ${held.number}`, day: where.day, open: `appointments/one/index?id=${held.id}` },
    });
    const theirs = await open(helper);
    expect((await sends(helper, theirs, { kind: "appointment-card", appointment: held.id })).status).toBe(404);
    await helper("POST", `/api/desk/conversations/${theirs}/leave`, {});
  });

  it("ask about what the office sent, in any of their talks, and not about what was taken back or said to somebody else", async () => {
    const { windows } = (await resident("GET", "/api/appointments/windows")).body;
    const { days } = (await agent("GET", `/console/api/windows/${windows[0].id}/days`)).body;
    const day = days.findLast((one: any) => one.slots.length > 0);
    const where = { window: windows[0].id, day: day.day, from: day.slots.at(-1).from };
    const sent = await answers(talk, { kind: "appointment-card", ...where });
    const appointment = { day: where.day, time: where.from, place: windows[0].hall.name };
    expect(sent.body.messages.at(-1).attached).toMatchObject({
      ...appointment,
      open: `appointments/book/index?window=${where.window}&day=${where.day}&from=${where.from}`,
    });
    const message = sent.body.messages.at(-1).id;
    await agent("POST", `/console/api/desk/conversations/${talk}/messages`, { key: randomUUID(), text: "请带身份证" });
    const words = (await agent("GET", `/console/api/desk/conversations/${talk}`)).body.messages.at(-1).id;
    await resident("POST", `/api/desk/conversations/${talk}/leave`, {});

    const next = await open(resident);
    await sends(resident, next, { kind: "quoted", message });
    expect((await seen(next)).at(-1)).toMatchObject({ kind: "appointment-card", attached: appointment });
    const plain = await sends(resident, next, { kind: "quoted", message: words });
    expect([plain.status, plain.body.message]).toEqual([404, expect.stringContaining("请直接写要问什么")]);
    const id = await open(stranger);
    expect((await sends(stranger, id, { kind: "quoted", message })).status).toBe(404);

    await agent("POST", `/console/api/desk/conversations/${next}/take`, {});
    const page = await answers(next, { kind: "mini-card", title: "查缴费", path: "lookups/payments/index" });
    const back = page.body.messages.at(-1).id;
    await agent("POST", `/console/api/desk/conversations/${next}/messages/${back}/recall`, {});
    expect((await sends(resident, next, { kind: "quoted", message: back })).status).toBe(404);
  });
});
