import { beijingDay } from "@wsi/shared/case";
import { addDays, Day } from "@wsi/shared/values";
import { sql } from "kysely";
import { remindersOff, tell } from "../citizens/index.ts";
import { inTransaction, type Db, type Tx } from "../db.ts";
import { endExpiredClerk, type Clerk } from "./clerks.ts";
import { endExpiredMandate, type Mandate } from "./mandates.ts";

const remindDays = 7;
const most = 1_000;

interface Words {
  title: string;
  /** `day`: the last one, as it is printed. */
  text(day: string): string;
}
/** A right that ends on its day: whose it is, how it is closed, and what its people read. */
interface Right<Row extends { id: string; until_day: string }> {
  table: "mandates" | "employer_clerks";
  /** Its notices' keys begin so. */
  key: string;
  /** Rows that are worth a reminder. */
  remind: ReturnType<typeof sql<boolean>>;
  close(tx: Tx, row: Row, now: Date): Promise<unknown>;
  /** Who hears of it, by how the keys of their notices end. */
  people(row: Row): Record<string, string>;
  open: string;
  over: Words;
  soon: Words;
}

const mandate: Right<Mandate> = {
  table: "mandates",
  key: "mandate",
  remind: sql<boolean>`accepted_at is not null`,
  close: endExpiredMandate,
  people: (row) => ({ ":person": row.person_id, ":holder": row.holder_id }),
  open: "me/mandates/index",
  over: {
    title: "一份代办授权到期了",
    text: (day) => `已于 ${day} 到期，不能再代办。还需要的，请在「授权管理」里重新授权。`,
  },
  soon: {
    title: "一份代办授权快到期了",
    text: (day) => `${day} 到期。还需要的，到期后请重新授权；不需要的，不用管它。`,
  },
};
const clerk: Right<Clerk> = {
  table: "employer_clerks",
  key: "clerk",
  remind: sql<boolean>`true`,
  close: endExpiredClerk,
  people: (row) => ({ "": row.person_id }),
  open: "me/employer/index",
  over: {
    title: "您的单位经办人身份到期了",
    text: (day) => `已于 ${day} 到期。还要经办的，请法定代表人重新指定，或到窗口办理。`,
  },
  soon: {
    title: "您的单位经办人身份快到期了",
    text: (day) => `${day} 到期，请提前请法定代表人重新指定。`,
  },
};

/**
 * Daily: what ran out is closed and its people hear it; what runs out within a week is said beforehand, once. The right itself ended
 * on its day without us. Answers how many were closed.
 */
export async function expireRights(db: Db, now: Date): Promise<number> {
  const closed = (await close(db, mandate, now)) + (await close(db, clerk, now));
  await remind(db, mandate, now);
  await remind(db, clerk, now);
  return closed;
}

async function close<Row extends { id: string; until_day: string }>(
  db: Db,
  right: Right<Row>,
  now: Date,
): Promise<number> {
  const { rows } = await sql<Row>`select * from ${sql.table(right.table)}
    where ended_at is null and until_day < ${beijingDay(now)} limit ${most}`.execute(db);
  for (const row of rows)
    await inTransaction(db, async (tx) => {
      await right.close(tx, row, now);
      for (const [end, personId] of Object.entries(right.people(row)))
        await said(tx, right, row, `expired${end}`, personId, right.over, now);
    });
  return rows.length;
}

async function remind<Row extends { id: string; until_day: string }>(
  db: Db,
  right: Right<Row>,
  now: Date,
): Promise<void> {
  const today = beijingDay(now);
  const { rows } = await sql<Row>`select * from ${sql.table(right.table)}
    where ended_at is null and reminded_at is null and ${right.remind}
      and until_day between ${today} and ${addDays(today, remindDays)} limit ${most}`.execute(db);
  for (const row of rows)
    await inTransaction(db, async (tx) => {
      await sql`update ${sql.table(right.table)} set reminded_at = ${now} where id = ${row.id}`.execute(tx);
      for (const [end, personId] of Object.entries(right.people(row)))
        if ((await remindersOff(tx, [personId])).get(personId)?.has("rights") !== true)
          await said(tx, right, row, `soon${end}`, personId, right.soon, now);
    });
}

const said = <Row extends { id: string; until_day: string }>(
  tx: Tx,
  { key, open }: Right<Row>,
  row: Row,
  what: string,
  personId: string,
  { title, text }: Words,
  now: Date,
): Promise<void> =>
  tell(tx, { key: `${key}:${row.id}:${what}`, personId, title, text: text(Day.print(row.until_day)), open }, now);
