import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Effect, WageRow } from "../../ports/core-insurance.ts";
import { employerOf, type Handler, type HandlerInput } from "./handler.ts";

type Answers = AnswersOf<Items["wage-declaration"]>;

/** Some employees for the policy year that begins this year: all rows or none. */
export const declareRows = (
  { tx, core, key, today }: Pick<HandlerInput<unknown>, "tx" | "core" | "key" | "today">,
  employerId: string,
  rows: readonly WageRow[],
): Promise<Effect> => core.declareWages(tx, { employerId, key, today, year: Number(today.slice(0, 4)), rows });

/** 年度工资申报 of one employee; what follows says by which base, and why. */
export const declareAnnualWage: Handler<Answers> = {
  corrections: { wage: (wage) => ({ kind: "wage", wage }) },
  async effect(input) {
    const { tx, core, subject, answers, today } = input;
    const employerId = employerOf(subject);
    const rows = [{ personId: subject.personId, wage: answers.wage, mobile: answers.mobile }];
    const done = await declareRows(input, employerId, rows);
    if (done.outcome === "refused") return done;
    const year = Number(today.slice(0, 4));
    const [seen] = await core.previewWages(tx, { employerId, year, rows, today });
    return seen === undefined ? done : { ...done, text: `${done.text}这位员工：${seen.why}。` };
  },
};
