import { beijingDay, clockOf, needsSecond, workingDaysBetween } from "@wsi/shared/case";
import type { WorkClaim, WorkView } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { eventsOf, type Case } from "../load.ts";
import type { CaseParts } from "../parts.ts";
import { findCheck } from "./check.ts";
import { claimMinutes } from "./claim.ts";
import { oldGaps } from "./gaps.ts";
import { workLog } from "./log.ts";
import { registryOf } from "./registry.ts";
import type { WorkDeed } from "./tables.ts";

const deedName: Record<WorkDeed, string> = {
  claim: "认领",
  release: "放回",
  assign: "派给",
  lapse: "超时没有动静，自动放回",
  accept: "受理",
  return: "一次性告知",
  approve: "通过",
  decline: "不予通过",
  propose: "初审",
  confirm: "复核同意",
  "send-back": "退回重审",
  "consent-ask": "请主管同意第二次告知",
  "consent-agree": "同意第二次告知",
  "consent-refuse": "不同意第二次告知",
  explain: "说明超期原因",
  check: "抽查",
  "correct-propose": "更正初审",
  "correct-confirm": "更正复核同意",
  "correct-send-back": "更正退回重审",
  "correct-refuse": "不予更正",
};
const outcomeName: Readonly<Record<string, string>> = {
  approve: "通过",
  decline: "不予通过",
  fine: "没有问题",
  wrong: "发现问题",
};

export async function staffNames(tx: Tx, ids: readonly (string | null | undefined)[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id): id is string => typeof id === "string"))];
  if (wanted.length === 0) return new Map();
  const rows = await tx.selectFrom("staff").select(["id", "name"]).where("id", "in", wanted).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

export const claimOf = (
  row: { claimed_by: string | null; claimed_until: Date | null } | undefined,
  names: ReadonlyMap<string, string>,
  me: string,
  now: Date,
): WorkClaim | null =>
  row?.claimed_by && row.claimed_until && row.claimed_until > now
    ? {
        id: row.claimed_by,
        name: names.get(row.claimed_by) ?? "同事",
        mine: row.claimed_by === me,
        until: row.claimed_until.toISOString(),
      }
    : null;

/** What stands beside a case on the bench: whose it is, its clocks, what the registries say, what colleagues did. */
export async function presentBench(parts: CaseParts, tx: Tx, kase: Case, me: string, now: Date): Promise<WorkView> {
  const row = await tx.selectFrom("case_work").selectAll().where("case_id", "=", kase.id).executeTakeFirst();
  const log = await workLog(tx, kase.id);
  const { proposal, consent } = kase;
  const names = await staffNames(tx, [
    row?.claimed_by,
    proposal?.by,
    consent?.askedBy,
    ...log.flatMap((one) => [one.by_staff, one.whom]),
  ]);
  const today = beijingDay(now);
  const open = kase.state === "submitted" || kase.state === "accepted" || kase.state === "returned";
  const history = open
    ? (await eventsOf(tx, kase.id)).map((one) => ({ action: one.action, at: one.at.toISOString() }))
    : [];
  const { promised, statutory } = kase.definition.limits;
  const check = await findCheck(tx, kase.id);
  return {
    claim: claimOf(row, names, me, now),
    claimMinutes,
    promised: clockOf(history, promised, today),
    statutory: statutory === undefined ? null : clockOf(history, statutory, today),
    waited: kase.submittedAt && open ? workingDaysBetween(beijingDay(kase.submittedAt), today) : null,
    registry: kase.erasedAt === null ? await registryOf(parts, tx, kase, now) : [],
    needsSecond: needsSecond(kase.definition.risk, kase.handling),
    proposal:
      proposal && open
        ? {
            as: proposal.as,
            by: names.get(proposal.by) ?? "同事",
            mine: proposal.by === me,
            at: proposal.at,
            ...(proposal.because ? { because: proposal.because } : {}),
            ...(proposal.instead ? { instead: proposal.instead } : {}),
          }
        : null,
    consent: consent && {
      gaps: consent.gaps,
      why: consent.why,
      askedBy: names.get(consent.askedBy) ?? "同事",
      agreed: consent.agreed ?? null,
      reason: consent.reason ?? null,
    },
    oldGaps: oldGaps(kase),
    check: check
      ? { drawnAt: check.drawn_at.toISOString(), done: check.done_at !== null, fine: check.fine, note: check.note }
      : null,
    log: log.map((one) => ({
      at: one.at.toISOString(),
      what: [deedName[one.what], one.outcome ? outcomeName[one.outcome] : ""].filter(Boolean).join("："),
      by: one.by_staff ? (names.get(one.by_staff) ?? "同事") : "系统",
      whom: one.whom ? (names.get(one.whom) ?? "同事") : null,
      note: one.note,
    })),
  };
}
