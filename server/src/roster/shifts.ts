import { randomUUID } from "node:crypto";
import { beijingDay, beijingInstant, beijingTime } from "@wsi/shared/case";
import type { ShiftView } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { mayRoster, rostered, type Lead } from "./lead.ts";

/** Minutes nobody counts. */
const grace = 5;

const shifts = (tx: Tx) =>
  tx
    .selectFrom("shifts")
    .innerJoin("staff", "staff.id", "shifts.staff_id")
    .select([
      "shifts.id",
      "shifts.staff_id",
      "staff.name",
      "shifts.day",
      "shifts.note",
      "shifts.came_at",
      "shifts.left_at",
    ])
    .select([sql<string>`to_char(starts, 'HH24:MI')`.as("from"), sql<string>`to_char(ends, 'HH24:MI')`.as("to")]);
type Row = Awaited<ReturnType<ReturnType<typeof shifts>["execute"]>>[number];

function printShift(row: Row, now: Date): ShiftView {
  const starts = beijingInstant(row.day, row.from);
  const ends = beijingInstant(row.day, row.to);
  const over = now >= ends;
  const minutes = (from: Date, to: Date) => Math.floor((to.getTime() - from.getTime()) / 60_000);
  const beyond = (count: number) => (count > grace ? count : 0);
  const came = row.came_at;
  const state = now < starts ? "coming" : came === null && over ? "absent" : over ? "done" : "running";
  return {
    id: row.id,
    staff: { id: row.staff_id, name: row.name },
    day: row.day,
    from: row.from,
    to: row.to,
    note: row.note,
    cameAt: came?.toISOString() ?? null,
    leftAt: row.left_at?.toISOString() ?? null,
    late: state === "absent" || now < starts ? 0 : beyond(minutes(starts, came ?? now)),
    // Away in the middle is a break; only what is left when the shift is over is an early end.
    early: over && row.left_at !== null ? beyond(minutes(row.left_at, ends)) : 0,
    state,
  };
}

/** Who works when, of those the lead may roster. */
export async function listShifts(
  tx: Tx,
  lead: Lead,
  span: { from: string; to: string },
  now: Date,
): Promise<ShiftView[]> {
  const staff = (await rostered(tx, lead)).map((one) => one.id);
  if (staff.length === 0) return [];
  const rows = await shifts(tx)
    .where("staff_id", "in", staff)
    .where("day", ">=", span.from)
    .where("day", "<=", span.to)
    .orderBy("day")
    .orderBy("starts")
    .orderBy("staff.name")
    .limit(2_000)
    .execute();
  return rows.map((row) => printShift(row, now));
}

/** One's own, two weeks from today. */
export async function shiftsOf(tx: Tx, staffId: string, now: Date): Promise<ShiftView[]> {
  const today = beijingDay(now);
  const rows = await shifts(tx)
    .where("staff_id", "=", staffId)
    .where("day", ">=", today)
    .where("day", "<", addDays(today, 14))
    .orderBy("day")
    .orderBy("starts")
    .execute();
  return rows.map((row) => printShift(row, now));
}

interface Times {
  from: string;
  to: string;
  note: string;
}
const backwards = ({ from, to }: Times) =>
  from < to
    ? null
    : refuse("bad-input", "下班时间要晚于上班时间", { problems: [{ field: "to", message: "要晚于上班时间" }] });

/** Another shift of the same person at the same time, in words; null when there is none. */
async function clash(
  tx: Tx,
  staffIds: readonly string[],
  days: readonly string[],
  at: Times,
  but?: string,
): Promise<Refusal | null> {
  let query = shifts(tx)
    .where("staff_id", "in", [...staffIds])
    .where("day", "in", [...days])
    .where("starts", "<", at.to)
    .where("ends", ">", at.from);
  if (but !== undefined) query = query.where("shifts.id", "<>", but);
  const other = await query.orderBy("day").executeTakeFirst();
  return other
    ? refuse("conflict", `${other.name} ${other.day} 已经有 ${other.from}–${other.to} 的班，时间重叠`, {
        instead: "请改时间，或先删去那个班",
      })
    : null;
}

