import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { employerOf, type Handler } from "./handler.ts";

type Answers = AnswersOf<Items["month-cancellation"]>;

/** 职工当月欠款注销: every unpaid line of the month, assessed anew where the wage was wrong. */
export const cancelEmployeesMonth: Handler<Answers> = {
  effect: ({ tx, core, subject, answers, key, today }) =>
    core.cancelMonth(tx, {
      employerId: employerOf(subject),
      personId: subject.personId,
      key,
      today,
      schemes: [],
      month: answers.month,
      reason: answers.reason,
      ...(answers.note === undefined ? {} : { note: answers.note }),
      ...(answers.rightWage === undefined ? {} : { reassessWage: answers.rightWage }),
    }),
};
