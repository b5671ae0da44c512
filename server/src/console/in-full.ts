import type { StaffActor } from "../actor.ts";
import { noteStaffLook } from "../delegation/index.ts";
import type { Asked } from "../http/door.ts";

/**
 * One masked value is shown to a member of staff in full: who, what and why stand in the audit, and the person reads of it in
 * 谁看过我的信息. `place`: where it was looked at. `personId` null: somebody who is not in the register.
 */
export async function noteInFull(
  { actor, tx, now, about, detail }: Pick<Asked<unknown, StaffActor>, "actor" | "tx" | "now" | "about" | "detail">,
  look: {
    personId: string | null;
    field: string;
    label: string;
    reason: string;
    place: Record<string, string | number>;
  },
): Promise<void> {
  const { personId, field, label, reason, place } = look;
  detail({ field, reason, ...place });
  if (personId === null) return;
  about("person", personId);
  await noteStaffLook(tx, { staffId: actor.staffId, personId, what: `查看了完整的${label}`, reason }, now);
}

/** The fields of a person that staff see masked, and what they are called. */
export const fieldNames = { name: "姓名", idNumber: "身份证号码", mobile: "手机号码" } as const;
