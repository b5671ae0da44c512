import type { Tx } from "../db.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";
import type { Volatile } from "../ports/volatile.ts";

/** What the case functions need of the rest of the house. */
export interface CaseParts {
  core: CoreInsurance;
  /** Counts who guesses at other people. */
  volatile: Pick<Volatile, "hit">;
  /** The mobile number the person gave when binding. */
  mobileOf(tx: Tx, personId: string): Promise<string | null>;
}