/** The same times for several people on several days: all of them, or none. */
export async function addShifts(
  tx: Tx,
  lead: Lead,
  { staffIds, days, ...at }: Times & { staffIds: string[]; days: string[] },
  now: Date,
): Promise<{ added: number } | Refusal> {
  const wrong = backwards(at);
  if (wrong) return wrong;
  const people = [...new Set(staffIds)].toSorted();
  const dates = [...new Set(days)];
  if (dates.some((day) => day < beijingDay(now))) return refuse("bad-input", "不能排过去的日子");
  const may = new Set((await rostered(tx, lead)).map((one) => one.id));
  if (people.some((id) => !may.has(id))) return refuse("not-allowed", "里面有不归您排班的同事，请刷新后重选");
  // Two leads at once: the second sees what the first did.
  await tx.selectFrom("staff").select("id").where("id", "in", people).orderBy("id").forNoKeyUpdate().execute();
  const taken = await clash(tx, people, dates, at);
  if (taken) return taken;
  const rows = people.flatMap((staffId) =>
    dates.map((day) => ({
      id: randomUUID(),
      staff_id: staffId,
      day,
      starts: at.from,
      ends: at.to,
      came_at: null,
      left_at: null,
      note: at.note,
      set_by: lead.staffId,
      set_at: now,
    })),
  );
  await tx.insertInto("shifts").values(rows).execute();
  return { added: rows.length };
}

async function findShift(tx: Tx, lead: Lead, id: string): Promise<Row | Refusal> {
  const row = await shifts(tx).where("shifts.id", "=", id).executeTakeFirst();
  if (!row) return refuse("not-found", "这个班次已经不在了，请刷新");
  return (await mayRoster(tx, lead, row.staff_id)) ? row : refuse("not-allowed", "这位同事不归您排班");
}

export async function changeShift(
  tx: Tx,
  lead: Lead,
  { id, ...at }: Times & { id: string },
  now: Date,
): Promise<ShiftView | Refusal> {
  const found = await findShift(tx, lead, id);
  if (isRefusal(found)) return found;
  const wrong = backwards(at) ?? (await clash(tx, [found.staff_id], [found.day], at, id));
  if (wrong) return wrong;
  await tx
    .updateTable("shifts")
    .set({ starts: at.from, ends: at.to, note: at.note, set_by: lead.staffId, set_at: now })
    .where("id", "=", id)
    .execute();
  return printShift(await shifts(tx).where("shifts.id", "=", id).executeTakeFirstOrThrow(), now);
}

export async function removeShift(tx: Tx, lead: Lead, id: string): Promise<{ done: true } | Refusal> {
  const found = await findShift(tx, lead, id);
  if (isRefusal(found)) return found;
  if (found.came_at !== null) return refuse("conflict", "这个班已经上过，是考勤记录，不能删去");
  await tx.deleteFrom("shifts").where("id", "=", id).execute();
  return { done: true };
}

/** Somebody is ready at the desk, or left it: written into today's shift that is on, or about to be. Without a shift it is nothing. */
export async function attend(tx: Tx, staffId: string, did: "came" | "left", now: Date): Promise<void> {
  const time = beijingTime(now);
  // An hour early still is this shift.
  const soon = time >= "23:00" ? "23:59" : beijingTime(new Date(now.getTime() + 3_600_000));
  const shift = await tx
    .selectFrom("shifts")
    .select(["id"])
    .where("staff_id", "=", staffId)
    .where("day", "=", beijingDay(now))
    .where("starts", "<=", soon)
    .where(did === "came" ? sql<boolean>`ends > ${time}::time` : sql<boolean>`came_at is not null`)
    .orderBy("starts", did === "came" ? "asc" : "desc")
    .executeTakeFirst();
  if (!shift) return;
  await tx
    .updateTable("shifts")
    .set((row) =>
      did === "came" ? { came_at: row.fn.coalesce("came_at", sql<Date>`${now}`), left_at: null } : { left_at: now },
    )
    .where("id", "=", shift.id)
    .execute();
}
