/**
 * The catalogue: one file per item 事项, listed here. Clients never import it: definitions come over the wire, so that a
 * change of policy needs no WeChat review. `npm run new-item` writes a new file and its line.
 */
import type { ItemDefinition } from "../item/index.ts";
import { flexibleEmploymentRenewal } from "./flexible-employment-renewal.ts";
import { constructionProjectInjury } from "./construction-project-injury.ts";
import { employeeEnrolment } from "./employee-enrolment.ts";
import { employeeInfoChange } from "./employee-info-change.ts";
import { employeeStop } from "./employee-stop.ts";
import { employerInfoChange } from "./employer-info-change.ts";
import { employerPaymentRecord } from "./employer-payment-record.ts";
import { monthCancellation } from "./month-cancellation.ts";
import { personInfoChange } from "./person-info-change.ts";
import { projectSupplement } from "./project-supplement.ts";
import { wageDeclaration } from "./wage-declaration.ts";
import { interruptionBackPayment } from "./interruption-back-payment.ts";
import { flexibleEnrolment } from "./flexible-enrolment.ts";
import { flexibleStop } from "./flexible-stop.ts";
import { arrearsPayment } from "./arrears-payment.ts";
import { arrearsCancellation } from "./arrears-cancellation.ts";
import { tierChange } from "./tier-change.ts";
import { unemploymentClaim } from "./unemployment-claim.ts";
import { paymentRecord } from "./payment-record.ts";
import { pensionTransfer } from "./pension-transfer.ts";
import { medicalReferral } from "./medical-referral.ts";

/** In the order in which people meet them: what most come for first. */
export const items = {
  "flexible-employment-renewal": flexibleEmploymentRenewal,
  "interruption-back-payment": interruptionBackPayment,
  "flexible-enrolment": flexibleEnrolment,
  "flexible-stop": flexibleStop,
  "arrears-payment": arrearsPayment,
  "arrears-cancellation": arrearsCancellation,
  "tier-change": tierChange,
  "unemployment-claim": unemploymentClaim,
  "payment-record": paymentRecord,
  "pension-transfer": pensionTransfer,
  "medical-referral": medicalReferral,
  "person-info-change": personInfoChange,
  "employee-enrolment": employeeEnrolment,
  "employee-stop": employeeStop,
  "month-cancellation": monthCancellation,
  "wage-declaration": wageDeclaration,
  "employee-info-change": employeeInfoChange,
  "employer-info-change": employerInfoChange,
  "employer-payment-record": employerPaymentRecord,
  "construction-project-injury": constructionProjectInjury,
  "project-supplement": projectSupplement,
} as const satisfies Record<string, ItemDefinition>;

export type Items = typeof items;
export type ItemCode = keyof Items;
/** Items a machine decides: each must have a handler on the server, or the server does not compile. */
export type InstantCode = { [C in ItemCode]: Items[C]["handling"] extends "instant" ? C : never }[ItemCode];

export { articleRows, type ArticleRow } from "./article.ts";
export { certificateDays, certificatePurposes, type CertificatePurpose } from "./certificate-purposes.ts";
export { libraryCard } from "./library-card.ts";
export * from "./lock.ts";
