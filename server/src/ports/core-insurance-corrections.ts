import type { StopReason } from "@wsi/shared/insurance";
import type { Tx } from "../db.ts";
import type { ActOn, Effect } from "./core-insurance-acts.ts";

/** What of an act was wrong, and what is right. Which act each belongs to: server/src/insurance/corrections/index.ts. */
export type LedgerChange =
  /** Fen a month, as it should have been declared. */
  | { kind: "wage"; wage: number }
  /** True first day of work. */
  | { kind: "entry"; entryDate: string }
  /** True last day of work, or why it ended, or both. */
  | { kind: "stop"; leavingDate?: string; reason?: StopReason }
  /** Percent of the published base. */
  | { kind: "tier"; tier: number }
  /** District code that the amount of a benefit depends on. */
  | { kind: "benefit-region"; region: string }
  /** Bank card that a benefit is paid to. */
  | { kind: "payee"; bankCard: string }
  /** As the police register writes it. */
  | { kind: "name"; name: string };

/** 更正: an act of before was wrong. What it wrote is reversed and what is right is entered; nothing is rewritten. */
export interface Correct extends ActOn {
  personId: string;
  /** Of the act that was wrong, where it was an employer's. */
  employerId?: string;
  /** GZ…, of the request. */
  number: string;
  /** Key of the act that was wrong. */
  of: string;
  why: string;
  /** Two members of staff: the ledger refuses one. */
  proposedBy: string;
  confirmedBy: string;
  change: LedgerChange;
}

export interface Corrections {
  correct(tx: Tx, act: Correct): Promise<Effect>;
}
