import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import type { HallView, WindowDraft, WindowView } from "@wsi/shared/contract";
import { items } from "@wsi/shared/items";
import { sql, type Selectable } from "kysely";
import { findHall, halls, mapLink, type Hall } from "../content/halls.ts";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import type { AppointmentTables } from "./tables.ts";
import type { TimesPlan } from "./times.ts";

/** Windows of the halls, as administrators keep them. */

export type Window = Selectable<AppointmentTables["appointment_windows"]>;

export const planOf = (window: Window): TimesPlan => ({
  days: window.days,
  special: window.special,
  slotMinutes: window.slot_minutes,
});

const printHall = (hall: Hall): HallView => ({
  code: hall.code,
  name: hall.name,
  district: hall.district,
  map: mapLink(hall),
});
export const listHalls = (): HallView[] => halls.map(printHall);

/** A hall that is no longer listed keeps its code for a name: its appointments are still shown. */
export function hallOf(code: string): HallView {
  const hall = findHall(code);
  return hall ? printHall(hall) : { code, name: code, district: "", map: "" };
}

export const noWindow = () => refuse("not-found", "这个窗口已经不开放预约了，请重新选择");

export const findWindow = (tx: Tx, id: string): Promise<Window | undefined> =>
  tx
    .selectFrom("appointment_windows")
    .selectAll()
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .executeTakeFirst();

/** Held as it is until the caller commits: nobody calls its day off under a booking. */
export const holdWindow = (tx: Tx, id: string): Promise<Window | undefined> =>
  tx
    .selectFrom("appointment_windows")
    .selectAll()
    .where("id", "=", id)
    .where("closed_at", "is", null)
    .forShare()
    .executeTakeFirst();

/** In the order of the halls, then by name. */
export async function openWindows(tx: Tx, { item }: { item?: string | undefined } = {}): Promise<Window[]> {
  let asked = tx.selectFrom("appointment_windows").selectAll().where("closed_at", "is", null).orderBy("name");
  if (item !== undefined) asked = asked.where(sql<boolean>`(items = '{}' or ${item} = any(items))`);
  const rows = await asked.execute();
  const order = new Map(halls.map((one, at) => [one.code, at]));
  return rows.toSorted((a, b) => (order.get(a.hall) ?? halls.length) - (order.get(b.hall) ?? halls.length));
}

interface Standing {
  booked: number;
  name: string | null;
}
async function standingOf(tx: Tx, window: Window, today: string): Promise<Standing> {
  const { rows } = await sql<Standing>`
    select (select count(*)::integer from appointments where window_id = ${window.id} and day >= ${today} and state = 'booked') as booked,
      (select name from staff where id = ${window.changed_by}) as name`.execute(tx);
  return rows[0] ?? { booked: 0, name: null };
}

export async function viewWindow(tx: Tx, window: Window, now: Date): Promise<WindowView> {
  const { booked, name } = await standingOf(tx, window, beijingDay(now));
  return {
    id: window.id,
    hall: hallOf(window.hall),
    name: window.name,
    about: window.about,
    items: window.items,
    days: window.days,
    special: window.special,
    slotMinutes: window.slot_minutes,
    capacity: window.capacity,
    aheadDays: window.ahead_days,
    booked,
    changedBy: name,
    changedAt: window.changed_at.toISOString(),
  };
}

export async function listWindows(tx: Tx, now: Date): Promise<WindowView[]> {
  const windows = await openWindows(tx);
  const views: WindowView[] = [];
  for (const window of windows) views.push(await viewWindow(tx, window, now));
  return views;
}

const codes = new Set(Object.values(items).map((one) => one.code as string));

async function flaw(tx: Tx, draft: WindowDraft, but?: string): Promise<Refusal | null> {
  if (!findHall(draft.hall))
    return refuse("bad-input", "没有这个大厅，请重新选择", { problems: [{ field: "hall", message: "请选择大厅" }] });
  const strange = draft.items.find((code) => !codes.has(code));
  if (strange !== undefined)
    return refuse("bad-input", "有的事项已经不在目录里，请重新选择", {
      problems: [{ field: "items", message: `没有事项 ${strange}` }],
    });
  let same = tx
    .selectFrom("appointment_windows")
    .select("id")
    .where("hall", "=", draft.hall)
    .where("name", "=", draft.name)
    .where("closed_at", "is", null);
  if (but !== undefined) same = same.where("id", "<>", but);
  return (await same.executeTakeFirst())
    ? refuse("conflict", "这个大厅已经有同名的窗口，请换一个名称", {
        problems: [{ field: "name", message: "这个大厅已经有同名的" }],
      })
    : null;
}

const written = (draft: WindowDraft) => ({
  hall: draft.hall,
  name: draft.name,
  about: draft.about,
  items: [...new Set<string>(draft.items)],
  days: JSON.stringify(draft.days),
  special: JSON.stringify(draft.special.toSorted((a, b) => (a.day < b.day ? -1 : 1))),
  slot_minutes: draft.slotMinutes,
  capacity: draft.capacity,
  ahead_days: draft.aheadDays,
});

export async function addWindow(tx: Tx, draft: WindowDraft, by: string | null, now: Date) {
  const wrong = await flaw(tx, draft);
  if (wrong) return wrong;
  const row = await tx
    .insertInto("appointment_windows")
    .values({ id: randomUUID(), ...written(draft), closed_at: null, changed_by: by, changed_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return viewWindow(tx, row, now);
}

/** From now on. Times that are booked stay as they were booked; another length of time waits until none is. */
export async function changeWindow(
  tx: Tx,
  { id, ...draft }: WindowDraft & { id: string },
  by: string,
  now: Date,
): Promise<WindowView | Refusal> {
  const old = await findWindow(tx, id);
  if (!old) return noWindow();
  const wrong = await flaw(tx, draft, id);
  if (wrong) return wrong;
  const { booked } = await standingOf(tx, old, beijingDay(now));
  if (booked > 0 && (draft.slotMinutes !== old.slot_minutes || draft.hall !== old.hall))
    return refuse("conflict", `还有 ${booked} 个预约没到时间，时段长短和大厅现在不能改`, {
      instead: "可以新开一个窗口，等旧的预约都办完再停用这个",
    });
  const row = await tx
    .updateTable("appointment_windows")
    .set({ ...written(draft), changed_by: by, changed_at: now })
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return viewWindow(tx, row, now);
}

export async function closeWindow(tx: Tx, id: string, by: string, now: Date): Promise<{ done: true } | Refusal> {
  const window = await findWindow(tx, id);
  if (!window) return noWindow();
  const { booked } = await standingOf(tx, window, beijingDay(now));
  if (booked > 0)
    return refuse("conflict", `还有 ${booked} 个预约没到时间，不能停用`, {
      instead: "先把可预约天数改短、等预约办完，或者按天「停办」并通知预约的人",
    });
  await tx
    .updateTable("appointment_windows")
    .set({ closed_at: now, changed_by: by, changed_at: now })
    .where("id", "=", id)
    .execute();
  return { done: true };
}
