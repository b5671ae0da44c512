import type { StaffMe } from "@wsi/shared/contract";
import { sql } from "kysely";
import { record } from "../audit/index.ts";
import { inTransaction, type Db } from "../db.ts";
import type { Safe } from "../ports/safe.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { samePassword } from "./password.ts";
import { passes } from "./second-factor.ts";
import { getStaff, presentStaff } from "./accounts.ts";
import { openSession } from "./sessions.ts";

const lockAfter = 5;
const lockMinutes = 15;

export type SignedIn = { step: "in"; token: string; me: StaffMe } | { step: "code" };

/** One more failure, counted in one statement so that guesses at the same moment do not hide each other. */
async function countFailure(db: Db, staffId: string, now: Date): Promise<void> {
  await inTransaction(db, async (tx) => {
    const until = new Date(now.getTime() + lockMinutes * 60_000);
    const { locked_until } = await tx
      .updateTable("staff")
      .set({
        failed_sign_ins: sql`case when failed_sign_ins + 1 >= ${lockAfter} then 0 else failed_sign_ins + 1 end`,
        locked_until: sql`case when failed_sign_ins + 1 >= ${lockAfter} then ${until}::timestamptz else locked_until end`,
      })
      .where("id", "=", staffId)
      .returning("locked_until")
      .executeTakeFirstOrThrow();
    await record(tx, {
      at: now,
      actor: { kind: "anyone", id: "" },
      action: locked_until?.getTime() === until.getTime() ? "staff.locked" : "staff.sign-in.failed",
      subject: { kind: "staff", id: staffId },
    });
  });
}

/**
 * Not in the request's transaction: a failed sign-in must be counted even though the request is refused, and the slow hash
 * must not hold a row lock. With a second factor, the password alone answers `code`: the console asks again with both.
 */
export async function signIn(
  { db, safe }: { db: Db; safe: Safe },
  given: { account: string; password: string; code?: string | undefined },
  device: string,
  now: Date,
): Promise<SignedIn | Refusal> {
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
    await countFailure(db, row.id, now);
    return wrong();
  }
  if (row.disabled_at !== null) return refuse("not-allowed", "这个账号已停用，需要使用请联系管理员");
  if (row.totp_since !== null && !given.code) return { step: "code" };
  const opened = await inTransaction(db, async (tx) => {
    if (row.totp_since !== null && !(await passes(tx, safe, row.id, given.code ?? "", now)))
      return refuse("bad-input", "验证码不对或已用过，请等手机上换出新的 6 位数字再填");
    await tx.updateTable("staff").set({ failed_sign_ins: 0, locked_until: null }).where("id", "=", row.id).execute();
    const token = await openSession(tx, row.id, device, now);
    return { step: "in" as const, token, me: presentStaff(await getStaff(tx, row.id)) };
  });
  if (isRefusal(opened)) await countFailure(db, row.id, now);
  return opened;
}
