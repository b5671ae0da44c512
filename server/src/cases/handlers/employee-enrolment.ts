import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { schemeNames, type Scheme } from "@wsi/shared/insurance";
import type { Effect, EnrolEmployee } from "../../ports/core-insurance.ts";
import { employerOf, type Handler, type HandlerInput } from "./handler.ts";

type Answers = AnswersOf<Items["employee-enrolment"]>;

const schemesOf = (plan: Answers["plan"]): Scheme[] =>
  plan === "injury" ? ["work-injury"] : (Object.keys(schemeNames) as Scheme[]);

/** One employee, from a form or from a line of a roll. */
export const enrolOne = (
  { tx, core, key, today }: Pick<HandlerInput<unknown>, "tx" | "core" | "key" | "today">,
  employerId: string,
  one: Pick<EnrolEmployee, "personId" | "wage" | "entryDate"> & { plan: Answers["plan"] },
): Promise<Effect> =>
  core.enrolEmployee(tx, {
    employerId,
    key,
    today,
    personId: one.personId,
    schemes: schemesOf(one.plan),
    wage: one.wage,
    entryDate: one.entryDate,
  });

/** 职工参保登记: all five schemes or work injury alone, with the months since an entry of up to three months ago. */
export const enrolAsEmployee: Handler<Answers> = {
  corrections: {
    name: (name) => ({ kind: "name", name }),
    wage: (wage) => ({ kind: "wage", wage }),
    entryDate: (entryDate) => ({ kind: "entry", entryDate }),
  },
  effect: (input) =>
    enrolOne(input, employerOf(input.subject), {
      personId: input.subject.personId,
      plan: input.answers.plan,
      wage: input.answers.wage,
      entryDate: input.answers.entryDate,
    }),
};
