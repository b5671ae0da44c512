import { actionsFor, beijingDay, type CaseAction } from "@wsi/shared/case";
import type { ForWhom, OnBehalf } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import { rightFor } from "../delegation/index.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { findCase, lockCase, momentOf, type Case } from "./load.ts";

/** What whoever opens an erased case is told, at every door that has no page for it. */
export const erasedContent = (what: string) =>
  refuse("not-found", `${what}已按规定期限清除`, {
    instead: "编号、事项、日期和结果还在「我的办件」里；参保和缴费记录不受影响",
  });

export const absent = () => refuse("not-found", "没有找到这个办件，请从「我的办件」重新进入");

export type Viewer = Exclude<OnBehalf["viewer"], "staff">;

/** Whom the case was begun for, as rights are asked. */
export const whomOf = (kase: Case): ForWhom =>
  kase.capacity === "self" || kase.employerId === null
    ? kase.capacity === "agent"
      ? { as: "agent", personId: kase.personId }
      : { as: "self" }
    : { as: "employer", employerId: kase.employerId };

/** How somebody who may see the case stands to it. Whose employer acts for them is its subject, also when it is their colleague. */
export function viewerOf(kase: Case, viewerId: string): Viewer {
  if (kase.capacity === "self") return "self";
  const subject = kase.about !== "employer" && kase.personId === viewerId && kase.actorId !== viewerId;
  return subject ? "subject" : "actor";
}

/** What each may do. The one whom it is about may stop what was begun in their name, and judge it; the rest is the actor's. */
const subjectsOwn: readonly CaseAction[] = ["withdraw", "rate", "ask-correction"];
const told: readonly CaseAction[] = ["ask-correction"];
const may = (kase: Case, viewer: Viewer, action: CaseAction): boolean => {
  if (viewer !== "subject") return true;
  return (kase.capacity === "agent" ? subjectsOwn : told).includes(action);
};

export const actionsOf = (kase: Case, viewer: Viewer, now: Date): CaseAction[] =>
  actionsFor(momentOf(kase), "applicant", now).filter((action) => may(kase, viewer, action));

/**
 * Whether the person may see the case now. The subject always may. Who acts may within their right as it is today: the mandate that is
 * in force, or a binding to the employer (any of its clerks: work is handed over). A stranger's case is as absent as one that never was.
 */
async function admitted(tx: Tx, kase: Case, viewerId: string, now: Date): Promise<Refusal | undefined> {
  const viewer = viewerOf(kase, viewerId);
  if (viewer === "self") return kase.personId === viewerId ? undefined : absent();
  // What nobody has submitted is a thought of who writes it, not yet an act in somebody's name.
  if (viewer === "subject") return kase.number === null ? absent() : undefined;
  if (kase.capacity === "agent" && kase.actorId !== viewerId) return absent();
  const right = await rightFor(tx, viewerId, whomOf(kase), { item: kase.definition.code }, beijingDay(now));
  if (!isRefusal(right)) return undefined;
  return kase.actorId === viewerId ? right : absent();
}

export async function findVisible(tx: Tx, id: string, viewerId: string, now: Date): Promise<Case | Refusal> {
  const kase = await findCase(tx, id);
  if (!kase) return absent();
  return (await admitted(tx, kase, viewerId, now)) ?? kase;
}

const notNow = (kase: Case) =>
  refuse(
    "conflict",
    kase.erasedAt !== null
      ? "这个办件的内容已按规定期限清除，不能再办理；有新的情况请重新申请"
      : kase.state === "draft" || kase.state === "returned"
        ? "填写时间已过，这个办件不能再改了，请重新办理"
        : "这个办件现在不能这样操作，请返回查看最新进度",
  );
const notYours = () =>
  refuse("conflict", "这件事是别人替您办的，这一步要由对方操作", {
    instead: "不同意的，可以在「授权管理」里收回授权，或打 12333",
  });

/** The case, locked, when this person may do this to it now; or the refusal that says why not. */
export async function lockOwn(
  tx: Tx,
  id: string,
  viewerId: string,
  action: CaseAction,
  now: Date,
): Promise<Case | Refusal> {
  const kase = await lockCase(tx, id);
  if (!kase) return absent();
  const barred = await admitted(tx, kase, viewerId, now);
  if (barred) return barred;
  if (!may(kase, viewerOf(kase, viewerId), action)) return notYours();
  return actionsFor(momentOf(kase), "applicant", now).includes(action) ? kase : notNow(kase);
}
export { notNow };
