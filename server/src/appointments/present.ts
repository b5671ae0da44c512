import { inBeijing } from "@wsi/shared/case";
import type { OwnAppointment, HallAppointment } from "@wsi/shared/contract";
import { items } from "@wsi/shared/items";
import { PersonName } from "@wsi/shared/values";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { AppointmentTables } from "./tables.ts";
import { hallOf } from "./windows.ts";

export type Appointment = Selectable<AppointmentTables["appointments"]> & { window_name: string; hall: string };

export const appointments = (tx: Tx) =>
  tx
    .selectFrom("appointments")
    .innerJoin("appointment_windows", "appointment_windows.id", "appointments.window_id")
    .selectAll("appointments")
    .select(["appointment_windows.name as window_name", "appointment_windows.hall"]);

const itemOf = (code: string | null) => Object.values(items).find((one) => one.code === code);
export const itemName = (code: string | null): string | null => itemOf(code)?.name ?? null;

/** What to take along: what a registry cannot be asked for. The ID card always. */
export function bringFor(code: string | null): OwnAppointment["bring"] {
  const item = itemOf(code);
  const listed = item ? Object.values(item.materials).filter((one) => one.from !== "e-licence") : [];
  return [
    { name: "本人身份证原件", why: "核对您是您本人", sometimes: false },
    ...listed.map((one) => ({ name: one.name, why: one.why, sometimes: "when" in one && one.when !== undefined })),
  ];
}

/** Before its time begins. */
export function isOpen(row: Pick<Appointment, "state" | "day" | "from_time">, now: Date): boolean {
  const at = inBeijing(now);
  return row.state === "booked" && (row.day > at.day || (row.day === at.day && row.from_time > at.time));
}

export async function presentOwn(
  core: Pick<CoreInsurance, "findPeople">,
  tx: Tx,
  rows: readonly Appointment[],
  viewerId: string,
  now: Date,
): Promise<OwnAppointment[]> {
  const others = rows.flatMap((row) => (row.person_id === viewerId ? [] : [row.person_id]));
  const people = others.length === 0 ? new Map() : await core.findPeople(tx, others);
  return rows.map((row) => {
    const item = itemName(row.item);
    return {
      id: row.id,
      number: row.number,
      state: row.state,
      window: { id: row.window_id, name: row.window_name },
      hall: hallOf(row.hall),
      day: row.day,
      from: row.from_time,
      to: row.to_time,
      item: row.item === null || item === null ? null : { code: row.item, name: item },
      forWhom: row.person_id === viewerId ? null : PersonName.mask(people.get(row.person_id)?.name ?? ""),
      bring: bringFor(row.item),
      open: isOpen(row, now),
      because: row.because,
    };
  });
}

export async function presentHall(
  core: Pick<CoreInsurance, "findPeople">,
  tx: Tx,
  rows: readonly Appointment[],
): Promise<HallAppointment[]> {
  const people = await core.findPeople(
    tx,
    rows.map((row) => row.person_id),
  );
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    state: row.state,
    window: { id: row.window_id, name: row.window_name },
    day: row.day,
    from: row.from_time,
    to: row.to_time,
    person: PersonName.mask(people.get(row.person_id)?.name ?? ""),
    item: itemName(row.item),
    arrivedAt: row.arrived_at?.toISOString() ?? null,
  }));
}
