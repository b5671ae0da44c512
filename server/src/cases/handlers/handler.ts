import type { Quote } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { CoreInsurance, Effect } from "../../ports/core-insurance.ts";

export interface HandlerInput<A> {
  tx: Tx;
  core: CoreInsurance;
  personId: string;
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
  quote?(answers: A): Quote;
}
