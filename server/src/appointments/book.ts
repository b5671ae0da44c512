import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import { readForWhom, type OwnAppointment, type OwnAppointments } from "@wsi/shared/contract";
import { Day } from "@wsi/shared/values";
import { sql } from "kysely";
import { tell } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import { rightFor, type Right } from "../delegation/index.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { slotAt } from "./free.ts";
import { appointments, bringFor, isOpen, itemName, presentOwn, type Appointment } from "./present.ts";
import { inTurn, MOST_MOVES, MOST_OPEN, suspendedUntil } from "./rules.ts";
import { hallOf, type Window } from "./windows.ts";

/** What the citizen does. `where`: a window, a day, the beginning of a time. */

type Core = Pick<CoreInsurance, "findPeople">;
export interface Where {
  window: string;
  day: string;
  from: string;
}

const gone = () =>
  refuse("conflict", "这个时段不能预约了：已经开始，或者不在开放的时间里", { instead: "请换一个时段" });
const full = () => refuse("conflict", "这个时段刚刚约满了", { instead: "请换一个时段，或换一个大厅" });
const absent = () => refuse("not-found", "没有找到这个预约，请从「我的预约」重新进入");
const tooLate = () =>
  refuse("conflict", "预约的时间已经到了，或者已经结束，不能再改", {
    instead: "来不了的，直接到窗口说明，或打 12333",
  });

/** Takes one place of a time; false when there is none left. */
async function takePlace(tx: Tx, { id, capacity }: Window, day: string, from: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("appointment_slots")
    .values({ window_id: id, day, from_time: from, taken: 1 })
    .onConflict((same) =>
      same
        .columns(["window_id", "day", "from_time"])
        .doUpdateSet({ taken: sql`appointment_slots.taken + 1` })
        .where("appointment_slots.taken", "<", capacity),
    )
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n;
}

export const givePlaceBack = (tx: Tx, row: Slot) =>
  tx
    .updateTable("appointment_slots")
    .set({ taken: sql`taken - 1` })
    .where("window_id", "=", row.window_id)
    .where("day", "=", row.day)
    .where("from_time", "=", row.from_time)
    .execute();

type Slot = Pick<Appointment, "window_id" | "day" | "from_time">;
/** Both at once and in one order, so that two who change places do not wait for each other for ever. */
const lockPlaces = (tx: Tx, ...slots: Slot[]) =>
  tx
    .selectFrom("appointment_slots")
    .select("taken")
    .where((is) => is.or(slots.map(({ window_id, day, from_time }) => is.and({ window_id, day, from_time }))))
    .orderBy("window_id")
    .orderBy("day")
    .orderBy("from_time")
    .forUpdate()
    .execute();

/** Y, the day, and a running number: short enough to read out at the counter. */
async function nextNumber(tx: Tx, day: string): Promise<string> {
  const { rows } = await sql<{ n: number }>`select nextval('appointment_numbers') as n`.execute(tx);
  return `Y${day.replaceAll("-", "").slice(2)}${String((rows[0]?.n ?? 0) % 1_000_000).padStart(5, "0")}`;
}

export const whenWords = (row: { day: string; from_time: string; to_time: string }): string =>
  `${Day.print(row.day)} ${row.from_time}–${row.to_time}`;

/** In words for the inbox and for WeChat. */
export function words(row: Appointment): string {
  const item = itemName(row.item);
  const bring = bringFor(row.item)
    .map((one) => (one.sometimes ? `${one.name}（看情况）` : one.name))
    .join("、");
  return `${whenWords(row)}，${hallOf(row.hall).name}「${row.window_name}」${item === null ? "" : `，办「${item}」`}。预约号 ${row.number}。请带：${bring}。`;
}
export const pageOf = (id: string): string => `appointments/one/index?id=${id}`;

export async function tellBoth(
  tx: Tx,
  row: Appointment,
  key: string,
  title: string,
  text: string,
  now: Date,
): Promise<void> {
  for (const personId of new Set([row.person_id, row.actor_id]))
    await tell(
      tx,
      { key: `appointment:${row.id}:${key}:${personId}`, personId, title, text, open: pageOf(row.id) },
      now,
    );
}

