import type { Figures } from "@wsi/shared/insurance";
import type { Selectable } from "kysely";
import type { Tx } from "../../db.ts";
import type { Correct, LedgerChange } from "../../ports/core-insurance.ts";
import type { LineKey } from "../effect.ts";
import { readOpenLines } from "../orders.ts";
import type { InsuranceTables } from "../tables.ts";

/** An act that was wrong: what it was asked, as the corrections since then left it. */
export interface Wrong {
  kind: string;
  input: Record<string, unknown>;
  /** Keys of the act and of its corrections: what they wrote may be put right by the next. */
  keys: readonly string[];
}

/** What a correction finds: who asked, what was wrong, and the figures that everything of it stands on. */
export interface Ask<Kind extends LedgerChange["kind"]> {
  act: Omit<Correct, "change"> & { change: Extract<LedgerChange, { kind: Kind }> };
  wrong: Wrong;
  figures: Figures;
}

/** What it did. The rows of `was` and `now` bear the names of the act's own input. */
export interface Corrected {
  was: Record<string, unknown>;
  now: Record<string, unknown>;
  /** One Chinese sentence without its full stop. */
  text: string;
  reversed: readonly LineKey[];
  entered: readonly LineKey[];
  /** Fen that became due, late fees included. */
  due: number;
  estimate?: string | undefined;
}

export const correctionKey = (number: string): string => `correction:${number}`;

export async function readWrong(tx: Tx, act: Correct): Promise<Wrong> {
  const effect = await tx
    .selectFrom("ledger_effects")
    .selectAll()
    .where("key", "=", act.of)
    .where("person_id", "is not distinct from", act.personId)
    .executeTakeFirst();
  // A declaration of wages belongs to the employer alone: its rows name the people.
  const found =
    effect ??
    (await tx
      .selectFrom("ledger_effects")
      .selectAll()
      .where("key", "=", act.of)
      .where("person_id", "is", null)
      .where("employer_id", "=", act.employerId ?? "00000000-0000-0000-0000-000000000000")
      .executeTakeFirst());
  if (!found) throw new Error("what is to be corrected was never done to this person");
  const before = await tx
    .selectFrom("ledger_corrections")
    .select(["number", "now"])
    .where("of_key", "=", act.of)
    .where("person_id", "=", act.personId)
    .orderBy("number")
    .execute();
  return {
    kind: found.kind,
    input: Object.assign({}, found.input as Record<string, unknown>, ...before.map((one) => one.now)) as Wrong["input"],
    keys: [act.of, ...before.map((one) => correctionKey(one.number))],
  };
}

export type Line = Selectable<InsuranceTables["payments"]>;
export const isPaid = ({ status }: Pick<Line, "status">): boolean => status === "arrived" || status === "back-paid";
export const keyOf = ({
  person_id,
  month,
  scheme,
  number,
}: Omit<LineKey, "personId"> & { person_id: string }): LineKey => ({
  personId: person_id,
  month,
  scheme,
  number,
});

/** Lines of some months that stand, oldest first; of one employer, or of flexible employment. `to`: the last month, if there is one. */
export const standingLines = (
  tx: Tx,
  of: { personId: string; employerId: string | null; from: string; to?: string | undefined },
): Promise<Line[]> =>
  tx
    .selectFrom("payments")
    .selectAll()
    .where("person_id", "=", of.personId)
    .where("employer_id", of.employerId === null ? "is" : "=", of.employerId)
    .where("month", ">=", of.from)
    .$if(of.to !== undefined, (q) => q.where("month", "<=", of.to ?? ""))
    .where("status", "<>", "cancelled")
    .orderBy("month")
    .orderBy("scheme")
    .orderBy("number")
    .execute();

/** The order that is still valid and holds one of these lines: money may be under way for them. */
export async function orderOf(
  tx: Tx,
  act: Pick<Correct, "personId" | "today">,
  lines: readonly Line[],
): Promise<string | undefined> {
  const employerId = lines[0]?.employer_id;
  if (employerId === undefined) return undefined;
  const payer = employerId === null ? { personId: act.personId } : { employerId, personIds: [act.personId] };
  const open = await readOpenLines(tx, payer, act.today);
  const mine = new Set(lines.map((line) => `${line.month} ${line.scheme} ${line.number}`));
  return (
    open.find((row) => row.order_number !== null && mine.has(`${row.month} ${row.scheme} ${row.number}`))
      ?.order_number ?? undefined
  );
}

/** Lines that wait for money are reversed: they keep their amounts and are asked of nobody. */
export async function reverse(tx: Tx, lines: readonly Line[]): Promise<LineKey[]> {
  for (const line of lines) {
    const { numUpdatedRows } = await tx
      .updateTable("payments")
      .set({ status: "cancelled", cancelled_because: "corrected" })
      .where("person_id", "=", line.person_id)
      .where("month", "=", line.month)
      .where("scheme", "=", line.scheme)
      .where("number", "=", line.number)
      .where("status", "in", ["assessed", "arrears"])
      .executeTakeFirstOrThrow();
    if (numUpdatedRows !== 1n) throw new Error("only a line that waits for money is reversed");
  }
  return lines.map(keyOf);
}
