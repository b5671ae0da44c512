import { createHash, randomInt, randomUUID, timingSafeEqual } from "node:crypto";
import type { Tx } from "../db.ts";

/**
 * The activation slip 密码条 (S40): printed at a counter after the ID document was checked, used once on the phone. Twelve
 * characters without look-alikes are 58 bits; only their hash is kept.
 */
const alphabet = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const slipDays = 30;

const hashSlip = (personId: string, code: string): string =>
  createHash("sha256").update(`${personId} ${code}`).digest("base64url");

/** As a person types it: any case, any spaces or hyphens. */
export const normaliseSlip = (typed: string): string => typed.toUpperCase().replace(/[\s-]/g, "");

export async function issueSlip(tx: Tx, personId: string, staffId: string, now: Date) {
  await tx
    .updateTable("slips")
    .set({ voided_at: now })
    .where("person_id", "=", personId)
    .where("used_at", "is", null)
    .where("voided_at", "is", null)
    .execute();
  const code = Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join("");
  const expiresAt = new Date(now.getTime() + slipDays * 86_400_000);
  const row = {
    id: randomUUID(),
    person_id: personId,
    code_hash: hashSlip(personId, code),
    issued_by: staffId,
    issued_at: now,
    expires_at: expiresAt,
    used_at: null,
    voided_at: null,
  };
  await tx.insertInto("slips").values(row).execute();
  return { id: row.id, code: code.replace(/(.{4})(?=.)/g, "$1-"), issuedAt: now, expiresAt };
}

export async function findOpenSlip(tx: Tx, personId: string, now: Date) {
  return tx
    .selectFrom("slips")
    .selectAll()
    .where("person_id", "=", personId)
    .where("used_at", "is", null)
    .where("voided_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
}

/** Uses the slip up; false when it is not this person's, used, voided or too old. */
export async function useSlip(tx: Tx, personId: string, typed: string, now: Date): Promise<boolean> {
  const open = await findOpenSlip(tx, personId, now);
  if (!open) return false;
  const given = Buffer.from(hashSlip(personId, normaliseSlip(typed)));
  const kept = Buffer.from(open.code_hash);
  if (given.length !== kept.length || !timingSafeEqual(given, kept)) return false;
  const used = await tx
    .updateTable("slips")
    .set({ used_at: now })
    .where("id", "=", open.id)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return used.numUpdatedRows === 1n;
}
