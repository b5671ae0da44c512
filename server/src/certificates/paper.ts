import type { Scheme } from "@wsi/shared/contract";
import { schemes } from "@wsi/shared/insurance";
import { certificatePurposes, type CertificatePurpose } from "@wsi/shared/items";
import { addMonths, monthsBetween } from "@wsi/shared/values";
import type { Payment } from "../ports/core-insurance.ts";

/** Months after one another that read alike: one line of the paper. */
export interface Run {
  from: string;
  to: string;
  months: number;
  /** The employer's name, or in flexible employment. */
  through: string;
  schemes: Scheme[];
  /** arrived; paid later; assessed and not yet paid; nothing. */
  state: "arrived" | "back-paid" | "open" | "none";
}

/** Everything a certificate says, as it was printed. */
export interface Paper {
  purpose: CertificatePurpose;
  name: string;
  /** Masked. */
  idNumber: string;
  from: string;
  to: string;
  runs: Run[];
  /** Pension months that arrived in the range, and those of them that were paid later. */
  paid: number;
  backPaid: number;
  /** The run of pension months that ends last, counted as the purpose wants it. */
  inARow: { months: number; from: string | null; to: string | null; countsBackPaid: boolean };
  /** Day up to which arrivals of money are in it. */
  asOf: string;
  /** Months whose lines a correction 更正 entered, each with its words. Absent: none. */
  corrected?: { month: string; note: string }[];
}

type Month = Omit<Run, "from" | "to" | "months">;
const nothing: Month = { through: "", schemes: [], state: "none" };
const flexible = "灵活就业";

/** Money is under way for so many months before the last one: they neither count nor break the row. */
const monthsUnderWay = 2;

/** One month as the paper sees it: pension decides its state, what else arrived stands beside it. */
function readMonth(lines: readonly Payment[]): Month {
  const standing = lines.filter((line) => line.status !== "cancelled");
  const pension = standing.filter((line) => line.scheme === "pension");
  const judged = pension.length > 0 ? pension : standing;
  const [first] = judged;
  if (!first) return nothing;
  const state = judged.some((line) => line.status === "assessed" || line.status === "arrears")
    ? "open"
    : judged.some((line) => line.status === "back-paid")
      ? "back-paid"
      : "arrived";
  const there = standing.filter((line) => line.status === "arrived" || line.status === "back-paid" || state === "open");
  return {
    through: first.through === "flexible" ? flexible : (first.employerName ?? "单位"),
    schemes: schemes.filter((scheme) => there.some((line) => line.scheme === scheme)),
    state,
  };
}

const alike = (a: Month, b: Month): boolean =>
  a.through === b.through && a.state === b.state && a.schemes.join() === b.schemes.join();

/** Writes the paper from the ledger's lines. Pure: the same lines, the same paper. */
export function writePaper(given: {
  purpose: CertificatePurpose;
  name: string;
  idNumber: string;
  from: string;
  to: string;
  payments: readonly Payment[];
  asOf: string;
}): Paper {
  const { purpose, from, to, payments, ...rest } = given;
  const months = monthsBetween(from, to).map((month) => ({
    month,
    ...readMonth(payments.filter((line) => line.month === month)),
  }));
  const runs: Run[] = [];
  for (const { month, ...one } of months) {
    const last = runs.at(-1);
    if (last && alike(last, one)) Object.assign(last, { to: month, months: last.months + 1 });
    else runs.push({ from: month, to: month, months: 1, ...one });
  }
  const corrected = correctedIn(payments);
  const pension = months.filter((one) => one.schemes.includes("pension"));
  return {
    purpose,
    ...rest,
    from,
    to,
    runs,
    paid: pension.filter((one) => one.state === "arrived" || one.state === "back-paid").length,
    backPaid: pension.filter((one) => one.state === "back-paid").length,
    inARow: rowOf(months, certificatePurposes[purpose].countsBackPaid),
    ...(corrected.length > 0 ? { corrected } : {}),
  };
}

/** Oldest first, each month and correction once. */
function correctedIn(payments: readonly Payment[]): { month: string; note: string }[] {
  const found = new Map<string, { month: string; note: string }>();
  for (const { month, note, status } of payments)
    if (note !== undefined && status !== "cancelled") found.set(`${month} ${note}`, { month, note });
  return [...found.values()].toSorted((a, b) => (a.month < b.month ? -1 : 1));
}

function rowOf(months: readonly (Month & { month: string })[], countsBackPaid: boolean): Paper["inARow"] {
  const counts = (one: Month) =>
    one.schemes.includes("pension") && (one.state === "arrived" || (countsBackPaid && one.state === "back-paid"));
  let end = months.length - 1;
  for (let ago = 0; ago < monthsUnderWay && months[end]?.state === "open"; ago++) end--;
  let start = end;
  while (start >= 0 && counts(months[start] ?? nothing)) start--;
  const length = end - start;
  const last = months[end]?.month;
  return length > 0 && last !== undefined
    ? { months: length, from: addMonths(last, 1 - length), to: last, countsBackPaid }
    : { months: 0, from: null, to: null, countsBackPaid };
}
