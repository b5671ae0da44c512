import { fieldsOf } from "@wsi/shared/item";
import type { CaseRole } from "@wsi/shared/case";
import { beijingDay } from "@wsi/shared/case";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { lockForStaff, move } from "../act.ts";
import { alreadyDone, lockCase } from "../load.ts";
import type { CaseParts } from "../parts.ts";
import { rehearse } from "../rehearse.ts";
import { absent } from "../access.ts";
import type { Consent, Proposal } from "../tables.ts";
import { handOver, hold } from "./claim.ts";
import { unconsented } from "./gaps.ts";
import { writeWork } from "./log.ts";

type By = { role: CaseRole; id: string };
interface Opinion {
  id: string;
  key: string;
  as: "approve" | "decline";
  because?: string | undefined;
  instead?: string | undefined;
  note?: string | undefined;
}

/** 初审: what the first of two would decide. The person only hears that it goes on; nothing is decided yet. */
export async function propose(
  parts: CaseParts,
  tx: Tx,
  by: By,
  given: Opinion,
  now: Date,
): Promise<Refusal | undefined> {
  if (await alreadyDone(tx, given.id, given.key)) return undefined;
  const kase = await lockForStaff(tx, given.id, "propose", by, now);
  if (isRefusal(kase)) return kase;
  const held = await hold(tx, kase.id, by.id, now);
  if (isRefusal(held)) return held;
  if (given.as === "decline" && (!given.because || !given.instead))
    return refuse("bad-input", "请写明不予通过的原因，以及对方可以怎么办");
  if (given.as === "approve") {
    const answer = await rehearse(parts, tx, kase, now);
    if (answer?.outcome === "refused")
      return refuse("refused", `现在不能通过：${answer.because}`, { instead: answer.instead });
  }
  const proposal: Proposal = {
    as: given.as,
    by: by.id,
    at: now.toISOString(),
    ...(given.as === "decline" ? { because: given.because ?? "", instead: given.instead ?? "" } : {}),
  };
  await move(tx, kase, "propose", by, now, "初审完成，正在由另一位审核员复核", {
    key: given.key,
    set: { proposal: JSON.stringify(proposal) },
    also: { proposal },
  });
  await writeWork(tx, kase, {
    at: now,
    what: "propose",
    by: by.id,
    outcome: given.as,
    ...(given.note ? { note: given.note } : {}),
    late: held.promised !== null && held.promised < beijingDay(now),
    seconds: Math.round((now.getTime() - held.since.getTime()) / 1000),
  });
  return undefined;
}

/** 退回重审: back into the hands of whoever proposed, with a note. The maker may take it back the same way. */
export async function sendBack(
  tx: Tx,
  by: By,
  given: { id: string; key: string; note: string },
  now: Date,
): Promise<Refusal | undefined> {
  if (await alreadyDone(tx, given.id, given.key)) return undefined;
  const kase = await lockForStaff(tx, given.id, "sendBack", by, now);
  if (isRefusal(kase)) return kase;
  const maker = kase.proposal?.by ?? by.id;
  if (maker !== by.id) {
    const held = await hold(tx, kase.id, by.id, now);
    if (isRefusal(held)) return held;
  }
  await move(tx, kase, "sendBack", by, now, maker === by.id ? "初审意见撤回，继续审核" : "复核后需要再审，继续审核", {
    key: given.key,
    set: { proposal: null },
    also: { proposal: null },
  });
  await handOver(tx, kase.id, maker, now);
  await writeWork(tx, kase, {
    at: now,
    what: "send-back",
    by: by.id,
    note: given.note,
    ...(maker === by.id ? {} : { whom: maker, outcome: kase.proposal?.as ?? "" }),
  });
  return undefined;
}

/** Asks a supervisor to consent to a second notice that names what could have been named in the first. */
export async function askConsent(
  tx: Tx,
  staffId: string,
  given: { id: string; gaps: { field: string; what: string }[]; why: string },
  now: Date,
): Promise<Refusal | undefined> {
  const kase = await lockCase(tx, given.id);
  if (!kase || kase.state === "draft") return absent();
  if (kase.state !== "accepted" || kase.returns === 0 || kase.proposal)
    return refuse("conflict", "现在不用请主管同意：第一次告知可以直接发");
  if (kase.consent && kase.consent.agreed === undefined) return refuse("conflict", "已经在等主管答复，请稍候");
  const held = await hold(tx, kase.id, staffId, now);
  if (isRefusal(held)) return held;
  const fields = fieldsOf(kase.definition);
  if (given.gaps.some((gap) => !fields[gap.field]))
    return refuse("bad-input", "有的补正项不在这个办件里，请刷新后重选");
  if (unconsented({ ...kase, consent: null }, given.gaps).length === 0)
    return refuse("conflict", "这些都是这次改动带来的新问题，可以直接告知，不用请主管同意");
  const consent: Consent = { gaps: given.gaps, why: given.why, askedBy: staffId, askedAt: now.toISOString() };
  await keepConsent(tx, kase.id, consent, true);
  await writeWork(tx, kase, { at: now, what: "consent-ask", by: staffId, note: given.why });
  return undefined;
}

export async function answerConsent(
  tx: Tx,
  staffId: string,
  given: { id: string; agree: boolean; reason: string },
  now: Date,
): Promise<Refusal | undefined> {
  const kase = await lockCase(tx, given.id);
  if (!kase || kase.state === "draft") return absent();
  const { consent } = kase;
  if (!consent || consent.agreed !== undefined) return refuse("conflict", "这件没有等着同意的第二次告知");
  if (consent.askedBy === staffId) return refuse("conflict", "不能同意自己的请求，请另一位主管答复");
  await keepConsent(tx, kase.id, { ...consent, agreed: given.agree, by: staffId, reason: given.reason }, false);
  await writeWork(tx, kase, {
    at: now,
    what: given.agree ? "consent-agree" : "consent-refuse",
    by: staffId,
    whom: consent.askedBy,
    note: given.reason,
  });
  await handOver(tx, kase.id, consent.askedBy, now);
  return undefined;
}

async function keepConsent(tx: Tx, id: string, consent: Consent, asks: boolean): Promise<void> {
  await tx
    .updateTable("cases")
    .set({ consent: JSON.stringify(consent) })
    .where("id", "=", id)
    .execute();
  await tx.updateTable("case_work").set({ asks_consent: asks }).where("case_id", "=", id).execute();
}
