import { randomUUID } from "node:crypto";
import { addMonths, Money, Month, monthOf, monthsApart, Region } from "@wsi/shared/values";
import { grantedUnemployment, isStopReason, stopReasons, unemploymentBenefit } from "@wsi/shared/insurance";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { ClaimUnemployment, Effect, StopBenefit } from "../../ports/core-insurance.ts";
import { once, refused, type Refused } from "../effect.ts";
import type { EnrolmentRow } from "../enrolments.ts";
import { isEmployed, readStanding, type Standing } from "../facts.ts";
import { keepPayee } from "./payee.ts";

const law45 = "社会保险法第四十五条";
/** 社会保险法 46: what was not drawn is kept, together never more. */
const mostMonths = 24;

/** Months drawn of a benefit, up to a month. */
export const drawnMonths = (
  benefit: { started_on: string; ended_on: string | null; months: number | null },
  thisMonth: string,
): number => {
  const last = benefit.ended_on !== null && benefit.ended_on < thisMonth ? benefit.ended_on : thisMonth;
  return Math.min(Math.max(0, monthsApart(benefit.started_on, last) + 1), benefit.months ?? Number.POSITIVE_INFINITY);
};

interface Contributions {
  paid: number;
  owed: boolean;
  /** Months granted before and not drawn. */
  carried: number;
  drawing: boolean;
}

async function readRecord(tx: Tx, personId: string, thisMonth: string): Promise<Contributions> {
  const lines = await tx
    .selectFrom("payments")
    .select(["month", "status"])
    .where("person_id", "=", personId)
    .where("scheme", "=", "unemployment")
    .where("status", "<>", "cancelled")
    .execute();
  const earlier = await tx
    .selectFrom("benefits")
    .selectAll()
    .where("person_id", "=", personId)
    .where("kind", "=", "unemployment")
    .where("reversed_by", "is", null)
    .orderBy("started_on")
    .execute();
  const paid = new Set(
    lines.filter((line) => line.status === "arrived" || line.status === "back-paid").map((line) => line.month),
  ).size;
  const last = earlier.at(-1);
  return {
    paid: paid - earlier.reduce((sum, one) => sum + (one.months_paid ?? 0), 0),
    owed: lines.some((line) => line.status === "arrears"),
    carried: last === undefined ? 0 : (last.months ?? 0) - Math.min(last.months ?? 0, drawnMonths(last, thisMonth)),
    drawing: earlier.some((one) => one.ended_on === null),
  };
}

function barrier(
  act: ClaimUnemployment,
  standing: Standing,
  last: EnrolmentRow | undefined,
  record: Contributions,
): Refused | undefined {
  if (!Region.parse(act.region).ok) return refused("没有这个区", "请选您户籍或最后参保单位所在的区");
  if (standing.retired || standing.overAge)
    return refused(
      "已到退休年龄或已领养老金的，不能领失业金（社会保险法第五十一条）",
      "请办理退休申请，或打 12333 咨询",
    );
  if (record.drawing) return refused("您正在领失业金，不用再申请", "想知道还能领几个月，请看「查待遇」");
  if (!last)
    return refused(
      `没有查到您缴过失业保险（${law45}：要缴满一年）`,
      "灵活就业人员不缴失业保险；确实缴过的请打 12333 核对",
    );
  if (isEmployed(standing) || last.stopped_on === null)
    return refused("单位还没有为您办停保，现在查到您仍在职", "请先让原单位办减员；单位拖着不办的，可以打 12333 反映");
  if (record.paid < 12)
    return refused(
      `失业保险累计只缴了 ${record.paid} 个月，不满一年（${law45}）`,
      "不满一年的暂时不能领；找工作可以到社区或人才市场登记，免费介绍",
    );
  const code = last.stop_code;
  if (code === null || !isStopReason(code))
    return refused(
      "原单位停保时没有登记离职原因，机器不能判断是否本人自愿离职",
      "请带解除或终止劳动合同证明到社保大厅，由工作人员核定",
    );
  if (stopReasons[code].benefit !== "may-claim")
    return refused(
      `原单位登记的离职原因是「${stopReasons[code].label}」，不属于非因本人意愿中断就业（${law45}）`,
      "原因写错了的，请原单位更正；单位不肯的，带劳动合同和离职证明打 12333 或申请仲裁",
    );
  if (record.owed)
    return refused("您的失业保险还有单位欠费的月份，暂时不能领", "请原单位先补缴；单位不补的，可以打 12333 反映");
  return undefined;
}

