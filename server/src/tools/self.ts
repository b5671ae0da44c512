import { beijingDay } from "@wsi/shared/case";
import type { Scheme } from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { CoreInsurance, Payment } from "../ports/core-insurance.ts";

/** What a bound person's records already tell, so that a calculation need not ask. */
export interface Self {
  sex: "male" | "female";
  /** 'YYYY-MM-DD'. */
  birthDate: string;
  /** District code of the last enrolment. */
  region: string | null;
  /** Months that arrived, of pension and of unemployment insurance. */
  pensionMonths: number;
  unemploymentMonths: number;
  /** Percent, of flexible employment. */
  tier: number | null;
  /** Base of the last month at an employer, fen. */
  wage: number | null;
}

/** Before it nobody has records here. */
const FIRST_MONTH = "1990-01";
const isPaid = (line: Payment): boolean => line.status === "arrived" || line.status === "back-paid";

/** Months of each scheme that were paid, each counted once however many lines it has. */
function paidMonths(lines: readonly Payment[]): Map<Scheme, number> {
  const seen = new Set(lines.filter(isPaid).map((line) => `${line.scheme} ${line.month}`));
  const counts = new Map<Scheme, number>();
  for (const { scheme, month } of lines)
    if (seen.delete(`${scheme} ${month}`)) counts.set(scheme, (counts.get(scheme) ?? 0) + 1);
  return counts;
}

export async function selfOf(core: CoreInsurance, tx: Tx, personId: string, now: Date): Promise<Self> {
  const { sex, birthDate, region } = await core.getPerson(tx, personId);
  const running = await core.enrolments(tx, personId);
  const lines = await core.payments(tx, personId, { from: FIRST_MONTH, to: monthOf(beijingDay(now)) });
  const counts = paidMonths(lines);
  return {
    sex,
    birthDate,
    region,
    pensionMonths: counts.get("pension") ?? 0,
    unemploymentMonths: counts.get("unemployment") ?? 0,
    tier: running.find((one) => one.through === "flexible" && one.tier !== undefined)?.tier ?? null,
    wage: lines.find((line) => line.through === "employer" && line.scheme === "pension")?.base ?? null,
  };
}
