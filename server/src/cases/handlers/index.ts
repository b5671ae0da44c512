import type { AnswersOf } from "@wsi/shared/item";
import type { InstantCode, ItemCode, Items } from "@wsi/shared/items";
import { registerSite } from "./construction-project-injury.ts";
import { enrolAsEmployee } from "./employee-enrolment.ts";
import { stopAsEmployee } from "./employee-stop.ts";
import { changeEmployer } from "./employer-info-change.ts";
import { recordPayments } from "./employer-payment-record.ts";
import { cancelEmployeesMonth } from "./month-cancellation.ts";
import { changeInfo } from "./person-info-change.ts";
import { supplementSite } from "./project-supplement.ts";
import { declareAnnualWage } from "./wage-declaration.ts";
import { backPayInterruption } from "./interruption-back-payment.ts";
import { renewFlexibleEmployment } from "./flexible-employment-renewal.ts";
import { enrolFlexibleEmployment } from "./flexible-enrolment.ts";
import { stopFlexibleEmployment } from "./flexible-stop.ts";
import { payOwnArrears } from "./arrears-payment.ts";
import { cancelOwnArrears } from "./arrears-cancellation.ts";
import { changeFlexibleTier } from "./tier-change.ts";
import { claimUnemploymentBenefit } from "./unemployment-claim.ts";
import { printPaymentRecord } from "./payment-record.ts";
import { followPensionTransfer } from "./pension-transfer.ts";
import { guideToMedical } from "./medical-referral.ts";
import type { Handler } from "./handler.ts";

type Handlers = { [C in ItemCode]: Handler<AnswersOf<Items[C]>> };

/**
 * What the machine does for an item, file name = item code. An instant item without a handler does not compile; a reviewed one
 * may have none: then people do the rest, and the case only records their decision.
 */
export const handlers = {
  "flexible-employment-renewal": renewFlexibleEmployment,
  "interruption-back-payment": backPayInterruption,
  "flexible-enrolment": enrolFlexibleEmployment,
  "flexible-stop": stopFlexibleEmployment,
  "arrears-payment": payOwnArrears,
  "arrears-cancellation": cancelOwnArrears,
  "tier-change": changeFlexibleTier,
  "unemployment-claim": claimUnemploymentBenefit,
  "payment-record": printPaymentRecord,
  "pension-transfer": followPensionTransfer,
  "medical-referral": guideToMedical,
  "construction-project-injury": registerSite,
  "employee-enrolment": enrolAsEmployee,
  "employee-info-change": changeInfo,
  "employee-stop": stopAsEmployee,
  "employer-info-change": changeEmployer,
  "employer-payment-record": recordPayments,
  "month-cancellation": cancelEmployeesMonth,
  "person-info-change": changeInfo,
  "project-supplement": supplementSite,
  "wage-declaration": declareAnnualWage,
} satisfies Pick<Handlers, InstantCode> & Partial<Handlers>;

/** The handler of an item whose answers have been checked against its own definition. */
export const handlerOf = (code: string): Handler<Record<string, unknown>> | undefined =>
  (handlers as unknown as Record<string, Handler<Record<string, unknown>>>)[code];
