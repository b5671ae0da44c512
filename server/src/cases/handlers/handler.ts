import type { Figures, Quote } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { CoreInsurance, Effect } from "../../ports/core-insurance.ts";

/** Whom the act is about, for which employer, and who does it. */
export interface Subject {
  /** In the register by now, even when the case began with a newcomer; of an item about an employer: the clerk. */
  personId: string;
  /** Set for items about an employee or an employer. */
  employerId?: string;
  /** Who acts; the person themselves in their own matter. */
  actorId: string;
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
}

export interface Handler<A> {
  /**
   * The machine's part of an item: changes the ledger when the case is approved, in the same transaction. A registry that is down
   * is a fault, thrown: the transaction ends and nothing has happened.
   */
  effect(input: HandlerInput<A>): Promise<Effect>;
  /** What it will cost, before the person says yes. Absent: it costs nothing. */
  quote?(figures: Figures, answers: A): Quote;
}
