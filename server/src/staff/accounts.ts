import { randomInt, randomUUID } from "node:crypto";
import {
  passwordFlaw,
  staffRoles,
  type AccountView,
  type NewPassword,
  type RoleRule,
  type StaffMe,
  type StaffRole,
} from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { hashPassword, samePassword } from "./password.ts";
import { dropSecondFactor } from "./second-factor.ts";
import { endSessions, owed, secondFactorRequired } from "./sessions.ts";

/** Without what looks alike on paper: it is written down and typed in once. */
const letters = "abcdefghjkmnpqrstuvwxyz23456789";
const initialPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("")).join(
    "-",
  );

export const getStaff = (tx: Tx, id: string) =>
  tx
    .selectFrom("staff")
    .selectAll()
    .select(secondFactorRequired.as("required"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();

export const presentStaff = (row: Awaited<ReturnType<typeof getStaff>>): StaffMe => ({
  id: row.id,
  account: row.account,
  name: row.name,
  roles: row.roles,
  owes: owed(row),
});

interface NewStaff {
  account: string;
  name: string;
  password: string;
  roles: StaffRole[];
  mustChangePassword: boolean;
}

/** Adds an account, or leaves the one of that name as it is. Answers true when it was added. */
export async function addStaff(db: Db | Tx, given: NewStaff, now: Date): Promise<boolean> {
  const known = await db.selectFrom("staff").select("id").where("account", "=", given.account).executeTakeFirst();
  if (known) return false;
  const added = await db
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
    .executeTakeFirst();
  return Number(added.numInsertedOrUpdatedRows) === 1;
}

/** A house nobody can administer gets its first administrator, who changes the password at the first sign-in. */
export async function addFirstAdmin(db: Db, password: string, now: Date): Promise<boolean> {
  const known = await db
    .selectFrom("staff")
    .select("id")
    .where(sql<boolean>`'admin' = any(roles)`)
    .executeTakeFirst();
  if (known) return false;
  return addStaff(db, { account: "admin", name: "管理员", password, roles: ["admin"], mustChangePassword: true }, now);
}

const accounts = (tx: Tx) =>
  tx
    .selectFrom("staff")
    .selectAll("staff")
    .select([
      sql<Date | null>`(select max(s.seen_at) from staff_sessions s where s.staff_id = staff.id)`.as("seen_at"),
      sql<string[]>`array(select g.name from staff_groups m join skill_groups g on g.id = m.group_id
        where m.staff_id = staff.id and g.closed_at is null order by g.name)`.as("groups"),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof accounts>["execute"]>>[number];

const printAccount = (row: Row, by: string, now: Date): AccountView => ({
  id: row.id,
  account: row.account,
  name: row.name,
  roles: row.roles,
  disabledAt: row.disabled_at?.toISOString() ?? null,
  lockedUntil: row.locked_until && row.locked_until > now ? row.locked_until.toISOString() : null,
  initial: row.must_change_password,
  secondFactor: row.totp_since !== null,
  seenAt: row.seen_at?.toISOString() ?? null,
  groups: row.groups,
  self: row.id === by,
});

export async function listAccounts(tx: Tx, by: string, now: Date): Promise<AccountView[]> {
  const rows = await accounts(tx)
    .orderBy(sql`disabled_at is not null`)
    .orderBy("name")
    .execute();
  return rows.map((row) => printAccount(row, by, now));
}

async function viewAccount(tx: Tx, id: string, by: string, now: Date): Promise<AccountView> {
  return printAccount(await accounts(tx).where("staff.id", "=", id).executeTakeFirstOrThrow(), by, now);
}

/** Locks every account of an administrator, so that two of them cannot take the last right from each other at once. */
async function find(tx: Tx, id: string): Promise<{ id: string; roles: StaffRole[] } | Refusal> {
  await tx
    .selectFrom("staff")
    .select("id")
    .where(sql<boolean>`'admin' = any(roles)`)
    .orderBy("id")
    .forUpdate()
    .execute();
  const row = await tx.selectFrom("staff").select(["id", "roles"]).where("id", "=", id).forUpdate().executeTakeFirst();
  return row ?? refuse("not-found", "找不到这位工作人员，请刷新后重试");
}
const otherAdmins = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx
    .selectFrom("staff")
    .select("id")
    .where("id", "<>", id)
    .where("disabled_at", "is", null)
    .where(sql<boolean>`'admin' = any(roles)`)
    .executeTakeFirst()) !== undefined;

export async function addAccount(
  tx: Tx,
  given: { account: string; name: string; roles: StaffRole[] },
  by: string,
  now: Date,
): Promise<NewPassword | Refusal> {
  const password = initialPassword();
  if (!(await addStaff(tx, { ...given, password, mustChangePassword: true }, now)))
    return refuse("conflict", "这个账号已经有人用，请换一个");
  const { id } = await tx
    .selectFrom("staff")
    .select("id")
    .where("account", "=", given.account)
    .executeTakeFirstOrThrow();
  return { account: await viewAccount(tx, id, by, now), password };
}

export async function changeAccount(
  tx: Tx,
  given: { id: string; name: string; roles: StaffRole[] },
  by: string,
  now: Date,
): Promise<AccountView | Refusal> {
  const found = await find(tx, given.id);
  if (isRefusal(found)) return found;
  if (found.roles.includes("admin") && !given.roles.includes("admin") && !(await otherAdmins(tx, given.id)))
    return refuse("refused", "这是最后一位管理员，不能去掉管理员岗位", { instead: "请先让另一位同事当管理员" });
  await tx.updateTable("staff").set({ name: given.name, roles: given.roles }).where("id", "=", given.id).execute();
  return viewAccount(tx, given.id, by, now);
}

/** Nobody signs in with it any more, and whoever is in is out. What they did stays theirs. */
export async function setDisabled(
  tx: Tx,
  id: string,
  disabled: boolean,
  by: string,
  now: Date,
): Promise<AccountView | Refusal> {
  const found = await find(tx, id);
  if (isRefusal(found)) return found;
  if (disabled && id === by) return refuse("refused", "不能停用自己的账号", { instead: "请另一位管理员来停用" });
  if (disabled && found.roles.includes("admin") && !(await otherAdmins(tx, id)))
    return refuse("refused", "这是最后一位管理员，不能停用", { instead: "请先让另一位同事当管理员" });
  await tx
    .updateTable("staff")
    .set({ disabled_at: disabled ? now : null })
    .where("id", "=", id)
    .execute();
  if (disabled) await endSessions(tx, id);
  return viewAccount(tx, id, by, now);
}

export async function unlock(tx: Tx, id: string, by: string, now: Date): Promise<AccountView | Refusal> {
  const found = await find(tx, id);
  if (isRefusal(found)) return found;
  await tx.updateTable("staff").set({ failed_sign_ins: 0, locked_until: null }).where("id", "=", id).execute();
  return viewAccount(tx, id, by, now);
}

/** A new initial password, shown once; every session ends and the lock is gone. */
export async function resetPassword(tx: Tx, id: string, by: string, now: Date): Promise<NewPassword | Refusal> {
  const found = await find(tx, id);
  if (isRefusal(found)) return found;
  if (id === by) return refuse("refused", "自己的密码请在「我的」里修改");
  const password = initialPassword();
  await tx
    .updateTable("staff")
    .set({
      password_hash: await hashPassword(password),
      must_change_password: true,
      password_changed_at: now,
      failed_sign_ins: 0,
      locked_until: null,
    })
    .where("id", "=", id)
    .execute();
  await endSessions(tx, id);
  return { account: await viewAccount(tx, id, by, now), password };
}

export async function resetSecondFactor(tx: Tx, id: string, by: string, now: Date): Promise<AccountView | Refusal> {
  const found = await find(tx, id);
  if (isRefusal(found)) return found;
  await dropSecondFactor(tx, id);
  if (id !== by) await endSessions(tx, id);
  return viewAccount(tx, id, by, now);
}

/** True when it is their password. Asked again before what a passer-by at an open console must not do. */
export async function isTheirPassword(tx: Tx, id: string, password: string): Promise<boolean> {
  const { password_hash } = await tx
    .selectFrom("staff")
    .select("password_hash")
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return samePassword(password, password_hash);
}

/** Which of these accounts can be signed in to with that password. */
export async function openTo(db: Db, accounts: readonly string[], password: string): Promise<string[]> {
  const rows = await db
    .selectFrom("staff")
    .select(["account", "password_hash"])
    .where("account", "in", [...accounts])
    .where("disabled_at", "is", null)
    .orderBy("account")
    .execute();
  const open = await Promise.all(rows.map((row) => samePassword(password, row.password_hash)));
  return rows.filter((_, at) => open[at]).map((row) => row.account);
}

export async function changePassword(
  tx: Tx,
  staffId: string,
  sessionId: string,
  given: { now: string; next: string },
  now: Date,
): Promise<StaffMe | Refusal> {
  const { account } = await getStaff(tx, staffId);
  if (!(await isTheirPassword(tx, staffId, given.now)))
    return refuse("bad-input", "现在的密码不对", { problems: [{ field: "now", message: "现在的密码不对" }] });
  const flaw = given.next === given.now ? "新密码要和现在的不同" : passwordFlaw(given.next, account);
  if (flaw !== null) return refuse("bad-input", flaw, { problems: [{ field: "next", message: flaw }] });
  await tx
    .updateTable("staff")
    .set({ password_hash: await hashPassword(given.next), must_change_password: false, password_changed_at: now })
    .where("id", "=", staffId)
    .execute();
  await endSessions(tx, staffId, { but: sessionId });
  return presentStaff(await getStaff(tx, staffId));
}

export async function roleRules(tx: Tx): Promise<RoleRule[]> {
  const rows = await tx.selectFrom("staff_role_rules").select("role").where("totp_required", "=", true).execute();
  return staffRoles.map((role) => ({ role, secondFactor: rows.some((row) => row.role === role) }));
}

export async function setRule(tx: Tx, rule: RoleRule, by: string, now: Date): Promise<RoleRule[]> {
  const row = { totp_required: rule.secondFactor, changed_by: by, changed_at: now };
  await tx
    .insertInto("staff_role_rules")
    .values({ role: rule.role, ...row })
    .onConflict((same) => same.column("role").doUpdateSet(row))
    .execute();
  return roleRules(tx);
}