const read = (tx: Tx, id: string) => appointments(tx).where("appointments.id", "=", id).executeTakeFirstOrThrow();

async function view(core: Core, tx: Tx, id: string, viewerId: string, now: Date): Promise<OwnAppointment> {
  const [seen] = await presentOwn(core, tx, [await read(tx, id)], viewerId, now);
  if (!seen) throw new Error("an appointment that was just written is not there");
  return seen;
}

export interface Booking extends Where {
  key: string;
  item?: string | undefined;
  for: string;
}

async function rightToBook(tx: Tx, actorId: string, given: Booking, today: string): Promise<Right | Refusal> {
  const whom = readForWhom(given.for);
  if (given.item !== undefined && itemName(given.item) === null) return refuse("bad-input", "没有这个事项，请重新选择");
  if (whom.as !== "self" && given.item === undefined)
    return refuse("bad-input", "替别人预约，请先选要办的事项", {
      problems: [{ field: "item", message: "请选择事项" }],
    });
  return rightFor(tx, actorId, whom, { item: given.item ?? "" }, today);
}

/** One press, one booking: the same key answers the same appointment. */
export async function book(
  core: Core,
  tx: Tx,
  actorId: string,
  given: Booking,
  now: Date,
): Promise<OwnAppointment | Refusal> {
  const today = beijingDay(now);
  const right = await rightToBook(tx, actorId, given, today);
  if (isRefusal(right)) return right;
  const { personId, employerId } = right;
  await inTurn(tx, personId);
  const known = await tx
    .selectFrom("appointments")
    .select(["id", "actor_id"])
    .where("key", "=", given.key)
    .executeTakeFirst();
  if (known) return known.actor_id === actorId ? view(core, tx, known.id, actorId, now) : absent();
  const until = await suspendedUntil(tx, personId, today);
  if (until !== null)
    return refuse("refused", `约了没来已有三次，${Day.print(until)} 前不能网上预约`, {
      instead: "急用请直接到大厅取号，不受影响；确实到过的，请大厅窗口核实后更正",
    });
  const held = await tx
    .selectFrom("appointments")
    .select(["window_id", "day", "from_time"])
    .where("person_id", "=", personId)
    .where("state", "=", "booked")
    .where("day", ">=", today)
    .execute();
  if (held.some((one) => one.day === given.day && one.from_time === given.from))
    return refuse("conflict", "同一时间已经有一个预约了", { instead: "请换一个时段，或在「我的预约」里改" });
  if (held.length >= MOST_OPEN)
    return refuse("conflict", `最多同时约 ${MOST_OPEN} 个，已经约满`, { instead: "用不着的请先取消" });
  const slot = await slotAt(tx, given, now);
  if (isRefusal(slot)) return slot;
  if (slot === null) return gone();
  if (given.item !== undefined && slot.window.items.length > 0 && !slot.window.items.includes(given.item))
    return refuse("conflict", "这个窗口不办这件事，请换一个窗口");
  if (!(await takePlace(tx, slot.window, given.day, slot.from))) return full();
  const id = randomUUID();
  await tx
    .insertInto("appointments")
    .values({
      id,
      number: await nextNumber(tx, given.day),
      key: given.key,
      window_id: slot.window.id,
      day: given.day,
      from_time: slot.from,
      to_time: slot.to,
      person_id: personId,
      actor_id: actorId,
      employer_id: employerId,
      item: given.item ?? null,
      state: "booked",
      booked_at: now,
      arrived_at: null,
      ended_at: null,
      ended_by: null,
      because: null,
    })
    .execute();
  const row = await read(tx, id);
  await tellBoth(tx, row, "booked", "窗口预约好了", words(row), now);
  return view(core, tx, id, actorId, now);
}

/** Locked, when this person may still change it. */
async function lockOwn(tx: Tx, id: string, viewerId: string, now: Date): Promise<Appointment | Refusal> {
  const row = await appointments(tx).where("appointments.id", "=", id).forUpdate("appointments").executeTakeFirst();
  if (!row || (row.person_id !== viewerId && row.actor_id !== viewerId)) return absent();
  return isOpen(row, now) ? row : tooLate();
}

