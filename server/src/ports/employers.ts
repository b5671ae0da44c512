import type { Facts } from "@wsi/shared/field";
import type { Scheme } from "@wsi/shared/contract";
import type { Tx } from "../db.ts";

/** How far an employer's word is taken: `vip` is decided by the machine where the rules allow, `ordinary` by a reviewer. */
export type Trust = "vip" | "ordinary";

export interface Employer {
  id: string;
  name: string;
  creditCode: string;
  /** District code. */
  region: string;
  /** 'YYYY-MM-DD'. */
  openedOn: string;
  construction: boolean;
  trust: Trust;
  /** Null when the register does not know. */
  legalPersonId: string | null;
}

/** Somebody whom the employer insures now. */
export interface Employee {
  personId: string;
  name: string;
  idNumber: string;
  schemes: Scheme[];
  /** 'YYYY-MM', of the oldest running enrolment. */
  since: string;
}

export interface Newcomer {
  /** The id kept ready for them. */
  id: string;
  idNumber: string;
  name: string;
  mobile: string | null;
  region: string;
}

/** What we need to know of employers and their people. A part of the core-insurance port. */
export interface EmployerRegister {
  findEmployer(tx: Tx, employerId: string): Promise<Employer | undefined>;
  findEmployers(tx: Tx, employerIds: readonly string[]): Promise<Map<string, Employer>>;
  /** By whole credit code, upper case. */
  findEmployerByCode(tx: Tx, creditCode: string): Promise<Employer | undefined>;
  /** Employers that the person stands for in law. */
  employersOfLegalPerson(tx: Tx, personId: string): Promise<Employer[]>;
  /** Whom it insures now, by name; `named` is a part of the name. At most `most`, and how many there are in all. */
  employees(
    tx: Tx,
    employerId: string,
    asked: { named?: string; most: number },
  ): Promise<{ employees: Employee[]; total: number }>;
  /** True when the employer insures the person now or ever did: only then may its clerk name them. */
  everInsured(tx: Tx, employerId: string, personId: string): Promise<boolean>;
  /** Meanings in server/src/insurance/employer-facts.ts. */
  employerFacts(tx: Tx, employerId: string, today: string): Promise<Facts>;
  employeeFacts(tx: Tx, employerId: string, personId: string, today: string): Promise<Facts>;
  /** Puts somebody new into the register and answers their id; whoever is there already keeps the id they have. */
  registerPerson(tx: Tx, newcomer: Newcomer): Promise<string>;
}
