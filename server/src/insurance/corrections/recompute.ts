import type { AmountLine } from "@wsi/shared/insurance";
import { addDays, Money, Month, monthOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { assess, refused, type AssessedLine, type Refused } from "../effect.ts";
import { lateFeeOf } from "../orders.ts";
import { isPaid, orderOf, reverse, type Ask, type Corrected, type Line } from "./wrong.ts";

/** As for what an entry assesses afterwards. */
export const daysToPay = 30;

export const ordered = (number: string): Refused =>
  refused(`要更正的费用已经开了缴费单 ${number}，可能正在缴`, "请等缴费单过期，或到账 2 到 5 个工作日后再办更正");
/** Giving money back is the tax office's: the ledger cannot reverse what it never held. */
export const overpaid = (months: readonly string[]): Refused =>
  refused(
    `更正后${months.map(Month.print).join("、")}多缴了，已经到账的钱不能在账上冲掉`,
    "多缴的要申请退费（退收）：由参保单位或本人向税务部门申请，退完再来更正",
  );

/** What a month should be by now; lines of schemes that do not stand in it are left out by `recompute`. */
export type Expected = (month: string) => readonly (AmountLine & { wage?: number | undefined })[];

/**
 * Brings lines to what they should be. A line that waits for money is reversed, and one in its place is entered with its day and its
 * state; to what is paid the difference is added. Refuses what would have to be paid back, before anything is written.
 */
export async function recompute(
  tx: Tx,
  { act, figures }: Pick<Ask<"wage" | "tier">, "act" | "figures">,
  lines: readonly Line[],
  expected: Expected,
): Promise<Pick<Corrected, "reversed" | "entered" | "due"> | Refused> {
  const groups = new Map<string, Line[]>();
  for (const line of lines) {
    const key = `${line.month} ${line.scheme}`;
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const gone: Line[] = [];
  const coming: AssessedLine[] = [];
  const tooMuch = new Set<string>();
  for (const own of groups.values()) {
    const [first] = own;
    const right = first && expected(first.month).find((line) => line.scheme === first.scheme);
    if (!first || !right) continue;
    const paid = own.filter(isPaid);
    const open = own.filter((line) => !isPaid(line));
    const sum = (of: (line: Line) => number) => paid.reduce((total, line) => total + of(line), 0);
    const unit = right.unit - sum((line) => line.unit);
    const person = right.person - sum((line) => line.person);
    if (unit < 0 || person < 0) tooMuch.add(first.month);
    const [only] = open;
    const asItIs =
      unit + person === 0
        ? open.length === 0
        : open.length === 1 && only?.unit === unit && only.person === person && only.base === right.base;
    if (asItIs) continue;
    gone.push(...open);
    if (unit + person <= 0) continue;
    const { month, scheme } = first;
    coming.push({
      month,
      scheme,
      base: right.base,
      unit,
      person,
      wage: right.wage,
      ...(paid.length === 0 && only
        ? { dueOn: only.due_on ?? undefined, status: only.status === "arrears" ? "arrears" : "assessed" }
        : {
            basis: "difference",
            lateFee: lateFeeOf(figures, { month, unit, person, employer_id: first.employer_id }, act.today),
            dueOn: month < monthOf(act.today) ? addDays(act.today, daysToPay) : undefined,
          }),
    });
  }
  if (tooMuch.size > 0) return overpaid([...tooMuch].toSorted());
  const order = await orderOf(tx, act, gone);
  if (order !== undefined) return ordered(order);
  const reversed = await reverse(tx, gone);
  const employerId = lines[0]?.employer_id ?? undefined;
  const whom = { personId: act.personId, ...(employerId === undefined ? {} : { employerId }) };
  const entered = await assess(tx, { ...whom, today: act.today, figures }, coming);
  return { reversed, entered, due: dueOf(coming) };
}

export const dueOf = (lines: readonly AssessedLine[]): number =>
  lines.reduce((sum, line) => sum + (line.unit ?? 0) + line.person + (line.lateFee ?? 0), 0);

/** What became of the lines, for the sentence that tells it. */
export const linesTold = ({ reversed, entered, due }: Pick<Corrected, "reversed" | "entered" | "due">): string =>
  [
    reversed.length > 0 ? `，冲销 ${reversed.length} 笔没有缴的核定` : "",
    entered.length > 0 ? `，重新核定 ${entered.length} 笔，应缴 ${Money.print(due)}，请到税务渠道缴` : "",
  ].join("");