/** To another time, also at another window: the old place is free in the same moment, and the number stays. */
export async function move(
  core: Core,
  tx: Tx,
  actorId: string,
  { id, ...where }: Where & { id: string },
  now: Date,
): Promise<OwnAppointment | Refusal> {
  const row = await lockOwn(tx, id, actorId, now);
  if (isRefusal(row)) return row;
  await inTurn(tx, row.person_id);
  if (row.window_id === where.window && row.day === where.day && row.from_time === where.from)
    return view(core, tx, id, actorId, now);
  if (row.moved_times >= MOST_MOVES)
    return refuse("conflict", `这个预约已经改过 ${MOST_MOVES} 次，不能再改`, { instead: "可以取消后重新预约" });
  const slot = await slotAt(tx, where, now);
  if (isRefusal(slot)) return slot;
  if (slot === null) return gone();
  if (row.item !== null && slot.window.items.length > 0 && !slot.window.items.includes(row.item))
    return refuse("conflict", "这个窗口不办这件事，请换一个窗口");
  await lockPlaces(tx, row, { window_id: slot.window.id, day: where.day, from_time: slot.from });
  if (!(await takePlace(tx, slot.window, where.day, slot.from))) return full();
  await givePlaceBack(tx, row);
  await tx
    .updateTable("appointments")
    .set({
      window_id: slot.window.id,
      day: where.day,
      from_time: slot.from,
      to_time: slot.to,
      moved_times: row.moved_times + 1,
    })
    .where("id", "=", id)
    .execute();
  const moved = await read(tx, id);
  await tellBoth(tx, moved, `moved-${moved.moved_times}`, "预约时间改好了", words(moved), now);
  return view(core, tx, id, actorId, now);
}

export async function cancel(
  core: Core,
  tx: Tx,
  actorId: string,
  id: string,
  now: Date,
): Promise<OwnAppointment | Refusal> {
  const row = await lockOwn(tx, id, actorId, now);
  if (isRefusal(row)) return row;
  const by = actorId === row.person_id ? "本人取消" : "代办人取消";
  await tx
    .updateTable("appointments")
    .set({ state: "cancelled", ended_at: now, because: by })
    .where("id", "=", id)
    .execute();
  await givePlaceBack(tx, row);
  await tellBoth(
    tx,
    row,
    "cancelled",
    "预约取消了",
    `${whenWords(row)}，${hallOf(row.hall).name}的预约已取消（${by}）。`,
    now,
  );
  return view(core, tx, id, actorId, now);
}

export async function findOwn(
  core: Core,
  tx: Tx,
  viewerId: string,
  id: string,
  now: Date,
): Promise<OwnAppointment | Refusal> {
  const row = await appointments(tx).where("appointments.id", "=", id).executeTakeFirst();
  if (!row || (row.person_id !== viewerId && row.actor_id !== viewerId)) return absent();
  const [seen] = await presentOwn(core, tx, [row], viewerId, now);
  return seen ?? absent();
}

const MOST_PAST = 20;

/** One's own, and those one booked for others. */
export async function listOwn(core: Core, tx: Tx, viewerId: string, now: Date): Promise<OwnAppointments> {
  const today = beijingDay(now);
  const mine = appointments(tx).where((is) => is.or([is("person_id", "=", viewerId), is("actor_id", "=", viewerId)]));
  const coming = await mine
    .where("state", "in", ["booked", "arrived"])
    .where("day", ">=", today)
    .orderBy("day")
    .orderBy("from_time")
    .execute();
  const past = await mine
    .where((is) => is.or([is("state", "not in", ["booked", "arrived"]), is("day", "<", today)]))
    .orderBy("day", "desc")
    .orderBy("from_time", "desc")
    .limit(MOST_PAST)
    .execute();
  return {
    coming: await presentOwn(core, tx, coming, viewerId, now),
    past: await presentOwn(core, tx, past, viewerId, now),
    suspendedUntil: await suspendedUntil(tx, viewerId, today),
  };
}
