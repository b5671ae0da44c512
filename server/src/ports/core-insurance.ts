import type { Enrolment, PaymentLine } from "@wsi/shared/contract";
import type { Facts } from "@wsi/shared/field";
import type { Tx } from "../db.ts";
import type { EmployerActs, PersonActs, Settle, Settled } from "./core-insurance-acts.ts";
import type { Corrections } from "./core-insurance-corrections.ts";
import type { LedgerReads } from "./core-insurance-reads.ts";
import type { RollActs } from "./core-insurance-rolls.ts";
import type { EmployerRegister } from "./employers.ts";

export type * from "./core-insurance-acts.ts";
export type * from "./core-insurance-corrections.ts";
export type * from "./core-insurance-reads.ts";
export type * from "./core-insurance-rolls.ts";

/** Where somebody stands; the ledger keeps it, people do not type it. */
export type Situation = "employed" | "flexible" | "unemployed" | "retired" | "never-insured" | "out";

export interface Person {
  /** UUID of ours, for ever. Never the ID number. */
  id: string;
  name: string;
  idNumber: string;
  /** The number the register holds, if any. What the person gave when binding is kept by `citizens`. */
  mobile: string | null;
  sex: "male" | "female";
  /** 'YYYY-MM-DD'. */
  birthDate: string;
  /** District code of the last enrolment; null when never insured here. */
  region: string | null;
  situation: Situation;
}

/** One scheme of one month. Amounts in fen; `base` is the monthly contribution base. */
export interface Payment extends PaymentLine {
  month: string;
  through: "employer" | "flexible";
  employerName?: string;
  /** Day the tax office's money arrived; absent while unpaid. */
  arrivedOn?: string;
  /** Fen, as declared, where the base was clamped to a limit. */
  wage?: number;
  /** Why the amount is not base × rate: 110 % of last month's, the lower limit for want of any declaration, or what a correction adds. */
  basis?: "raised" | "lowest" | "difference";
  lateFee?: number;
}

/**
 * What we need of the core insurance system 社保核心系统, in our words.
 *
 * The embedded one (adapters/core-insurance) is our own ledger in the same PostgreSQL, so it takes the caller's transaction: the
 * decision on a case and its effect here commit together or not at all. A remote core system cannot: its adapter would write the
 * request with its key to the outbox in `tx`, a job would send it afterwards, and the case would stay "accepted, waiting for the
 * core system" until the answer; what was sent and never confirmed is `unknown`, shown to a person, never blindly repeated.
 *
 * Acts are safe to repeat: one key has one effect, and the same key answers the same again. A key used for another act is a
 * fault. A refusal is a value and leaves nothing behind, so that the same key may succeed later.
 */
export interface CoreInsurance extends EmployerRegister, EmployerActs, PersonActs, RollActs, Corrections, LedgerReads {
  /** By whole ID number, upper-case X. */
  findPerson(tx: Tx, idNumber: string): Promise<Person | undefined>;
  findPersonById(tx: Tx, personId: string): Promise<Person | undefined>;
  /** Many at once, by id; whoever is not there is left out. */
  findPeople(tx: Tx, personIds: readonly string[]): Promise<Map<string, Person>>;
  /** Which of them act for an employer (单位经办人). */
  clerksAmong(tx: Tx, personIds: readonly string[]): Promise<Set<string>>;
  /** Throws when there is no such person: then our own data are broken. */
  getPerson(tx: Tx, personId: string): Promise<Person>;
  /** Newest first. */
  enrolments(tx: Tx, personId: string): Promise<Enrolment[]>;
  /** Months 'YYYY-MM', both included; newest first. */
  payments(tx: Tx, personId: string, range: { from: string; to: string }): Promise<Payment[]>;
  /** Meanings in server/src/insurance/facts.ts. `today` 'YYYY-MM-DD'. */
  facts(tx: Tx, personId: string, today: string): Promise<Facts>;
  /** What the tax channel tells about money that came. */
  settle(tx: Tx, event: Settle): Promise<Settled>;
}
