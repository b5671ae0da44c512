import type { Scheme } from "@wsi/shared/contract";
import type { FlexibleScheme, StopReason } from "@wsi/shared/insurance";
import type { Tx } from "../db.ts";

/** Every act carries these: the key makes it happen once, the day ('YYYY-MM-DD' in Beijing) is what the rules look at. */
export interface ActOn {
  key: string;
  today: string;
}
interface EmployerAct extends ActOn {
  employerId: string;
}
interface PersonAct extends ActOn {
  personId: string;
}

export interface EnrolEmployee extends EmployerAct {
  personId: string;
  /** All five, or work injury alone for a second job. */
  schemes: readonly Scheme[];
  /** Fen a month, as declared; the ledger clamps it. */
  wage: number;
  /** True first day of work. Within three months: the months since are assessed with late fee. Older: from this month only. */
  entryDate: string;
}

export interface StopEmployee extends EmployerAct {
  personId: string;
  /** Empty: all that run. */
  schemes: readonly Scheme[];
  /** True last day of work; its month is the last one covered. */
  leavingDate: string;
  reason: StopReason;
}

/** 职工当月欠款注销 (退账): assessed and unpaid, this month only. */
export interface CancelMonth extends EmployerAct {
  personId: string;
  /** Empty: all unpaid ones. */
  schemes: readonly Scheme[];
  month: string;
  reason: "wrong-wage" | "left" | "double" | "other";
  /** Needed with "other". */
  note?: string;
  /** The month is assessed again by this wage, which also holds from now on. Needed with "wrong-wage". */
  reassessWage?: number;
}

export interface ChangeEmployerInfo extends EmployerAct {
  /** By field name. Editable: address, contact, phone, email. What is locked is refused with who may change it. */
  changes: Readonly<Record<string, string>>;
}

export interface ChangePersonInfo extends PersonAct {
  /** By field name. Editable: mobile, address, household, education, email. Name, ID number, sex and birth date never here. */
  changes: Readonly<Record<string, string>>;
  /** Set when an employer changes it for somebody it insures. */
  employerId?: string;
}

export interface WageRow {
  personId: string;
  /** Fen: average monthly wage of last year. */
  wage: number;
  /** The employee's own number: they are told. */
  mobile?: string;
}
/** 年度工资申报. The base takes effect in July of `year`. */
export interface DeclareWages extends EmployerAct {
  year: number;
  rows: readonly WageRow[];
}
/** 未按规定申报: the office notes that an employer declared nothing for a month, before the month is assessed. */
export interface NoteUndeclared extends EmployerAct {
  month: string;
}

interface ProjectWorker {
  personId: string;
  /** First day on the site. */
  from: string;
}
export interface RegisterProject extends EmployerAct {
  name: string;
  region: string;
  /** Contract price with tax, fen. */
  price: number;
  from: string;
  to: string;
  workers: readonly ProjectWorker[];
}
/** A higher price (the fee of the difference is due) or a later end. */
export interface SupplementProject extends EmployerAct {
  projectId: string;
  price?: number;
  to?: string;
}
export interface AddProjectWorkers extends EmployerAct {
  projectId: string;
  workers: readonly ProjectWorker[];
}
export interface RemoveProjectWorkers extends EmployerAct {
  projectId: string;
  personIds: readonly string[];
  /** Last day on the site. */
  on: string;
}

export interface RenewFlexible extends PersonAct {
  schemes: readonly FlexibleScheme[];
  /** Percent of the published base, 60 … 300. Needed for pension. */
  tier?: number;
  /** District code. */
  region: string;
  /** First month, this one or the next. */
  from: string;
}
/** First enrolment in flexible employment, of somebody who was never insured here. */
export type EnrolFlexible = RenewFlexible;

export interface BackPay extends PersonAct {
  months: readonly string[];
  tier: number;
}

export interface StopFlexible extends PersonAct {
  /** Empty: both. */
  schemes: readonly FlexibleScheme[];
  /** First month that is not paid any more: this one (its unpaid line is cancelled) or the next. */
  from: string;
}

export interface ChangeTier extends PersonAct {
  tier: number;
  /** The next month, or this one while nothing of it is assessed. */
  from: string;
}

/** 欠费补缴: what is assessed and unpaid becomes an order for the tax channel. */
export interface PayArrears extends ActOn {
  /** A person pays for flexible employment; an employer for whom it insures (all, or some), with late fee. */
  payer: { personId: string } | { employerId: string; personIds?: readonly string[] };
  months: readonly string[];
}

/** 欠费注销: the months are given up for good. */
export interface CancelArrears extends PersonAct {
  months: readonly string[];
}

export interface ClaimUnemployment extends PersonAct {
  /** District code: decides the amount. */
  region: string;
  /** Where it is paid to; kept with the benefit and nowhere else. */
  bankCard?: string;
}
/** 停发失业金, 社会保险法 51. */
export interface StopBenefit extends PersonAct {
  reason: "new-job" | "military" | "abroad" | "pension" | "refused-work" | "used-up";
}

/** Money has come, as the tax channel tells it. By order, or by single lines where somebody paid without one. */
export interface Settle {
  key: string;
  /** 'YYYY-MM-DD'. */
  arrivedOn: string;
  orders?: readonly string[];
  lines?: readonly { personId: string; month: string; scheme: Scheme; number?: number }[];
}
export interface Settled {
  /** Lines that arrived by this event; 0 when it was told before. */
  lines: number;
  /** Fen, late fees included. */
  amount: number;
  /** What the event named and the ledger does not know, or holds as paid or cancelled already: for a person to look at. */
  unknown: string[];
}

export type Effect =
  | {
      outcome: "done";
      /** The number under which the ledger keeps it. */
      receipt: string;
      /** What happened, one Chinese sentence for timeline and notice, with the amount. */
      text: string;
      /** What is now due in the tax channel, in fen. We never collect it. */
      due: number;
      /** What `due` is made of, for the confirm page. */
      lines?: { label: string; fen: number; why?: string }[];
      /** Set when this year's figures are not published: whose were used, in words. */
      estimate?: string;
      /** What came into being and has a number of its own. */
      made?: { projectId?: string; certificate?: string; order?: string };
    }
  | { outcome: "refused"; because: string; instead: string };

type Acting<Input> = (tx: Tx, act: Input) => Promise<Effect>;

/** Employers' hall. */
export interface EmployerActs {
  enrolEmployee: Acting<EnrolEmployee>;
  stopEmployee: Acting<StopEmployee>;
  cancelMonth: Acting<CancelMonth>;
  changeEmployerInfo: Acting<ChangeEmployerInfo>;
  declareWages: Acting<DeclareWages>;
  noteUndeclared: Acting<NoteUndeclared>;
  registerProject: Acting<RegisterProject>;
  supplementProject: Acting<SupplementProject>;
  addProjectWorkers: Acting<AddProjectWorkers>;
  removeProjectWorkers: Acting<RemoveProjectWorkers>;
}

/** Halls of the community and of flexible employment. */
export interface PersonActs {
  renewFlexible: Acting<RenewFlexible>;
  enrolFlexible: Acting<EnrolFlexible>;
  backPay: Acting<BackPay>;
  stopFlexible: Acting<StopFlexible>;
  changeTier: Acting<ChangeTier>;
  payArrears: Acting<PayArrears>;
  cancelArrears: Acting<CancelArrears>;
  changePersonInfo: Acting<ChangePersonInfo>;
  claimUnemployment: Acting<ClaimUnemployment>;
  stopBenefit: Acting<StopBenefit>;
}
