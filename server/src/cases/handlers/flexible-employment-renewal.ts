import { quoteFlexibleMonth } from "@wsi/shared/insurance";
import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";

type Answers = AnswersOf<Items["flexible-employment-renewal"]>;

const planOf = ({ schemes, tier }: Answers) => ({
  schemes,
  ...(schemes.includes("pension") && tier !== undefined ? { tier: Number(tier) } : {}),
});

/** 灵活就业人员续保: one enrolment a scheme from the chosen month, in the ledger at once. */
export const renewFlexibleEmployment: Handler<Answers> = {
  corrections: { tier: (tier) => ({ kind: "tier", tier: Number(tier) }) },
  effect: ({ tx, core, subject, answers, key, today }) =>
    core.renewFlexible(tx, {
      personId: subject.personId,
      key,
      today,
      region: answers.region,
      from: answers.from,
      ...planOf(answers),
    }),
  quote(figures, answers) {
    const { schemes, tier } = planOf(answers);
    return quoteFlexibleMonth(figures, answers.from, schemes, tier);
  },
};
