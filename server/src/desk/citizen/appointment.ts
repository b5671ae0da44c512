import { beijingDay } from "@wsi/shared/case";
import type { AppointmentView, AttachedOf } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";

/**
 * The appointment that an agent wrote into a talk, by the number of its message. The card in WeChat's chat leads here; it names nobody, so
 * whoever has the number may read it, bound or not: the two apps know a person by different identities.
 */
export async function findAppointment(tx: Tx, messageId: string, now: Date): Promise<AppointmentView | Refusal> {
  const row = await tx
    .selectFrom("desk_messages")
    .select("attached")
    .where("id", "=", messageId)
    .where("kind", "=", "appointment-card")
    .where("recalled_at", "is", null)
    .executeTakeFirst();
  if (!row?.attached) return refuse("not-found", "没有找到这个预约，可能已经取消，请问客服或打 12333");
  const { title, place, day, time } = row.attached as AttachedOf["appointment-card"];
  return { title, place, day, time, past: day < beijingDay(now) };
}
