import type { Tx } from "../../db.ts";
import type { CoreInsurance } from "../../ports/core-insurance.ts";

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

/** What the ledger answered. A registry that is down is a fault, thrown: the transaction ends and nothing has happened. */
export type Effect =
  | { outcome: "done"; receipt: string; text: string }
  | { outcome: "refused"; because: string; instead: string };

/** The machine's part of an item: changes the ledger when the case is approved, in the same transaction. */
export type Handler<A> = (input: HandlerInput<A>) => Promise<Effect>;
