import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";
import { chosenArrears, monthsIn, quoteArrears } from "./own-arrears.ts";

/** 欠费注销: what was chosen is given up for good. */
export const cancelOwnArrears: Handler<AnswersOf<Items["arrears-cancellation"]>> = {
  effect: async (input) => {
    const { tx, core, subject, key, today } = input;
    return core.cancelArrears(tx, {
      key,
      today,
      personId: subject.personId,
      months: monthsIn(await chosenArrears(input)),
    });
  },
  foresee: async (input) => quoteArrears(await chosenArrears(input)),
};
