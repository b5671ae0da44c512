import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Effect, StopEmployee } from "../../ports/core-insurance.ts";
import { employerOf, type Handler, type HandlerInput } from "./handler.ts";

type Answers = AnswersOf<Items["employee-stop"]>;

/** One employee, from a form or from a line of a roll. */
export const stopOne = (
  { tx, core, key, today }: Pick<HandlerInput<unknown>, "tx" | "core" | "key" | "today">,
  employerId: string,
  one: Pick<StopEmployee, "personId" | "leavingDate" | "reason" | "schemes">,
): Promise<Effect> => core.stopEmployee(tx, { employerId, key, today, ...one });

/** 职工停保减员. */
export const stopAsEmployee: Handler<Answers> = {
  corrections: {
    leavingDate: (leavingDate) => ({ kind: "stop", leavingDate }),
    reason: (reason) => ({ kind: "stop", reason }),
  },
  effect: (input) =>
    stopOne(input, employerOf(input.subject), {
      personId: input.subject.personId,
      leavingDate: input.answers.leavingDate,
      reason: input.answers.reason,
      schemes: input.answers.schemes,
    }),
};
