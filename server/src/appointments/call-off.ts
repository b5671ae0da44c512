import { beijingDay } from "@wsi/shared/case";
import type { WindowView } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { tellBoth, whenWords } from "./book.ts";
import { appointments } from "./present.ts";
import { findWindow, hallOf, noWindow, viewWindow } from "./windows.ts";

/** The window stays shut on a day after all: its times go, everybody who holds one is told, and nobody can book it any more. */
export async function callOff(
  tx: Tx,
  given: { id: string; day: string; because: string; staffId: string },
  now: Date,
): Promise<{ calledOff: number; window: WindowView } | Refusal> {
  const window = await findWindow(tx, given.id);
  if (!window) return noWindow();
  if (given.day < beijingDay(now)) return refuse("bad-input", "这一天已经过去了");
  const special = [
    ...window.special.filter((one) => one.day !== given.day && one.day >= beijingDay(now)),
    { day: given.day, spans: [], why: given.because },
  ].toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const changed = await tx
    .updateTable("appointment_windows")
    .set({ special: JSON.stringify(special), changed_by: given.staffId, changed_at: now })
    .where("id", "=", window.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  const rows = await appointments(tx)
    .where("window_id", "=", window.id)
    .where("day", "=", given.day)
    .where("state", "=", "booked")
    .forUpdate("appointments")
    .execute();
  if (rows.length > 0)
    await tx
      .updateTable("appointments")
      .set({ state: "called-off", ended_at: now, ended_by: given.staffId, because: given.because })
      .where(
        "id",
        "in",
        rows.map((row) => row.id),
      )
      .execute();
  await tx.deleteFrom("appointment_slots").where("window_id", "=", window.id).where("day", "=", given.day).execute();
  for (const row of rows)
    await tellBoth(
      tx,
      row,
      "called-off",
      "预约的那天停办，对不起",
      `${whenWords(row)}，${hallOf(row.hall).name}「${row.window_name}」停办：${given.because}。您的预约已取消，请点开另选时间；急用请打 12333。`,
      now,
    );
  return { calledOff: rows.length, window: await viewWindow(tx, changed, now) };
}
