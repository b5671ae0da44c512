import { beijingDay } from "@wsi/shared/case";
import { tell } from "../citizens/index.ts";
import type { Tx } from "../db.ts";
import type { Case } from "./load.ts";

/** What a person is told about a case. One place, so that every step is told once and in the same voice. */

const page = (kase: Case) => `cases/detail/index?id=${kase.id}`;
const day = (at: Date) => {
  const [, month, date] = beijingDay(at).split("-").map(Number);
  return `${month} 月 ${date} 日`;
};

const about = (tx: Tx, kase: Case, what: string, title: string, text: string, now: Date) =>
  tell(tx, { key: `case:${kase.id}:${what}`, personId: kase.personId, title, text, open: page(kase) }, now);

export const tellReceived = (tx: Tx, kase: Case, now: Date) =>
  about(
    tx,
    kase,
    "received",
    `已收到您的「${kase.definition.name}」`,
    `办件编号 ${kase.number}。我们承诺受理后 ${kase.definition.limits.promised} 个工作日办结，进度会在这里告诉您。`,
    now,
  );

export const tellAccepted = (tx: Tx, kase: Case, now: Date) =>
  about(
    tx,
    kase,
    "accepted",
    `「${kase.definition.name}」已受理`,
    `办件编号 ${kase.number}，审核人员正在看您的材料。`,
    now,
  );

export const tellGaps = (
  tx: Tx,
  kase: Case,
  notice: { number: string; gaps: { label: string; what: string }[]; answerBy: Date },
  now: Date,
) =>
  about(
    tx,
    kase,
    `returned:${notice.number}`,
    `「${kase.definition.name}」需要补正（${notice.number}）`,
    `${notice.gaps.map((gap, at) => `${at + 1}. ${gap.label}：${gap.what}`).join("\n")}\n请在 ${day(notice.answerBy)} 前一次补齐，不用重新申请。`,
    now,
  );

export const tellEffective = (tx: Tx, kase: Case, text: string, now: Date) =>
  about(tx, kase, "effective", `「${kase.definition.name}」办好了`, `办件编号 ${kase.number}。${text}`, now);

export const tellDecision = (tx: Tx, kase: Case, why: { because: string; instead: string }, now: Date) =>
  about(
    tx,
    kase,
    "declined",
    `「${kase.definition.name}」没有通过`,
    `原因：${why.because}。\n您可以：${why.instead}。\n不同意这个结果，可以打 12333 反映。`,
    now,
  );
