/**
 * The ledger: our own core insurance system in PostgreSQL, which the rest of the house knows only as the port `CoreInsurance`
 * (the adapter is adapters/core-insurance). It keeps who is enrolled where and what is paid, answers the facts that items ask for,
 * and does two acts: taking flexible employment up again (renew.ts) and paying for a gap (back-pay.ts). It never collects money: an
 * act leaves an assessed line, the tax office collects it. effect.ts makes every act happen once.
 */
export { backPay } from "./back-pay.ts";
export { employerRegister } from "./employers.ts";
export { enrolments } from "./enrolments.ts";
export { explainMonth } from "./explain.ts";
export { facts } from "./facts.ts";
export { payments } from "./payments.ts";
export { clerksAmong, findPeople, findPerson, findPersonById, getPerson } from "./people.ts";
export { renewFlexible } from "./renew.ts";
export { presentPayments } from "./statement.ts";
