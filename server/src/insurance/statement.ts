import type { PaymentMonth } from "@wsi/shared/contract";
import { addMonths, monthOf, monthsBetween } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { CoreInsurance, Payment } from "../ports/core-insurance.ts";

export const isPaid = (line: Payment): boolean => line.status === "arrived" || line.status === "back-paid";

export function presentMonth(month: string, payments: readonly Payment[], gap: boolean): PaymentMonth {
  const arrived = payments.filter(isPaid);
  const main = payments.find((line) => line.scheme === "pension") ?? payments[0];
  return {
    month,
    paidByPerson: arrived.reduce((sum, line) => sum + line.person, 0),
    paidByUnit: arrived.reduce((sum, line) => sum + line.unit, 0),
    ...(main === undefined ? {} : { through: main.through }),
    ...(main?.employerName === undefined ? {} : { employerName: main.employerName }),
    lines: payments.map(({ scheme, base, unit, person, status, figures, note }) => ({
      scheme,
      base,
      unit,
      person,
      status,
      figures,
      ...(note === undefined ? {} : { note }),
    })),
    gap,
  };
}

/**
 * The last `count` months up to this one, newest first, and next month's when it is assessed already. Months before the first and
 * after the last thing to tell are left away, so that a newcomer sees an empty list and not two years of nothing.
 */
export async function presentPayments(
  core: Pick<CoreInsurance, "payments" | "facts">,
  tx: Tx,
  personId: string,
  today: string,
  count: number,
): Promise<PaymentMonth[]> {
  const thisMonth = monthOf(today);
  const range = { from: addMonths(thisMonth, 1 - count), to: addMonths(thisMonth, 1) };
  const lines = new Map<string, Payment[]>();
  for (const line of await core.payments(tx, personId, range))
    lines.set(line.month, [...(lines.get(line.month) ?? []), line]);
  const { gapMonths } = await core.facts(tx, personId, today);
  const gaps = new Set(Array.isArray(gapMonths) ? gapMonths : []);
  const telling = (month: string) => lines.has(month) || gaps.has(month);
  const months = monthsBetween(range.from, range.to);
  const [first, last] = [months.findIndex(telling), months.findLastIndex(telling)];
  return months
    .slice(first, first < 0 ? 0 : last + 1)
    .map((month) => presentMonth(month, lines.get(month) ?? [], gaps.has(month)))
    .toReversed();
}
