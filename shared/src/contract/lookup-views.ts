import type { Scheme } from "../insurance/index.ts";
import type { Enrolment, PaymentLine, PaymentMonth } from "./views.ts";

/** What a lookup says about itself: who answers for it, up to which day arrivals of money are in it 数据截至, and whether this year's figures are estimates. */
export interface LookupSource {
  authority: "hrss" | "medical" | "both";
  asOf: string;
  /** In words, set while another year's figures stand in: 以公布为准. */
  estimate?: string;
}
export interface LookupPage {
  page: number;
  /** Rows in all, and how many a page holds. */
  matching: number;
  size: number;
}

/** A service item that would help now. */
export interface LookupNext {
  item: string;
  name: string;
  why: string;
}

/** 我的社保 on one screen. Fen. */
export interface Overview extends LookupSource {
  /** What runs today. */
  insured: Enrolment[];
  /** The newest spell, when nothing runs. */
  last: { scheme: Scheme; stoppedOn: string } | null;
  retired: boolean;
  thisMonth: {
    month: string;
    /** `none`: nobody has to pay; `coming`: will be assessed. */
    state: "paid" | "waiting" | "overdue" | "coming" | "none";
    fen: number;
    payBy: string | null;
    through: "employer" | "flexible" | null;
  };
  months: { scheme: Scheme; months: number }[];
  gaps: { from: string; to: string; months: number }[];
  /** Months without medical contributions in a row; above 3 the waiting time begins anew. */
  medicalGap: number;
  retirement: { month: string; monthsNeeded: number; monthsMissing: number };
  /** What the person owes, not what an employer does. */
  due: { fen: number; payBy: string; overdue: boolean; months: string[] } | null;
  next: LookupNext[];
}

export const paymentStates = ["paid", "waiting", "arrears", "gap"] as const;
export type PaymentState = (typeof paymentStates)[number];

export interface PaymentHistory extends LookupSource, LookupPage {
  months: PaymentMonth[];
  /** Of all that match, on this page or not; fen, arrived or back-paid. */
  sums: { months: number; person: number; unit: number; unpaid: number; gaps: number };
  /** Oldest first, of all that match. */
  years: { year: number; person: number; unit: number; gaps: number }[];
  /** To filter by: every year and every payer in the records, whatever is asked. */
  known: { from: number; to: number; payers: { key: string; name: string }[] } | null;
  next: LookupNext[];
}

export interface MonthExplained extends LookupSource {
  month: string;
  lines: { scheme: Scheme; authority: "hrss" | "medical"; steps: string[] }[];
}

export interface PersonalAccountView extends LookupSource {
  years: { year: number; months: number; fen: number }[];
  total: number;
}

export interface ArrearsView extends LookupSource {
  lines: (PaymentLine & {
    month: string;
    authority: "hrss" | "medical";
    payBy: string;
    lateFee: number;
    order?: string;
  })[];
  total: number;
  lateFees: number;
  next: LookupNext[];
}

export interface TierHistory extends LookupSource {
  spells: { tier: number; from: string; to?: string; monthly: number }[];
}

export interface BenefitView {
  kind: "pension" | "unemployment";
  monthly: number;
  from: string;
  to?: string;
  months?: number;
  drawn?: number;
  /** As of PaymentLine. */
  figures: number | null;
  note?: string;
  running: boolean;
}
export interface BenefitsView extends LookupSource {
  benefits: BenefitView[];
}

/** What the register holds of a person: mobile and email masked, the address for the person alone. */
export interface RegisteredInfo extends LookupSource {
  name: string;
  idNumber: string;
  mobile: string | null;
  email: string | null;
  address: string | null;
  household: string | null;
  education: string | null;
}

export interface StatementRow {
  personId: string;
  name: string;
  unit: number;
  person: number;
  lateFee: number;
  /** Something of it is not paid. */
  open: boolean;
  lines: (PaymentLine & { authority: "hrss" | "medical"; lateFee: number })[];
}
/** 单位月度账单; sums are of everybody, whatever is asked. */
export interface StatementView extends LookupSource, LookupPage {
  month: string;
  payBy: string;
  rows: StatementRow[];
  sums: { people: number; unpaidPeople: number; unit: number; person: number; lateFees: number; arrived: number };
}

export interface StaffRow {
  personId: string;
  name: string;
  idNumber: string;
  schemes: Scheme[];
  since: string;
  /** Fen, as declared last. */
  wage: number | null;
}
export interface StaffView extends LookupSource, LookupPage {
  rows: StaffRow[];
}

export interface ProjectCard {
  id: string;
  certificate: string;
  name: string;
  price: number;
  from: string;
  to: string;
  fee: number;
  due: number;
  workers: number;
  /** On the site today. */
  present: number;
}
export interface ProjectsView extends LookupSource {
  projects: ProjectCard[];
}
export interface RosterView extends LookupSource, LookupPage {
  name: string;
  rows: { personId: string; name: string; from: string; to: string | null }[];
}

export const reminderKinds = ["arrears", "tier", "benefit", "rights"] as const;
export type ReminderKind = (typeof reminderKinds)[number];
export type ReminderChoices = Record<ReminderKind, boolean>;