/** 失业待遇申领, with 失业登记 made in the same act. The grant is months and an amount; the fund pays, and pays for medical insurance too. */
export function claimUnemployment(tx: Tx, act: ClaimUnemployment): Promise<Effect> {
  const { personId, key, today, region, bankCard } = act;
  return once(tx, { kind: "claim-unemployment", key, personId, today, input: { region } }, async () => {
    const standing = await readStanding(tx, personId, today);
    const thisMonth = monthOf(today);
    const record = await readRecord(tx, personId, thisMonth);
    const insured = standing.rows.filter((row) => row.scheme === "unemployment");
    const last =
      insured.find((row) => row.stopped_on === null) ??
      insured.toSorted((a, b) => ((a.stopped_on ?? "") < (b.stopped_on ?? "") ? 1 : -1))[0];
    const barred = barrier(act, standing, last, record);
    if (barred) return barred;
    const benefit = unemploymentBenefit(standing.figures, region, record.paid, today);
    if (!benefit.ok) return refused(benefit.message, "请打 12333 咨询");
    const granted = grantedUnemployment(standing.figures, record.paid, today);
    const months = Math.min(mostMonths, granted.months + record.carried);
    const { monthly, basis, verified } = benefit.value;
    const benefitId = randomUUID();
    await tx
      .insertInto("benefits")
      .values({
        id: benefitId,
        person_id: personId,
        kind: "unemployment",
        monthly,
        started_on: thisMonth,
        ended_on: null,
        months,
        region,
        registered_on: today,
        months_paid: record.paid,
        figures: standing.figures.version,
      })
      .execute();
    if (bankCard !== undefined) await keepPayee(tx, { benefitId, bankCard, today });
    return {
      text: `已办失业登记，从 ${Month.print(thisMonth)}起发失业金：每月 ${Money.print(monthly)}，最多 ${months} 个月，到 ${Month.print(addMonths(thisMonth, months - 1))}${record.carried > 0 ? `（含上次没领完的 ${record.carried} 个月）` : ""}。领取期间医保费由失业保险基金缴。找到工作、领养老金等情形要停发。`,
      due: 0,
      ...(verified ? {} : { estimate: `金额按${basis}，月数按${granted.source}，以社保经办机构核定为准` }),
      events: [
        { kind: "registered-unemployed", detail: { on: today, region } },
        {
          kind: "benefit-granted",
          detail: {
            monthly,
            months,
            paid: record.paid,
            carried: record.carried,
            from: thisMonth,
            figures: standing.figures.version,
          },
        },
      ],
    };
  });
}

const stopWords: Readonly<Record<StopBenefit["reason"], string>> = {
  "new-job": "重新就业",
  military: "应征服兵役",
  abroad: "移居境外",
  pension: "领取养老金",
  "refused-work": "无正当理由拒绝介绍的工作或培训",
  "used-up": "期限届满",
};

/** Ends unemployment benefit with the month before `month`, or at once with its only month. Answers whether there was one. */
export async function endUnemployment(
  tx: Tx,
  personId: string,
  month: string,
  reason: StopBenefit["reason"],
): Promise<boolean> {
  return (await endUnemploymentOf(tx, [{ personId, month }], reason)).has(personId);
}

/** The same for many, each from their own month; answers whose benefit ended. */
export async function endUnemploymentOf(
  tx: Tx,
  people: readonly { personId: string; month: string }[],
  reason: StopBenefit["reason"],
): Promise<Set<string>> {
  const { rows } = await sql<{ person_id: string }>`
    update benefits b set ended_on = greatest(b.started_on, d.before), stop_code = ${reason}
    from unnest(${people.map((one) => one.personId)}::uuid[], ${people.map((one) => addMonths(one.month, -1))}::text[]) as d (person_id, before)
    where b.person_id = d.person_id and b.kind = 'unemployment' and b.ended_on is null
    returning b.person_id`.execute(tx);
  return new Set(rows.map((row) => row.person_id));
}

/** 停发失业金. What was granted and not drawn is kept for another time. */
export function stopBenefit(tx: Tx, act: StopBenefit): Promise<Effect> {
  const { personId, key, today, reason } = act;
  return once(tx, { kind: "stop-benefit", key, personId, today, input: { reason } }, async () => {
    if (!(await endUnemployment(tx, personId, addMonths(monthOf(today), 1), reason)))
      return refused("没有正在发的失业金", "已经停发的不用再办；没有领过的可以先申领");
    return {
      text: `从 ${Month.print(addMonths(monthOf(today), 1))}起停发失业金，原因：${stopWords[reason]}（社会保险法第五十一条）。没领完的月数保留，以后可以合并计算。`,
      due: 0,
      events: [{ kind: "benefit-stopped", detail: { reason, last: monthOf(today) } }],
    };
  });
}
