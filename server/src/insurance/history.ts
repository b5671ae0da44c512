import type { PaymentHistory, PaymentState } from "@wsi/shared/contract";
import type { Scheme } from "@wsi/shared/insurance";
import { addMonths, monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { CoreInsurance, Payment } from "../ports/core-insurance.ts";
import { isPaid, presentMonth } from "./statement.ts";

/** Before it nobody has records here. */
const firstMonth = "1990-01";
const pageMonths = 24;

/** What of somebody's records is asked for; what is left out narrows nothing. */
export interface PaymentAsk {
  from?: number | undefined;
  to?: number | undefined;
  scheme?: Scheme | undefined;
  state?: PaymentState | undefined;
  /** `flexible`, or the place among the employers, oldest first. */
  payer?: string | undefined;
}
type Reader = Pick<CoreInsurance, "payments" | "facts">;

/** Who ever paid, oldest first: a place in this list stays the same, since history is only added to. */
const employersOf = (lines: readonly Payment[]): string[] => [
  ...new Set(lines.toReversed().flatMap(({ employerName }) => (employerName === undefined ? [] : [employerName]))),
];

function inState(line: Payment, state: PaymentAsk["state"]): boolean {
  if (state === undefined) return true;
  if (state === "paid") return isPaid(line);
  return state === "gap" ? false : line.status === (state === "waiting" ? "assessed" : "arrears");
}

/** All lines of somebody that match, newest first, with everybody who ever paid for them. One statement. */
export async function paymentRecords(
  core: Pick<CoreInsurance, "payments">,
  tx: Tx,
  personId: string,
  today: string,
  ask: PaymentAsk,
): Promise<{ all: Payment[]; matching: Payment[]; employers: string[] }> {
  const all = await core.payments(tx, personId, { from: firstMonth, to: addMonths(monthOf(today), 1) });
  const employers = employersOf(all);
  const payer = ask.payer === undefined || ask.payer === "flexible" ? undefined : employers[Number(ask.payer)];
  const matching = all.filter(
    (line) =>
      withinYears(line.month, ask) &&
      (ask.scheme === undefined || line.scheme === ask.scheme) &&
      (ask.payer === undefined ||
        (ask.payer === "flexible" ? line.through === "flexible" : line.employerName === payer)) &&
      inState(line, ask.state),
  );
  return { all, matching, employers };
}

const withinYears = (month: string, { from, to }: PaymentAsk): boolean => {
  const year = Number(month.slice(0, 4));
  return (from === undefined || year >= from) && (to === undefined || year <= to);
};

function gathered(lines: readonly Payment[]): Map<string, Payment[]> {
  const months = new Map<string, Payment[]>();
  for (const line of lines) {
    const own = months.get(line.month);
    if (own) own.push(line);
    else months.set(line.month, [line]);
  }
  return months;
}

/** 缴费记录: the months that match, a page of them, with sums and years of all that match. Gaps belong to no scheme's or payer's list. */
export async function presentHistory(
  core: Reader,
  tx: Tx,
  personId: string,
  today: string,
  ask: PaymentAsk & { page: number },
): Promise<Omit<PaymentHistory, "next" | "estimate" | "asOf" | "authority">> {
  const { all, matching, employers } = await paymentRecords(core, tx, personId, today, ask);
  const whole = ask.scheme === undefined && ask.payer === undefined && (ask.state ?? "gap") === "gap";
  const { gapMonths } = whole ? await core.facts(tx, personId, today) : {};
  const gaps = new Set(
    (Array.isArray(gapMonths) ? gapMonths : []).filter(
      (month): month is string => typeof month === "string" && withinYears(month, ask),
    ),
  );
  const lines = gathered(matching);
  const months = [...new Set([...lines.keys(), ...gaps])].toSorted().toReversed();
  const at = (ask.page - 1) * pageMonths;
  const years = new Map<number, { person: number; unit: number; gaps: number }>();
  const sums = { months: 0, person: 0, unit: 0, unpaid: 0, gaps: gaps.size };
  for (const month of months) {
    const own = lines.get(month) ?? [];
    const paid = own.filter(isPaid);
    const sum = (of: (line: Payment) => number) => paid.reduce((total, line) => total + of(line), 0);
    const year = Number(month.slice(0, 4));
    const of = years.get(year) ?? { person: 0, unit: 0, gaps: 0 };
    years.set(year, of);
    of.person += sum((line) => line.person);
    of.unit += sum((line) => line.unit);
    if (gaps.has(month)) of.gaps += 1;
    if (paid.length > 0) sums.months += 1;
    sums.person += sum((line) => line.person);
    sums.unit += sum((line) => line.unit);
    for (const line of own)
      if (line.status === "assessed" || line.status === "arrears") sums.unpaid += line.person + line.unit;
  }
  const [first, last] = [all.at(-1)?.month, all[0]?.month];
  const firstYear = Number((first ?? today).slice(0, 4));
  const shownYears = [...years.keys()].toSorted((a, b) => a - b);
  const [oldest = 0, newest = -1] = [shownYears[0], shownYears.at(-1)];
  return {
    page: ask.page,
    matching: months.length,
    size: pageMonths,
    months: months
      .slice(at, at + pageMonths)
      .map((month) => presentMonth(month, lines.get(month) ?? [], gaps.has(month))),
    sums,
    // A year with nothing in it between two others is drawn, too.
    years: Array.from({ length: newest - oldest + 1 }, (_, after) => ({
      year: oldest + after,
      ...(years.get(oldest + after) ?? { person: 0, unit: 0, gaps: 0 }),
    })),
    known:
      first === undefined || last === undefined
        ? null
        : {
            from: firstYear,
            to: Number(last.slice(0, 4)),
            payers: [
              ...employers.map((name, place) => ({ key: String(place), name })),
              ...(all.some((line) => line.through === "flexible")
                ? [{ key: "flexible", name: "灵活就业，自己缴" }]
                : []),
            ],
          },
  };
}
