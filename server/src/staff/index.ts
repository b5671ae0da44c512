/**
 * Staff of the office: accounts, passwords (scrypt), lockout, and sessions of twelve hours, a working day with overtime.
 * Roles are checked at the door of every route.
 */
import { randomUUID } from "node:crypto";
import type { StaffMe, StaffRole } from "@wsi/shared/contract";
import type { StaffActor } from "../actor.ts";
import type { Db, Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { hashToken, newToken } from "../token.ts";
import { hashPassword, samePassword } from "./password.ts";

const sessionHours = 12;
const lockAfter = 5;
const lockMinutes = 15;

/**
 * Not in the request's transaction: a failed sign-in must be counted even though the request is refused, and the slow hash
 * must not hold a row lock.
 */
export async function signIn(
  db: Db,
  given: { account: string; password: string },
  now: Date,
): Promise<{ token: string; me: StaffMe } | Refusal> {
  const wrong = () => refuse("bad-input", "账号或密码不对，请核对后重试");
  const row = await db.selectFrom("staff").selectAll().where("account", "=", given.account.trim()).executeTakeFirst();
  if (!row) {
    // As slow as a known account, so that timing does not tell which accounts exist.
    await samePassword(given.password, "scrypt$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    return wrong();
  }
  if (row.locked_until && row.locked_until > now) {
    const minutes = Math.ceil((row.locked_until.getTime() - now.getTime()) / 60_000);
    return refuse("too-many", `密码错得太多，账号已锁定，请 ${minutes} 分钟后再试，或请管理员解锁`, {
      retryAfterSeconds: minutes * 60,
    });
  }
  if (!(await samePassword(given.password, row.password_hash))) {
    const failed = row.failed_sign_ins + 1;
    await db
      .updateTable("staff")
      .set({
        failed_sign_ins: failed >= lockAfter ? 0 : failed,
        locked_until: failed >= lockAfter ? new Date(now.getTime() + lockMinutes * 60_000) : null,
      })
      .where("id", "=", row.id)
      .execute();
    return wrong();
  }
  const { token, hash } = newToken();
  await db.transaction().execute(async (tx) => {
    await tx.updateTable("staff").set({ failed_sign_ins: 0, locked_until: null }).where("id", "=", row.id).execute();
    await tx
      .insertInto("staff_sessions")
      .values({
        token_hash: hash,
        staff_id: row.id,
        created_at: now,
        expires_at: new Date(now.getTime() + sessionHours * 3_600_000),
      })
      .execute();
  });
  return { token, me: presentStaff(row) };
}

export const presentStaff = (row: {
  id: string;
  account: string;
  name: string;
  roles: StaffRole[];
  must_change_password: boolean;
}): StaffMe => ({
  id: row.id,
  account: row.account,
  name: row.name,
  roles: row.roles,
  mustChangePassword: row.must_change_password,
});

export async function findStaffSession(tx: Tx, token: string, now: Date): Promise<StaffActor | null> {
  const row = await tx
    .selectFrom("staff_sessions")
    .innerJoin("staff", "staff.id", "staff_sessions.staff_id")
    .select(["staff.id", "staff.name", "staff.roles"])
    .where("token_hash", "=", hashToken(token))
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return row ? { kind: "staff", staffId: row.id, name: row.name, roles: row.roles } : null;
}

export const closeStaffSession = (tx: Tx, token: string) =>
  tx.deleteFrom("staff_sessions").where("token_hash", "=", hashToken(token)).execute();

export const getStaff = (tx: Tx, id: string) =>
  tx.selectFrom("staff").selectAll().where("id", "=", id).executeTakeFirstOrThrow();

/** Adds an account, or leaves the one of that name as it is. Answers true when it was added. */
export async function addStaff(
  db: Db,
  given: { account: string; name: string; password: string; roles: StaffRole[]; mustChangePassword: boolean },
  now: Date,
): Promise<boolean> {
  const known = await db.selectFrom("staff").select("id").where("account", "=", given.account).executeTakeFirst();
  if (known) return false;
  await db
    .insertInto("staff")
    .values({
      id: randomUUID(),
      account: given.account,
      name: given.name,
      password_hash: await hashPassword(given.password),
      roles: given.roles,
      failed_sign_ins: 0,
      locked_until: null,
      must_change_password: given.mustChangePassword,
      created_at: now,
    })
    .onConflict((same) => same.column("account").doNothing())
    .execute();
  return true;
}

/** Sessions that ended by themselves. Once a day; answers how many. */
export async function trimStaffSessions(db: Db, now: Date): Promise<number> {
  const result = await db.deleteFrom("staff_sessions").where("expires_at", "<", now).executeTakeFirst();
  return Number(result.numDeletedRows);
}

export { keepPreferences, preferencesOf } from "./preferences.ts";
