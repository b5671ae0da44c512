import { addWorkingDays, beijingDay, type CaseRole } from "@wsi/shared/case";
import { fieldsOf, isShown } from "@wsi/shared/item";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { isRefusal, refuse, type Refusal } from "../refusal.ts";
import { declineCase, effect, lockForStaff, move } from "./act.ts";
import { alreadyDone, findCase, type Case } from "./load.ts";
import { tellAccepted, tellGaps } from "./messages.ts";
import type { CaseParts } from "./parts.ts";
import { hold, type Held } from "./work/claim.ts";
import { fingerprints, unconsented } from "./work/gaps.ts";
import { writeWork } from "./work/log.ts";

/** How long a person has to answer a one-off notice, in working days; ours, stated in the notice. */
const answerWorkingDays = 10;

export interface Review {
  id: string;
  key: string;
  action: "accept" | "return" | "approve" | "decline";
  gaps?: { field: string; what: string }[] | undefined;
  because?: string | undefined;
  instead?: string | undefined;
}

/** A reviewer's act, on a case that is in their hands or in nobody's. Roles: a supervisor may also send a second notice. */
export async function review(
  parts: CaseParts,
  tx: Tx,
  staff: { id: string; supervisor: boolean },
  given: Review,
  now: Date,
): Promise<Case | Refusal> {
  const role: CaseRole = staff.supervisor ? "supervisor" : "reviewer";
  const by = { role, id: staff.id };
  if (await alreadyDone(tx, given.id, given.key)) {
    const same = await findCase(tx, given.id);
    if (same) return same;
  }
  const kase = await lockForStaff(tx, given.id, given.action, by, now);
  if (isRefusal(kase)) return kase;
  const held = await hold(tx, kase.id, staff.id, now);
  if (isRefusal(held)) return held;
  const done = await decide(parts, tx, kase, by, given, now);
  if (!isRefusal(done)) await remember(tx, kase, staff.id, given.action, held, now);
  return done;
}

/** For colleagues and statistics; confirming a proposal names whose it was. */
const remember = (tx: Tx, kase: Case, staffId: string, action: Review["action"], held: Held, now: Date) =>
  writeWork(tx, kase, {
    at: now,
    what: kase.proposal ? "confirm" : action,
    by: staffId,
    ...(kase.proposal ? { whom: kase.proposal.by, outcome: kase.proposal.as } : {}),
    late: held.promised !== null && held.promised < beijingDay(now),
    seconds: Math.round((now.getTime() - held.since.getTime()) / 1000),
  });

async function decide(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  by: { role: CaseRole; id: string },
  given: Review,
  now: Date,
): Promise<Case | Refusal> {
  switch (given.action) {
    case "accept": {
      const accepted = await move(tx, kase, "accept", by, now, "已受理，开始审核", { key: given.key });
      await tellAccepted(parts, tx, accepted, now);
      return accepted;
    }
    case "return":
      return sendGaps(parts, tx, kase, by, given, now);
    case "approve":
      return effect(parts, tx, kase, by, now, given.key);
    case "decline": {
      // Who confirms says yes to the words that were proposed, not to others.
      const { because, instead } = kase.proposal ?? given;
      if (!because || !instead) return refuse("bad-input", "请写明不予通过的原因，以及对方可以怎么办");
      return declineCase(parts, tx, kase, by, { because, instead }, now, given.key);
    }
  }
}

/** 一次性告知: one numbered notice with every gap (优化营商环境条例 36), and the clock stops until the answer. */
async function sendGaps(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  by: { role: CaseRole; id: string },
  given: Review,
  now: Date,
): Promise<Case | Refusal> {
  const fields = fieldsOf(kase.definition);
  const gaps = given.gaps ?? [];
  if (gaps.length === 0) return refuse("bad-input", "请至少写明一处需要补正的内容，并一次写全");
  const wrong = gaps.filter((gap) => {
    const asked = fields[gap.field];
    return !asked || !isShown(asked, kase.answers, kase.facts);
  });
  if (wrong.length > 0)
    return refuse("bad-input", "有的补正项不在这个办件里，请刷新后重选", {
      problems: wrong.map((gap) => ({ field: gap.field, message: "这个办件没有这一项" })),
    });
  const old = unconsented(kase, gaps);
  if (old.length > 0 && by.role !== "supervisor")
    return refuse(
      "conflict",
      `「${old.map((gap) => fields[gap.field]?.label).join("、")}」在上一次告知时就是这样，不能再让对方补第二次`,
      {
        instead: "确有必要的，请点「请主管同意」写明理由；只补这次改动带来的新问题不用同意",
      },
    );
  if (old.length > 0)
    await writeWork(tx, kase, { at: now, what: "consent-agree", by: by.id, note: "主管本人发出第二次告知" });
  const { rows } = await sql<{ n: string }>`select nextval('case_numbers') as n`.execute(tx);
  const number = `BZ${beijingDay(now).replaceAll("-", "")}${String(rows[0]?.n ?? 0).padStart(6, "0")}`;
  const answerBy = new Date(`${addWorkingDays(beijingDay(now), answerWorkingDays)}T23:59:59+08:00`);
  const listed = gaps.map((gap) => ({
    field: gap.field,
    label: fields[gap.field]?.label ?? gap.field,
    what: gap.what,
  }));
  await tx
    .insertInto("case_notices")
    .values({ number, case_id: kase.id, at: now, gaps: JSON.stringify(listed), answer_by: answerBy })
    .execute();
  const returned = await move(tx, kase, "return", by, now, `一次性告知（${number}）：共 ${listed.length} 处需要补正`, {
    key: given.key,
    set: {
      returns: kase.returns + 1,
      waits_until: answerBy,
      noticed: JSON.stringify(fingerprints(kase)),
      consent: null,
    },
    also: { returns: kase.returns + 1, waitsUntil: answerBy, consent: null },
  });
  await tellGaps(parts, tx, returned, { number, gaps: listed, answerBy }, now);
  return returned;
}
