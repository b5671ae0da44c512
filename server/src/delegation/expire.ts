import { beijingDay } from "@wsi/shared/case";
import { addDays, Day } from "@wsi/shared/values";
import { remindersOff, tell } from "../citizens/index.ts";
import { inTransaction, type Db, type Tx } from "../db.ts";
import { endExpiredClerk } from "./clerks.ts";
import { endExpiredMandate } from "./mandates.ts";

const remindDays = 7;
const most = 1_000;

/**
 * Daily: what ran out is closed and both sides hear it; what runs out within a week is said beforehand, once. The right itself ended
 * on its day without us. Answers how many were closed.
 */
export async function expireRights(db: Db, now: Date): Promise<number> {
  const today = beijingDay(now);
  const mandates = await db
    .selectFrom("mandates")
    .selectAll()
    .where("ended_at", "is", null)
    .where("until_day", "<", today)
    .limit(most)
    .execute();
  for (const row of mandates)
    await inTransaction(db, async (tx) => {
      await endExpiredMandate(tx, row, now);
      for (const personId of [row.person_id, row.holder_id])
        await told(tx, `mandate:${row.id}:expired:${personId === row.person_id ? "person" : "holder"}`, personId, now, {
          title: "一份代办授权到期了",
          text: `已于 ${Day.print(row.until_day)} 到期，不能再代办。还需要的，请在「授权管理」里重新授权。`,
          open: "me/mandates/index",
        });
    });
  const clerks = await db
    .selectFrom("employer_clerks")
    .selectAll()
    .where("ended_at", "is", null)
    .where("until_day", "<", today)
    .limit(most)
    .execute();
  for (const row of clerks)
    await inTransaction(db, async (tx) => {
      await endExpiredClerk(tx, row, now);
      await told(tx, `clerk:${row.id}:expired`, row.person_id, now, {
        title: "您的单位经办人身份到期了",
        text: `已于 ${Day.print(row.until_day)} 到期。还要经办的，请法定代表人重新指定，或到窗口办理。`,
        open: "me/employer/index",
      });
    });
  await remind(db, today, now);
  return mandates.length + clerks.length;
}

const told = (tx: Tx, key: string, personId: string, now: Date, words: { title: string; text: string; open: string }) =>
  tell(tx, { key, personId, ...words }, now);

async function remind(db: Db, today: string, now: Date): Promise<void> {
  const soon = addDays(today, remindDays);
  const wants = async (tx: Tx, personId: string) =>
    (await remindersOff(tx, [personId])).get(personId)?.has("rights") !== true;
  const mandates = await db
    .selectFrom("mandates")
    .selectAll()
    .where("accepted_at", "is not", null)
    .where("ended_at", "is", null)
    .where("reminded_at", "is", null)
    .where("until_day", ">=", today)
    .where("until_day", "<=", soon)
    .limit(most)
    .execute();
  for (const row of mandates)
    await inTransaction(db, async (tx) => {
      await tx.updateTable("mandates").set({ reminded_at: now }).where("id", "=", row.id).execute();
      for (const personId of [row.person_id, row.holder_id])
        if (await wants(tx, personId))
          await told(tx, `mandate:${row.id}:soon:${personId === row.person_id ? "person" : "holder"}`, personId, now, {
            title: "一份代办授权快到期了",
            text: `${Day.print(row.until_day)} 到期。还需要的，到期后请重新授权；不需要的，不用管它。`,
            open: "me/mandates/index",
          });
    });
  const clerks = await db
    .selectFrom("employer_clerks")
    .selectAll()
    .where("ended_at", "is", null)
    .where("reminded_at", "is", null)
    .where("until_day", ">=", today)
    .where("until_day", "<=", soon)
    .limit(most)
    .execute();
  for (const row of clerks)
    await inTransaction(db, async (tx) => {
      await tx.updateTable("employer_clerks").set({ reminded_at: now }).where("id", "=", row.id).execute();
      if (await wants(tx, row.person_id))
        await told(tx, `clerk:${row.id}:soon`, row.person_id, now, {
          title: "您的单位经办人身份快到期了",
          text: `${Day.print(row.until_day)} 到期，请提前请法定代表人重新指定。`,
          open: "me/employer/index",
        });
    });
}
