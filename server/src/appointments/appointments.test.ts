import { randomUUID } from "node:crypto";
import { dayKinds, workingHours, type HourPlan } from "@wsi/shared/case";
import type { OwnAppointment, WindowDraft, WindowView } from "@wsi/shared/contract";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/database.ts";
import { inTransaction, type Tx } from "../db.ts";
import type { Person } from "../ports/core-insurance.ts";
import { isRefusal, type Refusal } from "../refusal.ts";
import {
  addWindow,
  arrive,
  book,
  callOff,
  cancel,
  changeWindow,
  closeDays,
  closeWindow,
  daysOf,
  excuse,
  findOwn,
  hallDay,
  listOwn,
  move,
  remindOfTomorrow,
  serve,
  windowsFor,
} from "./index.ts";

let database: TestDatabase;
let staffId: string;
beforeAll(async () => {
  database = await freshDatabase();
  staffId = randomUUID();
  await database.db
    .insertInto("staff")
    .values({
      id: staffId,
      account: "c",
      name: "窗口·测试",
      password_hash: "none",
      created_at: new Date(),
      roles: ["counter"],
      failed_sign_ins: 0,
      locked_until: null,
      must_change_password: false,
    })
    .execute();
});
afterAll(() => database.drop());

const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => inTransaction(database.db, work);
const core = { findPeople: async () => new Map<string, Person>() };
const days = Object.fromEntries(
  dayKinds.map((kind) => [kind, ["sat", "sun", "holiday"].includes(kind) ? [] : workingHours]),
) as unknown as HourPlan["days"];
/** 2026-03-02 is a Monday; ten in the morning in Beijing. */
const monday = new Date("2026-03-02T02:00:00Z");
const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`);

let windows = 0;
const draft = (over: Partial<WindowDraft> = {}): WindowDraft => ({
  hall: "wuchang",
  name: `窗口 ${(windows += 1)}`,
  about: "",
  items: [],
  days: days as WindowDraft["days"],
  special: [],
  slotMinutes: 30,
  capacity: 2,
  aheadDays: 14,
  ...over,
});
async function window(over: Partial<WindowDraft> = {}): Promise<WindowView> {
  return sure(await run((tx) => addWindow(tx, draft(over), staffId, monday)));
}
function sure<T>(answer: T | Refusal): T {
  if (isRefusal(answer)) throw new Error(answer.body.message);
  return answer;
}
const why = (answer: unknown): string => (isRefusal(answer) ? answer.body.message : `not refused: ${String(answer)}`);

const wednesday = { day: "2026-03-04", from: "09:30" };
const booking = (windowId: string, over: object = {}) => ({
  key: randomUUID(),
  window: windowId,
  for: "self",
  ...wednesday,
  ...over,
});
const booked = async (windowId: string, personId: string, over: object = {}, now = monday): Promise<OwnAppointment> =>
  sure(await run((tx) => book(core, tx, personId, booking(windowId, over), now)));
const left = async (windowId: string, { day, from } = wednesday, now = monday): Promise<number | undefined> => {
  const seen = sure(await run((tx) => daysOf(tx, windowId, now)));
  return seen.days.find((one) => one.day === day)?.slots.find((one) => one.from === from)?.left;
};
const told = async (personId: string): Promise<string[]> =>
  (
    await database.db.selectFrom("notices").select("title").where("person_id", "=", personId).orderBy("at").execute()
  ).map((row) => row.title);

describe("booking a time", () => {
  it("takes a place, gives a number, says what to bring, and tells the person", async () => {
    const { id } = await window();
    const person = randomUUID();
    const made = await booked(id, person, { item: "flexible-employment-renewal" });
    expect(made).toMatchObject({ state: "booked", from: "09:30", to: "10:00", open: true, forWhom: null });
    expect(made.number).toMatch(/^Y260304\d{5}$/);
    expect(made.bring[0]?.name).toBe("本人身份证原件");
    expect(await left(id)).toBe(1);
    expect(await told(person)).toEqual(["窗口预约好了"]);
  });

  it("pressed twice is one booking", async () => {
    const { id } = await window();
    const person = randomUUID();
    const press = booking(id);
    const answers = await Promise.all([1, 2, 3].map(() => run((tx) => book(core, tx, person, press, monday))));
    expect(new Set(answers.map((one) => sure(one).number)).size).toBe(1);
    expect(await left(id)).toBe(1);
  });

  it("gives the last places once, however many press in one moment", async () => {
    const { id } = await window({ capacity: 3 });
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => run((tx) => book(core, tx, randomUUID(), booking(id), monday))),
    );
    expect(answers.filter((one) => !isRefusal(one))).toHaveLength(3);
    expect(new Set(answers.filter(isRefusal).map(why))).toEqual(new Set(["这个时段刚刚约满了"]));
    expect(await left(id)).toBe(0);
  });

  it("is refused for a time that has begun, is not offered, or lies too far ahead, and leaves nothing", async () => {
    const { id } = await window();
    const person = randomUUID();
    for (const over of [
      { day: "2026-03-02", from: "10:00" },
      { day: "2026-03-01", from: "09:00" },
      { day: "2026-03-07", from: "09:00" },
      { day: "2026-03-04", from: "09:10" },
      { day: "2026-03-04", from: "12:00" },
      { day: "2026-04-01", from: "09:00" },
    ])
      expect(why(await run((tx) => book(core, tx, person, booking(id, over), monday)))).toContain("不能预约了");
    expect(sure(await run((tx) => listOwn(core, tx, person, monday))).coming).toEqual([]);
  });

  it("is refused at a window that does not do the item", async () => {
    const { id } = await window({ items: ["pension-transfer"] });
    const other = booking(id, { item: "flexible-employment-renewal" });
    expect(why(await run((tx) => book(core, tx, randomUUID(), other, monday)))).toBe(
      "这个窗口不办这件事，请换一个窗口",
    );
    const offered = await run((tx) => windowsFor(tx, "flexible-employment-renewal", monday));
    expect(offered.some((one) => one.id === id)).toBe(false);
  });

  it("holds three at most, and never two at the same time", async () => {
    const { id } = await window();
    const person = randomUUID();
    await booked(id, person);
    expect(why(await run((tx) => book(core, tx, person, booking(id), monday)))).toBe("同一时间已经有一个预约了");
    await booked(id, person, { from: "10:00" });
    await booked(id, person, { from: "10:30" });
    expect(why(await run((tx) => book(core, tx, person, booking(id, { from: "11:00" }), monday)))).toContain(
      "最多同时约",
    );
  });

  it("for another needs the item, and the right to it", async () => {
    const { id } = await window();
    const whom = `agent:${randomUUID()}`;
    expect(why(await run((tx) => book(core, tx, randomUUID(), booking(id, { for: whom }), monday)))).toContain(
      "先选要办的事项",
    );
    const forItem = booking(id, { for: whom, item: "flexible-employment-renewal" });
    expect(why(await run((tx) => book(core, tx, randomUUID(), forItem, monday)))).toContain(
      "没有替这位居民办这件事的授权",
    );
  });
});

describe("a booked time", () => {
  it("moves: the old place is free again, the number stays", async () => {
    const { id } = await window({ capacity: 1 });
    const person = randomUUID();
    const made = await booked(id, person);
    const where = { id: made.id, window: id, day: "2026-03-05", from: "14:00" };
    const moved = sure(await run((tx) => move(core, tx, person, where, monday)));
    expect(moved).toMatchObject({ number: made.number, day: "2026-03-05", from: "14:00" });
    expect([await left(id), await left(id, { day: "2026-03-05", from: "14:00" })]).toEqual([1, 0]);
    expect(await told(person)).toEqual(["窗口预约好了", "预约时间改好了"]);
  });

  it("changes places with another in the same moment, and both have one", async () => {
    const { id } = await window({ capacity: 2 });
    const [one, other] = [randomUUID(), randomUUID()];
    const [early, late] = [await booked(id, one), await booked(id, other, { from: "15:00" })];
    for (let n = 0; n < 3; n++) {
      const swap = n % 2 === 0 ? ["15:00", "09:30"] : ["09:30", "15:00"];
      const answers = await Promise.all([
        run((tx) => move(core, tx, one, { id: early.id, window: id, day: wednesday.day, from: swap[0] ?? "" }, monday)),
        run((tx) =>
          move(core, tx, other, { id: late.id, window: id, day: wednesday.day, from: swap[1] ?? "" }, monday),
        ),
      ]);
      expect(answers.map((answer) => sure(answer).from)).toEqual(swap);
    }
    expect([await left(id), await left(id, { day: wednesday.day, from: "15:00" })]).toEqual([1, 1]);
  });

  it("stays where it is when the new time is full", async () => {
    const { id } = await window({ capacity: 1 });
    const person = randomUUID();
    const made = await booked(id, person);
    await booked(id, randomUUID(), { from: "15:00" });
    const where = { id: made.id, window: id, day: wednesday.day, from: "15:00" };
    expect(why(await run((tx) => move(core, tx, person, where, monday)))).toContain("约满");
    expect(sure(await run((tx) => findOwn(core, tx, person, made.id, monday))).from).toBe("09:30");
    expect(await left(id)).toBe(0);
  });

  it("is cancelled until it begins, not after", async () => {
    const { id } = await window();
    const person = randomUUID();
    const made = await booked(id, person);
    const late = at("2026-03-04", "09:30");
    expect(why(await run((tx) => cancel(core, tx, person, made.id, late)))).toContain("预约的时间已经到了");
    expect(sure(await run((tx) => cancel(core, tx, person, made.id, monday))).state).toBe("cancelled");
    expect(await left(id)).toBe(2);
    expect(why(await run((tx) => cancel(core, tx, person, made.id, monday)))).toContain("已经结束");
    expect(await left(id)).toBe(2);
  });

  it("is as absent to a stranger as one that never was", async () => {
    const { id } = await window();
    const made = await booked(id, randomUUID());
    for (const act of [findOwn, cancel])
      expect(why(await run((tx) => act(core, tx, randomUUID(), made.id as never, monday as never)))).toContain(
        "没有找到",
      );
  });
});

describe("the day at the hall", () => {
  it("takes the number as it is read out, once, and says where who is wrong should go", async () => {
    const { id } = await window();
    const made = await booked(id, randomUUID());
    const there = at("2026-03-04", "09:25");
    const spoken = ` ${made.number.slice(0, 4)} ${made.number.slice(4).toLowerCase()} `;
    const first = sure(await run((tx) => arrive(core, tx, { hall: "wuchang", number: spoken }, there)));
    expect(first.state).toBe("arrived");
    const short = { hall: "wuchang", number: made.number.slice(-5) };
    expect(sure(await run((tx) => arrive(core, tx, short, there))).arrivedAt).toBe(first.arrivedAt);
    expect(why(await run((tx) => arrive(core, tx, { hall: "jiangan", number: made.number }, there)))).toContain(
      "武昌区政务服务中心",
    );
    expect(why(await run((tx) => arrive(core, tx, { hall: "wuchang", number: "abc" }, there)))).toContain("预约号不对");
    const early = at("2026-03-03", "09:25");
    expect(why(await run((tx) => arrive(core, tx, { hall: "wuchang", number: made.number }, early)))).toContain(
      "不是今天",
    );
    expect(sure(await run((tx) => serve(core, tx, made.id, staffId, there))).state).toBe("served");
    const day = await run((tx) => hallDay(core, tx, { hall: "wuchang", day: "2026-03-04" }));
    expect(day.figures.served).toBeGreaterThan(0);
    expect(day.appointments.find((one) => one.id === made.id)?.state).toBe("served");
  });

  it("ends: who was booked and did not come is missed, who had arrived was served, and again nothing changes", async () => {
    const { id } = await window();
    const [absentee, comer] = [randomUUID(), randomUUID()];
    const [gone, here] = [await booked(id, absentee), await booked(id, comer)];
    await run((tx) => arrive(core, tx, { hall: "wuchang", number: here.number }, at("2026-03-04", "09:20")));
    await closeDays(database.db, at("2026-03-05", "00:05"));
    await closeDays(database.db, at("2026-03-05", "00:06"));
    const seen = async (who: string, one: OwnAppointment) =>
      sure(await run((tx) => findOwn(core, tx, who, one.id, at("2026-03-05", "09:00")))).state;
    expect([await seen(absentee, gone), await seen(comer, here)]).toEqual(["missed", "served"]);
    expect(await told(absentee)).toEqual(["窗口预约好了", "您约的时间没有来"]);
  });

  it("missed three times closes booking for thirty days, and an excuse opens it", async () => {
    const { id } = await window();
    const person = randomUUID();
    const missed: OwnAppointment[] = [];
    for (const from of ["09:00", "10:00", "11:00"]) missed.push(await booked(id, person, { from }));
    await closeDays(database.db, at("2026-03-05", "00:05"));
    const thursday = at("2026-03-05", "09:00");
    const again = () => run((tx) => book(core, tx, person, booking(id, { day: "2026-03-10" }), thursday));
    expect(why(await again())).toContain("不能网上预约");
    expect(sure(await run((tx) => listOwn(core, tx, person, thursday))).suspendedUntil).toBe("2026-04-03");
    const [first] = missed;
    const excused = { id: first?.id ?? "", because: "到过大厅，系统没有登记", staffId };
    expect(sure(await run((tx) => excuse(core, tx, excused, thursday))).state).toBe("cancelled");
    expect(sure(await again()).state).toBe("booked");
  });

  it("is called to mind the evening before, once", async () => {
    const { id } = await window();
    const person = randomUUID();
    await booked(id, person);
    const evening = at("2026-03-03", "18:00");
    expect(await remindOfTomorrow(database.db, evening)).toBeGreaterThan(0);
    await remindOfTomorrow(database.db, evening);
    expect(await told(person)).toEqual(["窗口预约好了", "明天有窗口预约"]);
  });

  it("called off frees nobody's place for others, tells everybody who held one, and cannot be booked any more", async () => {
    const { id } = await window();
    const person = randomUUID();
    const made = await booked(id, person);
    const off = { id, day: wednesday.day, because: "系统升级", staffId };
    const done = sure(await run((tx) => callOff(tx, off, monday)));
    expect(done.calledOff).toBe(1);
    expect(sure(await run((tx) => findOwn(core, tx, person, made.id, monday)))).toMatchObject({
      state: "called-off",
      because: "系统升级",
      open: false,
    });
    expect(await told(person)).toEqual(["窗口预约好了", "预约的那天停办，对不起"]);
    expect(why(await run((tx) => book(core, tx, randomUUID(), booking(id), monday)))).toContain("不能预约了");
    const shut = sure(await run((tx) => daysOf(tx, id, monday))).days.find((one) => one.day === wednesday.day);
    expect(shut?.closed).toBe("系统升级");
  });
});

describe("a day that is called off", () => {
  it("leaves nobody with a time who booked in that very moment", async () => {
    const { id } = await window({ capacity: 20 });
    const off = { id, day: wednesday.day, because: "停电", staffId };
    const pressed = Array.from({ length: 12 }, (_, n) =>
      run<unknown>((tx) => (n === 6 ? callOff(tx, off, monday) : book(core, tx, randomUUID(), booking(id), monday))),
    );
    await Promise.all(pressed);
    const states = await database.db.selectFrom("appointments").select("state").where("window_id", "=", id).execute();
    expect(states.every((row) => row.state === "called-off")).toBe(true);
  });
});

describe("a window", () => {
  it("does not change its length of time nor close while times of it are booked", async () => {
    const { id, ...old } = await window();
    const person = randomUUID();
    const made = await booked(id, person);
    const wish = { ...draft({ name: old.name }), slotMinutes: 15 as const, id };
    expect(why(await run((tx) => changeWindow(tx, wish, staffId, monday)))).toContain("还有 1 个预约");
    expect(why(await run((tx) => closeWindow(tx, id, staffId, monday)))).toContain("还有 1 个预约");
    sure(await run((tx) => cancel(core, tx, person, made.id, monday)));
    expect(sure(await run((tx) => changeWindow(tx, wish, staffId, monday))).slotMinutes).toBe(15);
    expect(sure(await run((tx) => closeWindow(tx, id, staffId, monday)))).toEqual({ done: true });
    expect(why(await run((tx) => daysOf(tx, id, monday)))).toContain("不开放预约");
  });

  it("with fewer places keeps what is booked and offers none", async () => {
    const { id, name } = await window({ capacity: 2 });
    await booked(id, randomUUID());
    await booked(id, randomUUID());
    sure(await run((tx) => changeWindow(tx, { ...draft({ name, capacity: 1 }), id }, staffId, monday)));
    expect(await left(id)).toBe(0);
  });

  it("of an unknown hall, a name twice, or an unknown item is refused with the field", async () => {
    const { name } = await window();
    for (const [wrong, field] of [
      [draft({ hall: "atlantis" }), "hall"],
      [draft({ name }), "name"],
      [draft({ items: ["no-such-item"] }), "items"],
    ] as const) {
      const answer = await run((tx) => addWindow(tx, wrong, staffId, monday));
      expect(isRefusal(answer) && answer.body.problems?.[0]?.field).toBe(field);
    }
  });
});
