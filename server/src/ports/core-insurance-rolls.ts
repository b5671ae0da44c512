import type { Scheme } from "@wsi/shared/contract";
import type { StopReason } from "@wsi/shared/insurance";
import type { Tx } from "../db.ts";
import type { CancelMonth, ChangePersonInfo, Effect } from "./core-insurance-acts.ts";

/** Whom a row of a roll 花名册 is about, by what stands on the ID card; the number is checked and in its normal form. */
export interface RollPerson {
  idNumber: string;
  name: string;
  /** The person's own number: they are told. */
  mobile?: string;
}
/** As in the act for one person (core-insurance-acts.ts). */
export interface EnrolRow extends RollPerson {
  schemes: readonly Scheme[];
  wage: number;
  entryDate: string;
}
export interface StopRow extends RollPerson {
  leavingDate: string;
  reason: StopReason;
}
/** `month` is said by each row, so that a roll confirmed on the last day of a month never cancels the next. */
export interface CancelRow extends RollPerson, Pick<CancelMonth, "month" | "reason" | "note" | "reassessWage"> {}
export interface InfoRow extends RollPerson, Pick<ChangePersonInfo, "changes"> {}
export interface WageOfRow extends RollPerson {
  wage: number;
}
export interface WorkerRow extends RollPerson {
  from: string;
}

export type Roll =
  | { kind: "employee-enrolment"; rows: readonly EnrolRow[] }
  | { kind: "employee-stop"; rows: readonly StopRow[] }
  | { kind: "month-cancellation"; rows: readonly CancelRow[] }
  | { kind: "employee-info-change"; rows: readonly InfoRow[] }
  | { kind: "wage-declaration"; rows: readonly WageOfRow[] }
  | { kind: "project-workers"; projectId: string; rows: readonly WorkerRow[] };

/** What the ledger would say to one row. */
export type RowVerdict =
  | {
      ok: true;
      /** Months that would be assessed. */
      months: number;
      /** Fen that would be due, late fees included. */
      due: Partial<Record<Scheme, number>>;
    }
  | {
      ok: false;
      because: string;
      instead: string;
      column: RollColumn;
    };
/** A column of some roll's sheet (shared/src/rolls). */
export type RollColumn =
  | ("idNumber" | "name" | "wage" | "entryDate" | "leavingDate" | "from")
  | ("month" | "reason" | "note" | "rightWage")
  | InfoColumn;
export type InfoColumn = "mobile" | "address" | "household" | "education" | "email";

export interface JudgeRoll {
  employerId: string;
  today: string;
  roll: Roll;
}
export interface ApplyRoll {
  employerId: string;
  today: string;
  key: string;
  /** Which roll it is; it has no rows. */
  head: Roll;
  /** Its rows, a slice at a time, so that nobody holds all of them: asked for more than once, the same rows in the same order. */
  slices(): AsyncIterable<Roll>;
  /**
   * Hears what each person is to be told, slice by slice as they are written; nobody when the key has had its effect before. What it
   * writes in the caller's transaction goes with the roll when a later row is refused.
   */
  written?(people: readonly { personId: string; text: string }[]): Promise<void>;
}

/** What the ledger knows of somebody before a roll, for who reviews it. */
export interface Before {
  /** Some month of the last three has arrived. */
  paid: boolean;
  /** Fen a month, as this employer declared last; null: it never did. */
  wage: number | null;
}

/** Many in one act. `judgeRoll` may be given a slice; each row is judged by itself, by the rules of the act for one person. */
export interface RollActs {
  /** Why such a roll cannot be taken today, whatever its rows: a window that is closed, a project that is over. */
  barRoll(tx: Tx, ask: JudgeRoll): Promise<{ because: string; instead: string } | undefined>;
  judgeRoll(tx: Tx, ask: JudgeRoll): Promise<RowVerdict[]>;
  /** By ID number; who is not in the register is left out. */
  beforeRoll(
    tx: Tx,
    ask: { employerId: string; today: string; idNumbers: readonly string[] },
  ): Promise<Map<string, Before>>;
  /** All rows or none. */
  applyRoll(tx: Tx, act: ApplyRoll): Promise<Effect>;
}
