import type { PaymentLine } from "@wsi/shared/contract";
import type { Tone } from "../ui/index.ts";

/** How a line of a payment stands, in colour and words. */
export const paymentStatus: Record<PaymentLine["status"], [Tone, string]> = {
  arrived: ["good", "已到账"],
  assessed: ["busy", "已核定待缴"],
  arrears: ["bad", "欠费"],
  cancelled: ["plain", "已作废"],
  "back-paid": ["good", "已补缴"],
};
