import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";

/** 灵活就业暂停缴费: months before stay as they are. */
export const stopFlexibleEmployment: Handler<AnswersOf<Items["flexible-stop"]>> = {
  effect: ({ tx, core, subject, answers, key, today }) =>
    core.stopFlexible(tx, { personId: subject.personId, key, today, schemes: answers.schemes, from: answers.from }),
};
