import type { Figures, Quote } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { CoreInsurance, Effect, LedgerChange } from "../../ports/core-insurance.ts";
import type { Volatile } from "../../ports/volatile.ts";

/** Whom the act is about, for which employer, and who does it. */
export interface Subject {
  /** In the register by now, even when the case began with a newcomer; of an item about an employer: the clerk. */
  personId: string;
  /** Set for items about an employee or an employer. */
  employerId?: string;
  /** Who acts; the person themselves in their own matter. */
  actorId: string;
}

/** The employer of an item that is about one or about its employee: such a case cannot be without. */
export function employerOf({ employerId }: Subject): string {
  if (employerId === undefined) throw new Error("a case of an employer knows its employer");
  return employerId;
}

export interface HandlerInput<A> {
  tx: Tx;
  core: CoreInsurance;
  subject: Subject;
  answers: A;
  /** Safe to repeat: the same key has the same effect once. */
  key: string;
  /** 'YYYY-MM-DD' in Beijing. */
  today: string;
  now: Date;
  volatile: Pick<Volatile, "hit">;
  /** Tells somebody besides who acts and whom the case is about, once. */
  tell(personId: string, title: string, text: string): Promise<void>;
}

/** A part of the printed receipt that is the item's own. */
export interface PrintedPart {
  heading: string;
  rows: { label: string; text: string }[];
}

/** What may be asked without doing anything. */
export type Asking<A> = Pick<HandlerInput<A>, "tx" | "core" | "subject" | "answers" | "today">;

export interface Handler<A> {
  /**
   * The machine's part of an item: changes the ledger when the case is approved, in the same transaction. A registry that is down
   * is a fault, thrown: the transaction ends and nothing has happened.
   */
  effect(input: HandlerInput<A>): Promise<Effect>;
  /** What it will cost, before the person says yes. Absent: what the ledger says when it is asked in earnest. */
  quote?(figures: Figures, answers: A): Quote;
  /** The same where it stands in the ledger (arrears, a benefit, before and after). Wins over `quote`. */
  foresee?(input: Asking<A>): Promise<Omit<Quote, "figures">>;
  /**
   * 更正: how a mistake in an answer is put right in the ledger, by question. What is not here is put right by doing the item again, or
   * by hand (docs/how-to/correct-the-ledger.md says which and why).
   */
  corrections?: { readonly [F in keyof A]?: (value: NonNullable<A[F]>) => LedgerChange };
  /** What the receipt of a case that is done prints besides. */
  print?(input: Asking<A>): Promise<PrintedPart[]>;
}
