import { inBeijing } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";
import { inTransaction, type Db } from "../db.ts";
import { tellBoth, whenWords, words } from "./book.ts";
import { appointments } from "./present.ts";
import { hallOf } from "./windows.ts";

/** What comes by the clock. Done again it changes nothing: a notice has one key, a missed time is missed once. */

const slice = 200;

/** On the evening before: when, where, and what to take along. Answers how many. */
export async function remindOfTomorrow(db: Db, now: Date): Promise<number> {
  const tomorrow = addDays(inBeijing(now).day, 1);
  let done = 0;
  for (let cursor = "00000000-0000-0000-0000-000000000000"; ;) {
    const rows = await inTransaction(db, async (tx) => {
      const some = await appointments(tx)
        .where("day", "=", tomorrow)
        .where("state", "=", "booked")
        .where("appointments.id", ">", cursor)
        .orderBy("appointments.id")
        .limit(slice)
        .execute();
      for (const row of some)
        // A time that was moved is another time.
        await tellBoth(
          tx,
          row,
          `tomorrow-${row.day}`,
          "明天有窗口预约",
          `${words(row)}来不了请今天取消，把位子让给别人。`,
          now,
        );
      return some;
    });
    done += rows.length;
    const last = rows.at(-1);
    if (!last || rows.length < slice) return done;
    cursor = last.id;
  }
}

/** After the day: who did not come. Who had arrived was served, though nobody pressed the button. Answers how many did not come. */
export async function closeDays(db: Db, now: Date): Promise<number> {
  const today = inBeijing(now).day;
  return inTransaction(db, async (tx) => {
    await tx
      .updateTable("appointments")
      .set({ state: "served", ended_at: now })
      .where("state", "=", "arrived")
      .where("day", "<", today)
      .execute();
    const missed = await tx
      .updateTable("appointments")
      .set({ state: "missed", ended_at: now, because: "约了没有来" })
      .where("state", "=", "booked")
      .where("day", "<", today)
      .returning("id")
      .execute();
    if (missed.length === 0) return 0;
    const rows = await appointments(tx)
      .where(
        "appointments.id",
        "in",
        missed.map((row) => row.id),
      )
      .execute();
    for (const row of rows)
      await tellBoth(
        tx,
        row,
        "missed",
        "您约的时间没有来",
        `${whenWords(row)}，${hallOf(row.hall).name}的预约没有到场。还要办的请重新预约；到过的，请大厅窗口核实更正。来不了请提前取消，90 天内三次没来，会有 30 天不能网上预约。`,
        now,
      );
    return missed.length;
  });
}
