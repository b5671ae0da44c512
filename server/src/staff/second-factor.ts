import { randomBytes } from "node:crypto";
import type { SecondFactorOffer, SecondFactorView } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import type { Safe } from "../ports/safe.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { hashToken } from "../token.ts";
import { base32, newSecret, otpauth, stepOf } from "./totp.ts";

const recoveryCount = 10;

/** A code of the app or a recovery code as people type it, with spaces and dashes. */
const tidy = (code: string) => code.normalize("NFKC").replaceAll(/[\s-]/g, "").toUpperCase();
/** Whose secret it is, sealed with it. */
const about = (staffId: string) => `second factor of ${staffId}`;
const recoveryHash = (staffId: string, code: string) => hashToken(`${staffId} ${tidy(code)}`);

/** True when the code opens, and then never again: a code of the app is good for one step, a recovery code for one time. */
export async function passes(tx: Tx, safe: Safe, staffId: string, code: string, now: Date): Promise<boolean> {
  const row = await tx
    .selectFrom("staff")
    .select(["totp_secret", "totp_since", "totp_step"])
    .where("id", "=", staffId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.totp_secret === null || row.totp_since === null) return false;
  const given = tidy(code);
  if (/^\d{6}$/.test(given)) {
    const secret = safe.open(row.totp_secret, about(staffId));
    const step = stepOf(secret, given, now);
    if (step === null || step <= row.totp_step) return false;
    const kept = safe.isFresh(row.totp_secret) ? row.totp_secret : safe.seal(secret, about(staffId));
    await tx.updateTable("staff").set({ totp_step: step, totp_secret: kept }).where("id", "=", staffId).execute();
    return true;
  }
  const used = await tx
    .updateTable("staff_recovery_codes")
    .set({ used_at: now })
    .where("code_hash", "=", recoveryHash(staffId, code))
    .where("staff_id", "=", staffId)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return Number(used.numUpdatedRows) === 1;
}

export async function secondFactorOf(tx: Tx, staffId: string): Promise<SecondFactorView> {
  const row = await tx
    .selectFrom("staff")
    .select("totp_since")
    .select((q) => [
      q
        .exists(
          q
            .selectFrom("staff_role_rules")
            .select("role")
            .where("totp_required", "=", true)
            .where(sql<boolean>`staff_role_rules.role = any(staff.roles)`),
        )
        .as("required"),
      q
        .selectFrom("staff_recovery_codes")
        .select((codes) => codes.fn.countAll<number>().as("left"))
        .whereRef("staff_id", "=", "staff.id")
        .where("used_at", "is", null)
        .as("left"),
    ])
    .where("id", "=", staffId)
    .executeTakeFirstOrThrow();
  return {
    since: row.totp_since?.toISOString() ?? null,
    required: Boolean(row.required),
    recoveryLeft: row.totp_since === null ? 0 : (row.left ?? 0),
  };
}

/** A secret to put into an app. Nothing changes until its first code proves that it is there. */
export async function offerSecret(tx: Tx, safe: Safe, staffId: string): Promise<SecondFactorOffer | Refusal> {
  const row = await tx
    .selectFrom("staff")
    .select(["account", "totp_since"])
    .where("id", "=", staffId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.totp_since !== null) return refuse("conflict", "已经开启两步验证。换手机请先关闭，再重新设置");
  const secret = newSecret();
  const sealed = safe.seal(secret, about(staffId));
  await tx.updateTable("staff").set({ totp_secret: sealed, totp_step: 0 }).where("id", "=", staffId).execute();
  return { secret, link: otpauth(row.account, secret) };
}

/** The first code: from now on one is asked for. Answers the recovery codes, shown once. */
export async function proveSecret(
  tx: Tx,
  safe: Safe,
  staffId: string,
  code: string,
  now: Date,
): Promise<string[] | Refusal> {
  const row = await tx
    .selectFrom("staff")
    .select(["totp_secret", "totp_since"])
    .where("id", "=", staffId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.totp_since !== null) return refuse("conflict", "已经开启两步验证");
  if (row.totp_secret === null) return refuse("conflict", "请先取得密钥，再填验证码");
  const step = stepOf(safe.open(row.totp_secret, about(staffId)), tidy(code), now);
  if (step === null) return refuse("bad-input", "验证码不对：请看手机上最新的 6 位数字，并确认手机时间准确");
  await tx.updateTable("staff").set({ totp_since: now, totp_step: step }).where("id", "=", staffId).execute();
  return newRecoveryCodes(tx, staffId);
}

export async function newRecoveryCodes(tx: Tx, staffId: string): Promise<string[]> {
  const codes = Array.from({ length: recoveryCount }, () => {
    const text = base32(randomBytes(8)).slice(0, 12);
    return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
  });
  await tx.deleteFrom("staff_recovery_codes").where("staff_id", "=", staffId).execute();
  await tx
    .insertInto("staff_recovery_codes")
    .values(codes.map((code) => ({ code_hash: recoveryHash(staffId, code), staff_id: staffId, used_at: null })))
    .execute();
  return codes;
}

/** Off: by their owner with the password, or by an administrator when the phone is lost. */
export async function dropSecondFactor(tx: Tx, staffId: string): Promise<void> {
  await tx.deleteFrom("staff_recovery_codes").where("staff_id", "=", staffId).execute();
  await tx
    .updateTable("staff")
    .set({ totp_secret: null, totp_since: null, totp_step: 0 })
    .where("id", "=", staffId)
    .execute();
}
