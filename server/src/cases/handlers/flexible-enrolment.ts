import { quoteFlexibleMonth } from "@wsi/shared/insurance";
import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";

type Answers = AnswersOf<Items["flexible-enrolment"]>;

const planOf = ({ schemes, tier }: Answers) => ({
  schemes,
  ...(schemes.includes("pension") && tier !== undefined ? { tier: Number(tier) } : {}),
});

/** 灵活就业人员参保登记: the first enrolment of somebody's life here. */
export const enrolFlexibleEmployment: Handler<Answers> = {
  corrections: { tier: (tier) => ({ kind: "tier", tier: Number(tier) }) },
  effect: ({ tx, core, subject, answers, key, today }) =>
    core.enrolFlexible(tx, {
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
