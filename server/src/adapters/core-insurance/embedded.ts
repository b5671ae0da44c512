import * as ledger from "../../insurance/index.ts";
import type { CoreInsurance } from "../../ports/core-insurance.ts";

/** The core system that comes with the house: our ledger in the same database, within the caller's transaction. */
export const embeddedCoreInsurance: CoreInsurance = {
  ...ledger.employerRegister,
  findPerson: ledger.findPerson,
  findPersonById: ledger.findPersonById,
  findPeople: ledger.findPeople,
  clerksAmong: ledger.clerksAmong,
  getPerson: ledger.getPerson,
  enrolments: ledger.enrolments,
  payments: ledger.payments,
  facts: ledger.facts,
  renewFlexible: ledger.renewFlexible,
  backPay: ledger.backPay,
};
