/**
 * The ledger: our own core insurance system in PostgreSQL, which the rest of the house knows only as the port `CoreInsurance`
 * (the adapter is adapters/core-insurance). It keeps who is enrolled where and what is paid, answers the facts that items ask for,
 * and does the acts of the three halls: employers' in employer/, people's in person/ (renew.ts and back-pay.ts were first). Orders to
 * the tax channel are made in orders.ts and what came is told to settle.ts; monthly/ assesses everybody. It never collects money: an
 * act leaves an assessed line, the tax office collects it. effect.ts makes every act happen once. rolls/ does an employer's act for thousands, corrections/ puts right
 * what an act got wrong.
 */
export { backPay } from "./back-pay.ts";
export { contactRetention, eraseContacts } from "./contacts.ts";
export { correctLedger } from "./corrections/index.ts";
export { cancelMonth } from "./employer/cancel-month.ts";
export { declareWages, noteUndeclared, previewWages } from "./employer/declare.ts";
export { enrolEmployee } from "./employer/enrol.ts";
export { addProjectWorkers, removeProjectWorkers } from "./employer/project-workers.ts";
export { registerProject, supplementProject } from "./employer/projects.ts";
export { stopEmployee } from "./employer/stop.ts";
export { employerRegister } from "./employers.ts";
export { authorityOf, enrolments } from "./enrolments.ts";
export { explainMonth } from "./explain.ts";
export { facts } from "./facts.ts";
export { changeEmployerInfo, changePersonInfo } from "./info.ts";
export { assessSlice, previewAssessment, startAssessment, viewRuns } from "./monthly/index.ts";
export { payArrears } from "./pay-arrears.ts";
export { payments } from "./payments.ts";
export { clerksAmong, findPeople, findPerson, findPersonById, getPerson } from "./people.ts";
export { cancelArrears } from "./person/cancel-arrears.ts";
export { enrolFlexible } from "./person/enrol.ts";
export { erasePayees } from "./person/payee.ts";
export { stopFlexible } from "./person/stop.ts";
export { changeTier } from "./person/tier.ts";
export { claimUnemployment, stopBenefit } from "./person/unemployment.ts";
export { employeesWithWages, employerInfo, employerStatement, projects } from "./reads/employer.ts";
export { reminding } from "./reads/due.ts";
export { employeePage, statementPage } from "./reads/employer-pages.ts";
export { openLines } from "./reads/open-lines.ts";
export { accumulated, benefits, personalAccount, personInfo, tierHistory } from "./reads/person.ts";
export { transfers } from "./reads/transfers.ts";
export { paymentRecords, presentHistory } from "./history.ts";
export { presentOverview } from "./overview.ts";
export { renewFlexible } from "./renew.ts";
export { beforeRoll } from "./rolls/before.ts";
export { applyRoll, barRoll, judgeRoll } from "./rolls/index.ts";
export { settle } from "./settle.ts";
export { paymentSheet, statementSheet } from "./sheets.ts";
export { presentPayments } from "./statement.ts";
