import { afterAction, beijingDay, isOver, type CaseAction, type CaseRole, type CaseState } from "@wsi/shared/case";
import { holds } from "@wsi/shared/field";
import { checkAnswers, refusalFor } from "@wsi/shared/item";
import { sql, type UpdateObject } from "kysely";
import type { Database, Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { absent, findVisible, lockOwn, notNow } from "./access.ts";
import { eraseDay } from "./erasure/term.ts";
import { alreadyDone, lockCase, momentOf, writeEvent, type Case } from "./load.ts";
import { tellDecision, tellEffective, tellReceived } from "./messages.ts";
import type { CaseParts } from "./parts.ts";
import { carryOut, rehearse } from "./rehearse.ts";
import { stale } from "./save.ts";
import { sealedAnswers } from "./seal.ts";
import { factsOf, keptFacts } from "./subject.ts";
import { drawCheck } from "./work/check.ts";
import { followWork } from "./work/follow.ts";

export interface By {
  role: CaseRole;
  id: string;
}
export const machine: By = { role: "system", id: "system" };

/** Moves the case one step of its life, or refuses what the life does not allow. */
export async function move(
  tx: Tx,
  kase: Case,
  action: CaseAction,
  by: By,
  now: Date,
  text: string,
  more: { key?: string; set?: UpdateObject<Database, "cases">; also?: Partial<Case>; late?: boolean } = {},
): Promise<Case> {
  const moment = { ...momentOf(kase, by.id), late: more.late === true };
  const to: CaseState | undefined = afterAction(moment, action, by.role, now);
  if (to === undefined) throw new Error(`case ${kase.id} may not ${action} as ${by.role} in ${kase.state}`);
  const ends = isOver(to) && !isOver(kase.state);
  const sealed = ends ? sealedAnswers({ ...kase, ...more.also }) : undefined;
  await tx
    .updateTable("cases")
    .set({
      ...more.set,
      ...(sealed ? { answers: JSON.stringify(sealed.answers), prefilled: JSON.stringify(sealed.prefilled) } : {}),
      // Fingerprints of answers tell an old gap from a new one: there will be no more.
      ...(ends ? { noticed: null, erase_on: eraseDay(kase, beijingDay(now)) } : {}),
      state: to,
      updated_at: now,
      revision: kase.revision + 1,
    })
    .where("id", "=", kase.id)
    .execute();
  await writeEvent(tx, kase.id, {
    at: now,
    action,
    role: by.role,
    actorId: by.id,
    text,
    ...(more.key ? { key: more.key } : {}),
  });
  const moved = { ...kase, ...more.also, ...sealed, state: to, updatedAt: now, revision: kase.revision + 1 };
  await followWork(tx, moved);
  return moved;
}

interface Submission {
  id: string;
  key: string;
  revision: number;
  signature?: string | undefined;
}

/**
 * Submit: judged again with today's registries, numbered, and decided at once when the item is instant. Everything (number,
 * events, ledger, notices) is in the caller's one transaction, so a process killed in between leaves all of it or nothing.
 */
export async function submit(
  parts: CaseParts,
  tx: Tx,
  viewerId: string,
  given: Submission,
  now: Date,
): Promise<Case | Refusal> {
  const again = await repeated(tx, given.id, viewerId, given.key, now);
  if (again) return again;
  const kase = await lockOwn(tx, given.id, viewerId, "submit", now);
  if (isRefusal(kase)) return (await repeated(tx, given.id, viewerId, given.key, now)) ?? kase;
  const ready = await judge(parts, tx, kase, viewerId, given, now);
  if (isRefusal(ready)) return ready;
  const number = await nextNumber(tx, now);
  const { coolOff } = kase.definition;
  const waitsUntil = coolOff ? new Date(now.getTime() + coolOff.hours * 3_600_000) : null;
  const submitted = await move(tx, ready, "submit", { role: "applicant", id: viewerId }, now, did(kase, "提交了申请"), {
    key: given.key,
    set: {
      number,
      submitted_at: now,
      waits_until: waitsUntil,
      answers: JSON.stringify(ready.answers),
      facts: JSON.stringify(ready.facts),
      signature: given.signature ?? null,
    },
    also: { number, submittedAt: now, waitsUntil, signature: given.signature ?? null },
  });
  if (kase.handling === "instant") {
    const accepted = await move(tx, submitted, "accept", machine, now, "系统即时受理");
    return effect(parts, tx, accepted, machine, now);
  }
  const rule = kase.handling === "reviewed" ? kase.definition.autoDecide : undefined;
  if (rule && holds(rule.when, ready.answers, ready.facts)) {
    const accepted = await move(tx, submitted, "accept", machine, now, `系统即时受理并审核：${rule.because}`);
    await drawCheck(tx, accepted, rule.checkPercent, now);
    return effect(parts, tx, accepted, machine, now);
  }
  await tellReceived(parts, tx, submitted, now);
  return submitted;
}

/** The answer to a one-off notice: the whole form is judged again, and review goes on. */
export async function resubmit(
  parts: CaseParts,
  tx: Tx,
  viewerId: string,
  given: Submission,
  now: Date,
): Promise<Case | Refusal> {
  const again = await repeated(tx, given.id, viewerId, given.key, now);
  if (again) return again;
  const kase = await lockOwn(tx, given.id, viewerId, "resubmit", now);
  if (isRefusal(kase)) return kase;
  const ready = await judge(parts, tx, kase, viewerId, given, now);
  if (isRefusal(ready)) return ready;
  return move(tx, ready, "resubmit", { role: "applicant", id: viewerId }, now, did(kase, "按告知补齐后重新提交"), {
    key: given.key,
    set: { waits_until: null, answers: JSON.stringify(ready.answers), facts: JSON.stringify(ready.facts) },
    also: { waitsUntil: null },
  });
}

export async function withdraw(
  tx: Tx,
  viewerId: string,
  given: { id: string; key: string },
  now: Date,
): Promise<Case | Refusal> {
  const again = await repeated(tx, given.id, viewerId, given.key, now);
  if (again) return again;
  const kase = await lockOwn(tx, given.id, viewerId, "withdraw", now);
  if (isRefusal(kase)) return kase;
  return move(tx, kase, "withdraw", { role: "applicant", id: viewerId }, now, did(kase, "撤回了申请"), {
    key: given.key,
    set: { waits_until: null },
    also: { waitsUntil: null },
  });
}

export async function rate(
  tx: Tx,
  viewerId: string,
  given: { id: string; level: number; comment?: string | undefined },
  now: Date,
): Promise<Case | Refusal> {
  const kase = await lockOwn(tx, given.id, viewerId, "rate", now);
  if (isRefusal(kase)) return kase;
  const rating = { level: given.level, ...(given.comment ? { comment: given.comment } : {}) };
  return move(tx, kase, "rate", { role: "applicant", id: viewerId }, now, did(kase, "评价了这次办理"), {
    set: { rating: JSON.stringify(rating) },
    also: { rating },
  });
}

/** Approves and changes the ledger in one step. A ledger that refuses turns an instant case down and stops a reviewer with the reason. */
export async function effect(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  by: By,
  now: Date,
  key?: string,
): Promise<Case | Refusal> {
  const { kase: settled, answer } = await carryOut(parts, tx, kase, now);
  const done = answer ?? {
    outcome: "done" as const,
    receipt: kase.number ?? kase.id,
    text: "已办结",
  };
  if (done.outcome === "refused") {
    if (by.role !== "system") return refuse("refused", `现在不能通过：${done.because}`, { instead: done.instead });
    return declineCase(parts, tx, kase, machine, { because: done.because, instead: done.instead }, now);
  }
  const decision = { outcome: "approved" as const, receipt: done.receipt };
  const approved = await move(
    tx,
    settled,
    "approve",
    by,
    now,
    by.role === "system" ? "系统审核通过" : "审核员审核通过",
    {
      ...(key ? { key } : {}),
      set: { decision: JSON.stringify(decision) },
      also: { decision },
    },
  );
  const effective = await move(tx, approved, "effect", machine, now, done.text);
  await tellEffective(parts, tx, effective, done.text, now);
  return effective;
}

export async function declineCase(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  by: By,
  why: { because: string; instead: string },
  now: Date,
  key?: string,
): Promise<Case> {
  const decision = { outcome: "declined" as const, ...why };
  const declined = await move(tx, kase, "decline", by, now, `不予通过：${why.because}`, {
    ...(key ? { key } : {}),
    set: { decision: JSON.stringify(decision) },
    also: { decision },
  });
  await tellDecision(parts, tx, declined, why, now);
  return declined;
}

async function judge(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  signer: string,
  given: Submission,
  now: Date,
): Promise<Case | Refusal> {
  if (kase.revision !== given.revision) return stale();
  const today = beijingDay(now);
  const facts = await factsOf(parts, tx, kase.definition, kase, today);
  const checked = checkAnswers(kase.definition, kase.answers, facts, today, true);
  if (!checked.ok) return refuse("bad-input", checked.problems[0]?.message ?? "", { problems: checked.problems });
  const barred = refusalFor(kase.definition, checked.values, facts);
  if (barred)
    return refuse("refused", barred.because, {
      instead: barred.instead,
      ...(barred.insteadItem ? { insteadItem: barred.insteadItem } : {}),
    });
  // Asked before anything is written: what the ledger refuses stays a draft that can be mended.
  const answer = await rehearse(parts, tx, { ...kase, answers: checked.values }, now);
  if (answer?.outcome === "refused") return refuse("refused", answer.because, { instead: answer.instead });
  if (needsSignature(kase) && kase.state === "draft") {
    // Who acts signs: for another, with their own name.
    const person = await parts.core.getPerson(tx, signer);
    if (given.signature?.trim() !== person.name)
      return refuse("bad-input", "签名要写您本人的姓名，和身份证上一致", {
        problems: [{ field: "signature", message: "请写您本人的姓名" }],
      });
  }
  return { ...kase, answers: checked.values, facts: keptFacts(kase.definition, facts) };
}

export const needsSignature = (kase: Pick<Case, "definition">): boolean => kase.definition.risk !== "low";

/** The same press of the button again: the case as it stands, done once. */
async function repeated(tx: Tx, id: string, viewerId: string, key: string, now: Date): Promise<Case | undefined> {
  if (!(await alreadyDone(tx, id, key))) return undefined;
  const kase = await findVisible(tx, id, viewerId, now);
  return isRefusal(kase) ? undefined : kase;
}

/** In one's own matter the history speaks to the person; else who reads it decides who 您 is (behalf.ts). */
const did = (kase: Case, what: string): string => (kase.capacity === "self" ? `您${what}` : what);

/** SB + Beijing day + running number: short enough to read out on the phone. */
async function nextNumber(tx: Tx, now: Date): Promise<string> {
  const { rows } = await sql<{ n: string }>`select nextval('case_numbers') as n`.execute(tx);
  return `SB${beijingDay(now).replaceAll("-", "")}${String(rows[0]?.n ?? 0).padStart(6, "0")}`;
}

export async function lockForStaff(tx: Tx, id: string, action: CaseAction, by: By, now: Date): Promise<Case | Refusal> {
  const kase = await lockCase(tx, id);
  if (!kase) return absent();
  const moment = momentOf(kase, by.id);
  if (afterAction(moment, action, by.role, now) !== undefined) return kase;
  if (kase.state === "accepted" && moment.needsSecond && (action === "approve" || action === "decline"))
    return refuse("conflict", "高风险事项要两个人把关：请先提交初审意见，再由另一位审核员复核（经办条例第三十七条）");
  if (kase.state === "submitted" && kase.waitsUntil !== null)
    return refuse("conflict", "申请人还在冷静期内，随时可能撤回；期满后系统自动受理，再来审核");
  return notNow(kase);
}
