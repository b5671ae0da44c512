import { reminderKinds, type ReminderChoices, type ReminderKind } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

/** 提醒设置: everybody is reminded of everything until they say that they do not want it. */
export async function remindersOff(tx: Tx, personIds: readonly string[]): Promise<Map<string, Set<ReminderKind>>> {
  const off = new Map<string, Set<ReminderKind>>();
  if (personIds.length === 0) return off;
  const rows = await tx
    .selectFrom("reminders_off")
    .select(["person_id", "kind"])
    .where("person_id", "in", [...personIds])
    .execute();
  for (const { person_id, kind } of rows) off.set(person_id, (off.get(person_id) ?? new Set()).add(kind));
  return off;
}

export async function reminderChoices(tx: Tx, personId: string): Promise<ReminderChoices> {
  const off = (await remindersOff(tx, [personId])).get(personId);
  return Object.fromEntries(reminderKinds.map((kind) => [kind, !off?.has(kind)])) as ReminderChoices;
}

export async function chooseReminder(
  tx: Tx,
  personId: string,
  kind: ReminderKind,
  on: boolean,
  now: Date,
): Promise<ReminderChoices> {
  if (on) await tx.deleteFrom("reminders_off").where("person_id", "=", personId).where("kind", "=", kind).execute();
  else
    await tx
      .insertInto("reminders_off")
      .values({ person_id: personId, kind, since: now })
      .onConflict((same) => same.doNothing())
      .execute();
  return reminderChoices(tx, personId);
}
