import type { Overview } from "@wsi/shared/contract";
import { cutOffOf, type Figures, type Scheme } from "@wsi/shared/insurance";
import { monthOf } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import { currentFigures } from "../figures/index.ts";
import type { CoreInsurance, OpenLines, Payment } from "../ports/core-insurance.ts";
import { isPaid } from "./statement.ts";

type Reader = Pick<CoreInsurance, "enrolments" | "payments" | "accumulated" | "openLines" | "benefits">;
const inOrder: readonly Scheme[] = ["pension", "medical", "unemployment", "work-injury", "maternity"];

/** 我的社保 on one screen. A handful of reads, each one range of a key, whatever the size of the city. */
export async function presentOverview(
  core: Reader,
  tx: Tx,
  personId: string,
  today: string,
): Promise<Omit<Overview, "next" | "estimate" | "asOf" | "authority">> {
  const month = monthOf(today);
  const enrolments = await core.enrolments(tx, personId);
  const insured = enrolments.filter((one) => one.state === "active");
  const lines = await core.payments(tx, personId, { from: month, to: month });
  const { months, gaps, medicalGap, retirement } = await core.accumulated(tx, personId, today);
  const open = await core.openLines(tx, { personId }, today);
  const benefits = await core.benefits(tx, personId, today);
  const retired = benefits.some((one) => one.kind === "pension" && (one.to === undefined || one.to >= month));
  const last = enrolments.find((one) => one.stoppedOn !== undefined);
  return {
    insured: inOrder.flatMap((scheme) => insured.filter((one) => one.scheme === scheme)),
    last: insured.length > 0 || !last?.stoppedOn ? null : { scheme: last.scheme, stoppedOn: last.stoppedOn },
    retired,
    thisMonth: monthNow(await currentFigures(tx), month, lines, insured[0]?.through ?? null, today),
    months: inOrder.flatMap((scheme) => {
      const count = months[scheme];
      return count === undefined ? [] : [{ scheme, months: count }];
    }),
    gaps,
    medicalGap,
    retirement,
    due: dueOf(open),
  };
}

/** Paid, to be paid by a day, overdue, not assessed yet, or nobody's duty. */
export function monthNow(
  figures: Figures,
  month: string,
  lines: readonly Payment[],
  through: "employer" | "flexible" | null,
  today: string,
): Overview["thisMonth"] {
  const standing = lines.filter((line) => line.status !== "cancelled");
  const unpaid = standing.filter((line) => !isPaid(line));
  const of = unpaid.length > 0 ? unpaid : standing;
  const fen = of.reduce((sum, line) => sum + line.person + line.unit, 0);
  const by = of[0]?.through ?? through;
  const payBy = by === null ? null : cutOffOf(figures, month, by);
  if (standing.length === 0) return { month, state: through === null ? "none" : "coming", fen: 0, payBy, through };
  if (unpaid.length === 0) return { month, state: "paid", fen, payBy, through: by };
  return { month, state: payBy !== null && payBy < today ? "overdue" : "waiting", fen, payBy, through: by };
}

function dueOf({ lines, total, asOf }: OpenLines): Overview["due"] {
  const payBy = lines.map((line) => line.payBy).toSorted()[0];
  if (payBy === undefined) return null;
  return { fen: total, payBy, overdue: payBy < asOf, months: [...new Set(lines.map((line) => line.month))].toSorted() };
}
