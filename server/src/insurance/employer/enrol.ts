import { randomUUID } from "node:crypto";
import { addDays, ageOn, Day, isDay, Money, Month, monthOf, monthsBetween } from "@wsi/shared/values";
import {
  clampBase,
  earliestEntry,
  employerMonth,
  estimateOf,
  schemeNames,
  wageProblem,
  type Figures,
  type Quote,
  type Scheme,
} from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { Effect, EnrolEmployee } from "../../ports/core-insurance.ts";
import { assess, once, refused, type AssessedLine, type Refused } from "../effect.ts";
import { readStanding, type Standing } from "../facts.ts";
import { lateFeeOf } from "../orders.ts";
import { getPerson } from "../people.ts";
import { endUnemployment } from "../person/unemployment.ts";
import { declare } from "./wages-table.ts";

/** 劳动法 15. */
const leastAge = 16;
const daysToPay = 30;

export interface Register {
  region: string;
  opened_on: string;
}
/** What of an entry the rules look at. */
type Entry = Omit<EnrolEmployee, "personId" | "key">;
/** What of a person they look at. */
export type Entrant = Pick<Standing, "rows" | "retired" | "overAge">;

/** Why somebody cannot be enrolled; the same words for one and for the row of a roll. */
export function enrolBarrier(
  act: Entry,
  standing: Entrant,
  birthDate: string,
  employer: Register,
): Refused | undefined {
  const { entryDate, today, schemes } = act;
  const wrong = wageProblem(act.wage);
  if (wrong) return refused(wrong.because, wrong.instead);
  if (schemes.length === 0) return refused("没有选参保的险种", "职工应当五险一起参保；第二份工作可以只选工伤保险");
  if (!isDay(entryDate)) return refused("入职日期不对", "请按「2026-01-31」这样填写");
  if (entryDate > today)
    return refused(`入职日期 ${Day.print(entryDate)}还没有到`, "请在入职当天起 30 天内来办（社会保险法第五十八条）");
  if (entryDate < employer.opened_on)
    return refused("入职日期早于单位开户的日期", `单位 ${Day.print(employer.opened_on)}开户，请核对入职日期`);
  if (ageOn(birthDate, today) < leastAge)
    return refused("未满 16 周岁，单位不得招用（劳动法第十五条）", "请核对身份证号；实习学生不在这里参保");
  const whole = schemes.some((scheme) => scheme !== "work-injury");
  if (whole && (standing.retired || standing.overAge))
    return refused(
      "已到法定退休年龄，不能再参加职工养老等保险（社会保险法第十六条）",
      "可以只选工伤保险；年限不够要延缴的，请本人带身份证到社保大厅",
    );
  for (const scheme of schemes) {
    const active = standing.rows.filter((row) => row.scheme === scheme && row.stopped_on === null);
    if (active.some((row) => row.employer_id === act.employerId))
      return refused(
        `已经由本单位参加了${schemeNames[scheme]}，不能重复参保`,
        "要改工资请办年度工资申报；要改信息请办个人一般信息变更",
      );
    if (scheme === "work-injury") continue;
    if (active.some((row) => row.through === "employer"))
      return refused(
        `这个人的${schemeNames[scheme]}还在另一家单位参保，一个人同一时间只能有一份`,
        "请本人联系原单位办停保，停保后再来；确实同时在两家上班的，可以只参加工伤保险",
      );
    if (active.some((row) => row.through === "flexible"))
      return refused(
        `这个人还在以灵活就业身份缴${schemeNames[scheme]}，没有停`,
        "请本人先在小程序办「灵活就业暂停缴费」，再由单位参保",
      );
  }
  return undefined;
}

/** A line that stands in the ledger, as far as an entry cares. */
export interface LineThere {
  month: string;
  scheme: Scheme;
  employer_id: string | null;
}

/** From which month an entry counts, and whether it lies too far back to be assessed since then. */
export function entryMonths(
  figures: Figures,
  act: Pick<Entry, "entryDate" | "today">,
): {
  from: string;
  months: string[];
  tooOld: boolean;
} {
  const thisMonth = monthOf(act.today);
  const tooOld = monthOf(act.entryDate) < earliestEntry(figures, act.today);
  const from = tooOld ? thisMonth : monthOf(act.entryDate);
  return { from, months: monthsBetween(from, thisMonth), tooOld };
}

/** The months of one employee that the ledger holds nothing for yet, each assessed by the declared wage. */
export function missingLines(
  figures: Figures,
  act: Entry,
  schemes: readonly Scheme[],
  months: readonly string[],
  standing: readonly LineThere[],
): AssessedLine[] {
  const thisMonth = monthOf(act.today);
  return months.flatMap((month) => {
    const { base } = clampBase(figures, month, act.wage);
    return employerMonth(figures, month, act.wage)
      .filter(({ scheme }) => schemes.includes(scheme))
      .filter(
        ({ scheme }) =>
          !standing.some(
            (line) =>
              line.month === month &&
              line.scheme === scheme &&
              (scheme !== "work-injury" || line.employer_id === act.employerId),
          ),
      )
      .map((line) => ({
        ...line,
        month,
        wage: base === act.wage ? undefined : act.wage,
        lateFee: lateFeeOf(figures, { ...line, month, employer_id: act.employerId }, act.today),
        dueOn: month === thisMonth ? undefined : addDays(act.today, daysToPay),
      }));
  });
}

const sumOf = (lines: readonly AssessedLine[]) => ({
  unit: lines.reduce((sum, line) => sum + (line.unit ?? 0), 0),
  person: lines.reduce((sum, line) => sum + line.person, 0),
  late: lines.reduce((sum, line) => sum + (line.lateFee ?? 0), 0),
});

