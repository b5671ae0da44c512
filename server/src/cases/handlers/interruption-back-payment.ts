import { quoteBackPay } from "@wsi/shared/insurance";
import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { monthsBetween } from "@wsi/shared/values";
import type { Handler } from "./handler.ts";

type Answers = AnswersOf<Items["interruption-back-payment"]>;

/** 中断补缴: every month from the first to the last, pension only. */
export const backPayInterruption: Handler<Answers> = {
  effect: ({ tx, core, subject, answers, key, today }) =>
    core.backPay(tx, {
      personId: subject.personId,
      key,
      today,
      months: monthsBetween(answers.from, answers.to),
      tier: Number(answers.tier),
    }),
  quote: (figures, answers) => quoteBackPay(figures, monthsBetween(answers.from, answers.to), Number(answers.tier)),
};
