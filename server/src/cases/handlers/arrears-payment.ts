import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";
import { chosenArrears, monthsIn, quoteArrears } from "./own-arrears.ts";

/** 欠费补缴: one order of what was chosen, for the tax channel. */
export const payOwnArrears: Handler<AnswersOf<Items["arrears-payment"]>> = {
  effect: async (input) => {
    const { tx, core, subject, key, today } = input;
    return core.payArrears(tx, {
      key,
      today,
      payer: { personId: subject.personId },
      months: monthsIn(await chosenArrears(input)),
    });
  },
  foresee: async (input) => quoteArrears(await chosenArrears(input)),
};
