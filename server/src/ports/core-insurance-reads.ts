import type { PaymentLine, Scheme } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";
import type { WageRow } from "./core-insurance-acts.ts";
import type { Employee } from "./employers.ts";

/** Who answers for what was read (社会保险经办条例 4), and the day up to which arrivals of money are in it 数据截至. */
export interface AsOf {
  authority: "hrss" | "medical" | "both";
  asOf: string;
}

/** 个人账户, pension. Interest is credited once a year by the published rate and not in here. */
export interface PersonalAccount extends AsOf {
  /** Newest year first; fen and months that arrived. */
  years: { year: number; months: number; fen: number }[];
  total: number;
}

/** Accumulated months and gaps, and what stopping or giving up months would mean. */
export interface Accumulated extends AsOf {
  /** Arrived or back-paid, by scheme. */
  months: Partial<Record<Scheme, number>>;
  /** Pension: runs of months with nothing, oldest first. */
  gaps: { from: string; to: string; months: number }[];
  /** Pension: assessed and not paid in time. */
  arrears: string[];
  retirement: { month: string; monthsNeeded: number; monthsMissing: number };
  /** Months in a row without medical contributions up to last month; above 3 the waiting time begins anew. */
  medicalGap: number;
}

export interface OpenLine extends PaymentLine {
  personId: string;
  personName: string;
  month: string;
  employerName?: string;
  authority: "hrss" | "medical";
  /** Last day to pay. */
  payBy: string;
  /** Fen, as of today; only where an employer owes. */
  lateFee: number;
  /** An order that is still valid contains it. */
  order?: string;
}
export interface OpenLines extends AsOf {
  /** Oldest first. */
  lines: OpenLine[];
  total: number;
  lateFees: number;
}

export interface TierSpell {
  tier: number;
  from: string;
  to?: string;
  /** Fen a month in its first month. */
  monthly: number;
}

export interface Benefit extends AsOf {
  kind: "pension" | "unemployment";
  /** Fen. */
  monthly: number;
  from: string;
  to?: string;
  /** Unemployment: granted, and drawn so far. */
  months?: number;
  drawn?: number;
  /** Version of the policy figures it was computed with; null: before versions were kept. */
  figures: number | null;
  /** Set when a correction entered it. */
  note?: string;
}

/** 社保关系转移, as the national platform tells how far it is. */
export interface PensionTransfer {
  fromPlace: string;
  toPlace: string;
  appliedOn: string;
  /** 1 accepted by the new place, 2 asked of the old one, 3 sent by it, 4 merged. */
  step: number;
  stepOn: string;
  /** Months that come with it, once the old place has said. */
  months?: number;
}

export interface EmployerInfo {
  id: string;
  creditCode: string;
  name: string;
  region: string;
  openedOn: string;
  construction: boolean;
  address: string | null;
  contact: string | null;
  phone: string | null;
  email: string | null;
}
export interface PersonInfo {
  mobile: string | null;
  address: string | null;
  household: string | null;
  education: string | null;
  email: string | null;
}

/** Somebody an employer insures, with what it declared for them. */
export interface EmployeeWithWage extends Employee {
  /** Fen, as declared last; absent: nothing was ever declared. */
  wage?: number;
}

export interface EmployerStatement extends AsOf {
  month: string;
  people: {
    personId: string;
    name: string;
    lines: (PaymentLine & { authority: "hrss" | "medical"; lateFee: number })[];
    unit: number;
    person: number;
  }[];
  /** Fen of all lines that are not cancelled; `arrived` is what of it came. */
  unit: number;
  person: number;
  lateFees: number;
  arrived: number;
}

export interface Project extends AsOf {
  id: string;
  certificate: string;
  name: string;
  region: string;
  price: number;
  from: string;
  to: string;
  /** Fen; arrived or still due. */
  fee: number;
  due: number;
  workers: { personId: string; name: string; from: string; to?: string }[];
}

/** Which page, and of whom: by a part of the name, all when empty. */
export interface PageAsk {
  named: string;
  page: number;
  size: number;
}
export interface StatementPage extends AsOf {
  month: string;
  payBy: string;
  /** How many people match, on this page or not. */
  matching: number;
  /** Whoever has something unpaid first, then by name. */
  rows: {
    personId: string;
    name: string;
    unit: number;
    person: number;
    lateFee: number;
    open: boolean;
    lines: EmployerStatement["people"][number]["lines"];
  }[];
  /** Of everybody, whatever is asked. */
  sums: { people: number; unpaidPeople: number; unit: number; person: number; lateFees: number; arrived: number };
}
export interface EmployeePage extends AsOf {
  matching: number;
  rows: { personId: string; name: string; idNumber: string; schemes: Scheme[]; since: string; wage: number | null }[];
}

/** What there may be to remind a person of. */
export interface Reminding {
  /** Their own months that are assessed and unpaid, oldest first. */
  due: { month: string; fen: number; payBy: string }[];
  /** Of the flexible pension that runs. */
  tier: number | null;
  /** Last month of the unemployment benefit that runs. */
  benefitEnds: string | null;
}

/** One row of the roster, as it would be taken. */
export interface WagePreview {
  personId: string;
  name?: string;
  /** Fen: from July on, and now. */
  base: number;
  before?: number;
  clamp?: "lower" | "upper";
  why: string;
  /** What is wrong with the row, and how to mend it. */
  problem?: { because: string; instead: string };
}

export interface LedgerReads {
  personalAccount(tx: Tx, personId: string, today: string): Promise<PersonalAccount>;
  accumulated(tx: Tx, personId: string, today: string): Promise<Accumulated>;
  openLines(tx: Tx, payer: { personId: string } | { employerId: string }, today: string): Promise<OpenLines>;
  /** Newest first. */
  tierHistory(tx: Tx, personId: string): Promise<TierSpell[]>;
  /** Newest first. */
  benefits(tx: Tx, personId: string, today: string): Promise<Benefit[]>;
  /** Newest first. */
  transfers(tx: Tx, personId: string): Promise<PensionTransfer[]>;
  personInfo(tx: Tx, personId: string): Promise<PersonInfo>;
  employerInfo(tx: Tx, employerId: string): Promise<EmployerInfo | undefined>;
  /** By name. */
  employeesWithWages(tx: Tx, employerId: string, today: string): Promise<EmployeeWithWage[]>;
  employerStatement(tx: Tx, employerId: string, month: string, today: string): Promise<EmployerStatement>;
  statementPage(
    tx: Tx,
    employerId: string,
    ask: PageAsk & { month: string; unpaid: boolean },
    today: string,
  ): Promise<StatementPage>;
  /** By name. */
  employeePage(tx: Tx, employerId: string, ask: PageAsk, today: string): Promise<EmployeePage>;
  /** Of many people; whoever has nothing is left out. */
  reminding(tx: Tx, personIds: readonly string[], today: string): Promise<Map<string, Reminding>>;
  /** Newest first, with roster. */
  projects(tx: Tx, employerId: string, today: string): Promise<Project[]>;
  previewWages(
    tx: Tx,
    ask: { employerId: string; year: number; rows: readonly WageRow[]; today: string },
  ): Promise<WagePreview[]>;
}
