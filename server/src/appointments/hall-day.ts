import { beijingDay } from "@wsi/shared/case";
import type { AppointmentState, HallAppointment, HallFigures } from "@wsi/shared/contract";
import { Day } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { tellBoth, whenWords } from "./book.ts";
import { placesOn } from "./free.ts";
import { appointments, presentHall, type Appointment } from "./present.ts";
import { hallOf, openWindows } from "./windows.ts";

/** What the counter of a hall does on the day. */

type Core = Pick<CoreInsurance, "findPeople">;

export async function hallDay(
  core: Core,
  tx: Tx,
  { hall, day }: { hall: string; day: string },
): Promise<{ appointments: HallAppointment[]; figures: HallFigures }> {
  const rows = await appointments(tx)
    .where("appointment_windows.hall", "=", hall)
    .where("day", "=", day)
    .orderBy("from_time")
    .orderBy("number")
    .execute();
  const count = (...states: AppointmentState[]) => rows.filter((row) => states.includes(row.state)).length;
  const windows = (await openWindows(tx)).filter((one) => one.hall === hall);
  return {
    appointments: await presentHall(core, tx, rows),
    figures: {
      day,
      booked: count("booked", "arrived"),
      served: count("served"),
      cancelled: count("cancelled", "called-off"),
      missed: count("missed"),
      places: windows.reduce((sum, window) => sum + placesOn(window, day), 0),
    },
  };
}

async function present(core: Core, tx: Tx, id: string): Promise<HallAppointment> {
  const rows = await appointments(tx).where("appointments.id", "=", id).execute();
  const [seen] = await presentHall(core, tx, rows);
  if (!seen) throw new Error("an appointment that was just written is not there");
  return seen;
}

const said: Record<AppointmentState, string> = {
  booked: "还没有到场",
  arrived: "已经到场",
  served: "已经办完",
  cancelled: "已经取消",
  "called-off": "那天停办，已经取消",
  missed: "过了时间没有来",
};

async function lockById(tx: Tx, id: string): Promise<Appointment | Refusal> {
  const row = await appointments(tx).where("appointments.id", "=", id).forUpdate("appointments").executeTakeFirst();
  return row ?? refuse("not-found", "找不到这个预约，请刷新");
}

/** The number as it is read out, typed or scanned: capitals and blanks do not matter; the last five digits do on the day. */
function numberIn(text: string): { whole: string } | { end: string } | null {
  const tidy = text.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
  const whole = /Y\d{11,12}/.exec(tidy)?.[0];
  if (whole !== undefined) return { whole };
  return /^\d{5,6}$/.test(tidy) ? { end: tidy } : null;
}

/** Somebody is here. Said again it changes nothing. Who comes to another hall or day is told where and when. */
export async function arrive(
  core: Core,
  tx: Tx,
  given: { hall: string; number: string },
  now: Date,
): Promise<HallAppointment | Refusal> {
  const today = beijingDay(now);
  const number = numberIn(given.number);
  if (number === null)
    return refuse("bad-input", "预约号不对：是 Y 开头的一串数字，或者它的后五位", {
      problems: [{ field: "number", message: "请看市民手机上的预约号" }],
    });
  let asked = appointments(tx).forUpdate("appointments");
  asked =
    "whole" in number
      ? asked.where("number", "=", number.whole)
      : asked
          .where("number", "like", `%${number.end}`)
          .where("day", "=", today)
          .where("appointment_windows.hall", "=", given.hall);
  const found = await asked.limit(2).execute();
  const [row] = found;
  if (!row) return refuse("not-found", "今天这个大厅没有这个预约号，请核对，或者请市民直接取号");
  if (found.length > 1) return refuse("conflict", "有两个预约号的后几位一样，请输入完整的预约号");
  if (row.hall !== given.hall)
    return refuse("conflict", `这个预约在${hallOf(row.hall).name}，不在这里`, { instead: "请市民直接取号，或改约" });
  if (row.day !== today) return refuse("conflict", `这个预约是 ${Day.print(row.day)} 的，不是今天`);
  if (row.state === "arrived") return present(core, tx, row.id);
  if (row.state !== "booked") return refuse("conflict", `这个预约${said[row.state]}`);
  await tx.updateTable("appointments").set({ state: "arrived", arrived_at: now }).where("id", "=", row.id).execute();
  return present(core, tx, row.id);
}

export async function serve(
  core: Core,
  tx: Tx,
  id: string,
  staffId: string,
  now: Date,
): Promise<HallAppointment | Refusal> {
  const row = await lockById(tx, id);
  if (isRefusal(row)) return row;
  if (row.state === "served") return present(core, tx, id);
  if (row.state !== "arrived" && row.state !== "booked") return refuse("conflict", `这个预约${said[row.state]}`);
  if (row.day !== beijingDay(now)) return refuse("conflict", `这个预约是 ${Day.print(row.day)} 的，不是今天`);
  await tx
    .updateTable("appointments")
    .set({ state: "served", arrived_at: row.arrived_at ?? now, ended_at: now, ended_by: staffId })
    .where("id", "=", id)
    .execute();
  return present(core, tx, id);
}

/** They had been here, or could not come for a reason: it counts no more against them. */
export async function excuse(
  core: Core,
  tx: Tx,
  given: { id: string; because: string; staffId: string },
  now: Date,
): Promise<HallAppointment | Refusal> {
  const row = await lockById(tx, given.id);
  if (isRefusal(row)) return row;
  if (row.state !== "missed") return refuse("conflict", `这个预约${said[row.state]}，用不着更正`);
  await tx
    .updateTable("appointments")
    .set({ state: "cancelled", ended_at: now, ended_by: given.staffId, because: given.because })
    .where("id", "=", given.id)
    .execute();
  await tellBoth(
    tx,
    row,
    "excused",
    "预约记录更正了",
    `${whenWords(row)}的预约，窗口核实后不再算「约了没来」：${given.because}`,
    now,
  );
  return present(core, tx, given.id);
}
