import { createHash } from "node:crypto";
import { IdNumber, Mobile } from "@wsi/shared/values";
import type { CitizenActor } from "../actor.ts";
import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { Volatile } from "../ports/volatile.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { linkFollowers, unlinkFollowers } from "./followers.ts";
import { identityOf } from "./sessions.ts";
import { useSlip } from "./slips.ts";

/** The version of the notice a person agreed to when binding; raised whenever its text changes (个人信息保护法 17). */
export const consentVersion = "2026-12";
const attempts = { count: 8, windowMs: 30 * 60_000 };

/** One answer for every way in which number and slip do not match, so that nobody learns who is insured by asking. */
const mismatch = () =>
  refuse("bad-input", "身份证号和密码条对不上。请对照密码条核对；密码条过期或用过的，请带身份证到窗口重新领取", {
    problems: [{ field: "slip", message: "请核对密码条上的 12 位密码" }],
  });

export interface BindingParts {
  core: CoreInsurance;
  volatile: Volatile;
}

export async function bind(
  { core, volatile }: BindingParts,
  tx: Tx,
  who: CitizenActor,
  given: { idNumber: string; slip: string; mobile: string },
  now: Date,
): Promise<{ personId: string } | Refusal> {
  const idNumber = IdNumber.parse(given.idNumber);
  const mobile = Mobile.parse(given.mobile);
  const problems = [
    ...(idNumber.ok ? [] : [{ field: "idNumber", message: idNumber.message }]),
    ...(mobile.ok ? [] : [{ field: "mobile", message: mobile.message }]),
  ];
  if (!idNumber.ok || !mobile.ok) return refuse("bad-input", problems[0]?.message ?? "", { problems });
  if (who.personId !== null) return refuse("conflict", "这个微信已经绑定过了。要换人，请先在「我的」里解除绑定");

  const tried = await volatile.hit(
    `bind:${createHash("sha256").update(idNumber.value).digest("base64url").slice(0, 22)}`,
    attempts.windowMs,
  );
  if (tried.count > attempts.count) {
    const retryAfterSeconds = Math.ceil(tried.resetsInMs / 1000);
    return refuse("too-many", `试的次数太多了，请 ${Math.ceil(retryAfterSeconds / 60)} 分钟后再试，或到窗口办理`, {
      retryAfterSeconds,
    });
  }
  const person = await core.findPerson(tx, idNumber.value);
  if (!person) return mismatch();
  if (!(await useSlip(tx, person.id, given.slip, now))) return mismatch();

  await tx
    .insertInto("bindings")
    .values({
      identity: identityOf(who),
      openid: who.openid,
      person_id: person.id,
      mobile: mobile.value,
      bound_at: now,
      consent_version: consentVersion,
    })
    .execute();
  await linkFollowers(tx, who.unionid, person.id);
  return { personId: person.id };
}

export async function unbind(tx: Tx, who: CitizenActor): Promise<void> {
  await tx.deleteFrom("bindings").where("identity", "=", identityOf(who)).execute();
  await unlinkFollowers(tx, who.unionid);
}

export const findBinding = (tx: Tx, who: { openid: string; unionid: string | null }) =>
  tx.selectFrom("bindings").selectAll().where("identity", "=", identityOf(who)).executeTakeFirst();

/** True when any phone is bound to the person. */
export const isBound = async (tx: Tx, personId: string): Promise<boolean> =>
  (await tx.selectFrom("bindings").select("identity").where("person_id", "=", personId).executeTakeFirst()) !==
  undefined;

/** The mobile number given at the last binding of the person. */
export async function findBoundMobile(tx: Tx, personId: string): Promise<string | null> {
  const row = await tx
    .selectFrom("bindings")
    .select("mobile")
    .where("person_id", "=", personId)
    .orderBy("bound_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.mobile ?? null;
}
