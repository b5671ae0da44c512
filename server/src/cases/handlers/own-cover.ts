import { quoteFlexibleMonth } from "@wsi/shared/insurance";
import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import type { Handler } from "./handler.ts";

type Chosen = Pick<AnswersOf<Items["flexible-enrolment"]>, "region" | "schemes" | "tier" | "from">;

const planOf = ({ schemes, tier }: Chosen) => ({
  schemes,
  ...(schemes.includes("pension") && tier !== undefined ? { tier: Number(tier) } : {}),
});

/** Somebody who pays for themselves chooses schemes from a month on: the first time and again, in the ledger at once. */
export const coverOneself = (act: "enrolFlexible" | "renewFlexible"): Handler<Chosen> => ({
  corrections: { tier: (tier) => ({ kind: "tier", tier: Number(tier) }) },
  effect: ({ tx, core, subject, answers, key, today }) =>
    core[act](tx, {
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
});