/** What is told of an entry: from when, what is due now and for the months before. */
export function tellEntry(
  figures: Figures,
  act: Entry,
  schemes: readonly Scheme[],
  lines: readonly AssessedLine[],
  was: { resumed: boolean; endedBenefit: boolean },
): { text: string; due: number; explained: Quote["lines"] } {
  const { today, wage, entryDate } = act;
  const thisMonth = monthOf(today);
  const { from, tooOld } = entryMonths(figures, act);
  const back = sumOf(lines.filter((line) => line.month < thisMonth));
  const now = sumOf(lines.filter((line) => line.month === thisMonth));
  const { clamp, why } = clampBase(figures, thisMonth, wage);
  const backMonths = [...new Set(lines.map((line) => line.month))].filter((month) => month < thisMonth);
  const due = [back, now].reduce((sum, one) => sum + one.unit + one.person + one.late, 0);
  const sentences = [
    `从 ${Month.print(from)}起${was.resumed ? "续保" : "参保"}：${schemes.map((scheme) => schemeNames[scheme]).join("、")}`,
    clamp === undefined ? undefined : why,
    tooOld
      ? `入职已超过 3 个月，${Month.print(monthOf(entryDate))}到上月的部分不能在这里补，请持劳动合同办「劳动合同补缴」，有仲裁、判决的办「法律文书补缴」`
      : undefined,
    backMonths.length === 0
      ? undefined
      : `${backMonths.map(Month.print).join("、")}补缴本金 ${Money.print(back.unit + back.person)}，滞纳金 ${Money.print(back.late)}（每天万分之五，算到今天）`,
    `本月应缴 ${Money.print(now.unit + now.person)}（单位 ${Money.print(now.unit)}，个人 ${Money.print(now.person)}）${now.late > 0 ? `，已过本月截止日，另有滞纳金 ${Money.print(now.late)}` : ""}`,
    was.endedBenefit ? "失业金从参保当月起停发" : undefined,
  ];
  const late = back.late + now.late;
  const explained = [
    ...backMonths.map((month) => {
      const own = sumOf(lines.filter((line) => line.month === month));
      return {
        label: `补缴 ${Month.print(month)}`,
        fen: own.unit + own.person,
        why: `单位 ${Money.print(own.unit)}，个人 ${Money.print(own.person)}`,
      };
    }),
    ...(late > 0
      ? [{ label: "滞纳金", fen: late, why: "每天万分之五，算到今天，由单位承担（社会保险法第八十六条）" }]
      : []),
    { label: "本月，单位部分", fen: now.unit, why },
    ...(now.person > 0 ? [{ label: "本月，个人部分", fen: now.person, why: "从员工工资里代扣" }] : []),
  ];
  return { text: `${sentences.filter((one) => one !== undefined).join("；")}。请到税务渠道缴清。`, due, explained };
}

/**
 * 职工参保登记 and 续保. Months since an entry of up to three months ago are assessed with late fee; what lies further back is not done
 * here, and the answer says by which way it can be. Whoever drew unemployment benefit draws it no longer.
 */
export function enrolEmployee(tx: Tx, act: EnrolEmployee): Promise<Effect> {
  const { personId, employerId, key, today, wage, entryDate } = act;
  const schemes = [...new Set(act.schemes)].toSorted().toReversed();
  const input = { schemes, wage, entryDate };
  return once(tx, { kind: "enrol-employee", key, personId, employerId, today, input }, async () => {
    const employer = await tx
      .selectFrom("employers")
      .select(["region", "opened_on"])
      .where("id", "=", employerId)
      .executeTakeFirstOrThrow();
    const { birthDate } = await getPerson(tx, personId);
    const standing = await readStanding(tx, personId, today);
    const { figures } = standing;
    const barred = enrolBarrier(act, standing, birthDate, employer);
    if (barred) return barred;
    const { from, months } = entryMonths(figures, act);
    const resumed = standing.rows.some((row) => row.employer_id === employerId);

    await tx
      .insertInto("enrolments")
      .values(
        schemes.map((scheme) => ({
          id: randomUUID(),
          person_id: personId,
          scheme,
          through: "employer" as const,
          employer_id: employerId,
          tier: null,
          region: employer.region,
          started_on: from,
          stopped_on: null,
          stop_reason: null,
        })),
      )
      .execute();
    await declare(tx, { employerId, fromMonth: from, kind: "entry", key }, [{ personId, wage }]);
    const before = await tx
      .selectFrom("payments")
      .select(["month", "scheme", "employer_id"])
      .where("person_id", "=", personId)
      .where("month", "in", months)
      .where("status", "<>", "cancelled")
      .execute();
    const lines = missingLines(figures, act, schemes, months, before);
    await assess(tx, { ...act, figures }, lines);
    const endedBenefit = await endUnemployment(tx, personId, from, "new-job");

    const { text, due, explained } = tellEntry(figures, act, schemes, lines, { resumed, endedBenefit });
    const estimate = estimateOf(figures, monthOf(today));
    return {
      text,
      due,
      lines: explained,
      ...(estimate === undefined ? {} : { estimate }),
      events: [
        { kind: "enrolled", detail: { schemes, wage, from, entryDate, resumed } },
        { kind: "assessed", detail: { lines, figures: figures.version } },
        ...(endedBenefit ? [{ kind: "benefit-stopped", detail: { reason: "new-job", from } }] : []),
      ],
    };
  });
}
