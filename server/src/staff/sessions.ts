import type { StaffMe, StaffRole, StaffSessionView } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { StaffActor } from "../actor.ts";
import type { Db, Tx } from "../db.ts";
import { hashToken, newToken } from "../token.ts";

/** A working day with overtime. */
export const sessionHours = 12;
const seenEveryMs = 5 * 60_000;

export async function openSession(tx: Tx, staffId: string, device: string, now: Date): Promise<string> {
  const { token, hash } = newToken();
  await tx
    .insertInto("staff_sessions")
    .values({
      token_hash: hash,
      staff_id: staffId,
      created_at: now,
      expires_at: new Date(now.getTime() + sessionHours * 3_600_000),
      device,
      seen_at: now,
    })
    .execute();
  return token;
}

/** True when one of the roles of the `staff` row at hand must have a second factor. */
export const secondFactorRequired = sql<boolean>`exists (
  select 1 from staff_role_rules r where r.totp_required and r.role = any(staff.roles))`;

export const owed = (row: {
  must_change_password: boolean;
  totp_since: Date | null;
  required: boolean;
}): StaffMe["owes"] =>
  row.must_change_password ? "password" : row.required && row.totp_since === null ? "second-factor" : null;

export async function findStaffSession(tx: Tx, token: string, now: Date): Promise<StaffActor | null> {
  const hash = hashToken(token);
  const row = await tx
    .selectFrom("staff_sessions")
    .innerJoin("staff", "staff.id", "staff_sessions.staff_id")
    .select([
      "staff.id",
      "staff.name",
      "staff.roles",
      "staff.must_change_password",
      "staff.totp_since",
      "staff_sessions.id as session_id",
      "staff_sessions.seen_at",
      secondFactorRequired.as("required"),
    ])
    .where("token_hash", "=", hash)
    .where("expires_at", ">", now)
    .where("staff.disabled_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  if (row.seen_at === null || now.getTime() - row.seen_at.getTime() > seenEveryMs)
    // Whoever asks at the same moment does not wait for it.
    await sql`update staff_sessions set seen_at = ${now} where token_hash in
      (select token_hash from staff_sessions where token_hash = ${hash} for update skip locked)`.execute(tx);
  return {
    kind: "staff",
    staffId: row.id,
    name: row.name,
    roles: row.roles as StaffRole[],
    sessionId: row.session_id,
    owes: owed(row),
  };
}

export const closeStaffSession = (tx: Tx, token: string) =>
  tx.deleteFrom("staff_sessions").where("token_hash", "=", hashToken(token)).execute();

export async function sessionsOf(tx: Tx, staffId: string, here: string, now: Date): Promise<StaffSessionView[]> {
  const rows = await tx
    .selectFrom("staff_sessions")
    .select(["id", "device", "created_at", "seen_at", "expires_at"])
    .where("staff_id", "=", staffId)
    .where("expires_at", ">", now)
    .orderBy("created_at", "desc")
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: row.device,
    startedAt: row.created_at.toISOString(),
    seenAt: row.seen_at?.toISOString() ?? null,
    endsAt: row.expires_at.toISOString(),
    here: row.id === here,
  }));
}

/** Ends one session of theirs, all but one, or (no choice given) all. Answers how many ended. */
export async function endSessions(
  tx: Tx,
  staffId: string,
  which: { only?: string; but?: string } = {},
): Promise<number> {
  let query = tx.deleteFrom("staff_sessions").where("staff_id", "=", staffId);
  if (which.only !== undefined) query = query.where("id", "=", which.only);
  if (which.but !== undefined) query = query.where("id", "<>", which.but);
  const result = await query.executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Sessions that ended by themselves. Once a day; answers how many. */
export async function trimStaffSessions(db: Db, now: Date): Promise<number> {
  const result = await db.deleteFrom("staff_sessions").where("expires_at", "<", now).executeTakeFirst();
  return Number(result.numDeletedRows);
}
