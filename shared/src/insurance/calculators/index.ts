/**
 * What people work out for themselves 测算: one file a calculator, each from figures and values to results with every line explained and
 * every figure named (worked.ts). A combination that makes no sense is unreadable, with what to change.
 */
export { backPayment, type BackPayment } from "./back-payment.ts";
export { compareTiers, pensionBaseOf, type FlexibleTiers } from "./flexible-tiers.ts";
export { monthlyBill, type MonthlyBill } from "./monthly-bill.ts";
export { pensionPlan, type PensionPlan } from "./pension.ts";
export { retirementAge, type RetirementAge } from "./retirement-age.ts";
export { unemploymentClaim, type UnemploymentClaim } from "./unemployment.ts";
export type { Basis, Calculation, Worked, WorkedLine } from "./worked.ts";
