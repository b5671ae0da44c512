import { beijingDay, beijingTime } from "@wsi/shared/case";
import { tell } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import { actorTitle, behalfOf, namesFor } from "./behalf.ts";
import type { Case } from "./load.ts";
import type { CaseParts } from "./parts.ts";

/** What a person is told about a case. One place, so that every step is told once and in the same voice. */

const page = (kase: Case) => `cases/detail/index?id=${kase.id}`;
const day = (at: Date) => {
  const [, month, date] = beijingDay(at).split("-").map(Number);
  return `${month} 月 ${date} 日`;
};

const momentOf = (at: Date) => `${day(at)} ${beijingTime(at)}`;

/**
 * Tells who acts and, when that is another, the one it is about: marked, with what they can do if they never agreed. Nobody is told of
 * a draft of somebody else.
 */
async function about(
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  what: string,
  title: string,
  text: string,
  now: Date,
): Promise<void> {
  const key = `case:${kase.id}:${what}`;
  const open = page(kase);
  if (kase.capacity === "self") return tell(tx, { key, personId: kase.personId, title, text, open }, now);
  const names = await namesFor(parts, tx, [kase]);
  const whose = behalfOf(kase, names, "staff")?.subject ?? "";
  await tell(tx, { key: `${key}:actor`, personId: kase.actorId, title: `${title}（${whose}）`, text, open }, now);
  if (kase.about === "employer" || kase.newcomer !== null || kase.personId === kase.actorId) return;
  const stop =
    kase.capacity === "agent"
      ? "不是您同意的，请马上在「我的」→「授权管理」收回授权，或打 12333。"
      : "有疑问请问单位，或打 12333。";
  const told = `${actorTitle(kase, names)} 替您办的。\n${text}\n${stop}`;
  await tell(tx, { key, personId: kase.personId, title, text: told, open }, now);
}

export const tellReceived = (parts: CaseParts, tx: Tx, kase: Case, now: Date) =>
  about(
    parts,
    tx,
    kase,
    "received",
    `已收到您的「${kase.definition.name}」`,
    `办件编号 ${kase.number}。${coolOffWords(kase)}我们承诺受理后 ${kase.definition.limits.promised} 个工作日办结，进度会在这里告诉您。`,
    now,
  );

const coolOffWords = (kase: Case): string =>
  kase.waitsUntil === null
    ? ""
    : `现在是 ${kase.definition.coolOff?.hours} 小时冷静期：${momentOf(kase.waitsUntil)} 前可以在办件里撤回，期满才开始审核。`;

export const tellAccepted = (parts: CaseParts, tx: Tx, kase: Case, now: Date) =>
  about(
    parts,
    tx,
    kase,
    "accepted",
    `「${kase.definition.name}」已受理`,
    `办件编号 ${kase.number}，审核人员正在看您的材料。`,
    now,
  );

export const tellGaps = (
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  notice: { number: string; gaps: { label: string; what: string }[]; answerBy: Date },
  now: Date,
) =>
  about(
    parts,
    tx,
    kase,
    `returned:${notice.number}`,
    `「${kase.definition.name}」需要补正（${notice.number}）`,
    `${notice.gaps.map((gap, at) => `${at + 1}. ${gap.label}：${gap.what}`).join("\n")}\n请在 ${day(notice.answerBy)} 前一次补齐，不用重新申请。`,
    now,
  );

export const tellEffective = (parts: CaseParts, tx: Tx, kase: Case, text: string, now: Date) =>
  about(parts, tx, kase, "effective", `「${kase.definition.name}」办好了`, `办件编号 ${kase.number}。${text}`, now);

export const tellDecision = (
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  why: { because: string; instead: string },
  now: Date,
) =>
  about(
    parts,
    tx,
    kase,
    "declined",
    `「${kase.definition.name}」没有通过`,
    `原因：${why.because}。\n您可以：${why.instead}。\n不同意这个结果，可以打 12333 反映。`,
    now,
  );

/** 超期说明: owed to the person by 优化营商环境条例 36. */
export const tellLate = (parts: CaseParts, tx: Tx, kase: Case, text: string, now: Date) =>
  about(
    parts,
    tx,
    kase,
    "late",
    `「${kase.definition.name}」超过了承诺的时间`,
    `办件编号 ${kase.number}。${text}。`,
    now,
  );

export const tellCorrectionAsked = (
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  asked: { number: string; label: string },
  now: Date,
) =>
  about(
    parts,
    tx,
    kase,
    `correction:${asked.number}`,
    `收到更正申请（${asked.number}）`,
    `「${kase.definition.name}」办件 ${kase.number} 里的「${asked.label}」，工作人员核对后会告诉您结果，不用再跑窗口。`,
    now,
  );

export const tellCorrection = (
  parts: CaseParts,
  tx: Tx,
  kase: Case,
  row: {
    number: string;
    label: string;
    outcome: "corrected" | "refused" | null;
    because: string | null;
    instead: string | null;
  },
  now: Date,
) =>
  about(
    parts,
    tx,
    kase,
    `correction:${row.number}:${row.outcome}`,
    row.outcome === "corrected"
      ? `「${row.label}」已更正（${row.number}）`
      : `「${row.label}」没有更正（${row.number}）`,
    row.instead === null ? `${row.because}。` : `原因：${row.because}。\n您可以：${row.instead}。`,
    now,
  );
