import { schemeNames, type Quote } from "@wsi/shared/insurance";
import { Money, Month, monthOf } from "@wsi/shared/values";
import type { OpenLine } from "../../ports/core-insurance.ts";
import type { Asking } from "./handler.ts";

interface Chosen {
  which: "all" | "some";
  from?: string;
  to?: string;
}

/** What the person owes themselves and chose: all of it, or a range of months. Oldest first. */
export async function chosenArrears({ tx, core, subject, answers, today }: Asking<Chosen>): Promise<OpenLine[]> {
  const { lines } = await core.openLines(tx, { personId: subject.personId }, today);
  const { which, from = "", to = "9999-12" } = answers;
  return lines.filter(
    ({ month, status }) =>
      // As the fact `ownArrears` counts: this month may still be stopped, so it is not given up.
      status === "arrears" && month < monthOf(today) && (which === "all" || (from <= month && month <= to)),
  );
}

export const monthsIn = (lines: readonly OpenLine[]): string[] => [...new Set(lines.map((line) => line.month))];

/** Each line with its base, so that people need not believe us. */
export const quoteArrears = (lines: readonly OpenLine[]): Omit<Quote, "figures"> => ({
  lines: lines.map((line) => ({
    label: `${Month.print(line.month)} ${schemeNames[line.scheme].replace(/^职工|保险$/g, "")}`,
    fen: line.person,
    why: `核定时的基数 ${Money.print(line.base)}`,
  })),
  total: lines.reduce((sum, line) => sum + line.person, 0),
});
