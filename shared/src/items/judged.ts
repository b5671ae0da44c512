import { holds, sampleAnswer, type Answers, type Facts } from "../field/index.ts";
import {
  checkAnswers,
  consequencesFor,
  fieldsOf,
  materialsFor,
  refusalFor,
  type ItemDefinition,
} from "../item/index.ts";

export interface Example {
  /** What the registries know. */
  facts: Facts;
  answers: Answers;
}

/** What an item says to an example person, as phone and server would judge them: for its tests. What registers fill in is sampled. */
export function judged(item: ItemDefinition, { facts, answers: given }: Example, today: string) {
  const registered = Object.entries(fieldsOf(item)).filter(([, asked]) => asked.locked);
  const answers: Answers = {
    ...Object.fromEntries(registered.map(([name, asked]) => [name, sampleAnswer(asked, 7, today)])),
    ...given,
  };
  const checked = checkAnswers(item, answers, facts, today, true);
  const refusal = refusalFor(item, answers, facts);
  return {
    refused: refusal?.because ?? null,
    instead: refusal?.instead ?? null,
    insteadItem: refusal?.insteadItem ?? null,
    open: checked.ok ? [] : checked.problems.map((one) => one.field),
    bring: materialsFor(item, answers, facts)
      .filter((one) => one.from === "upload")
      .map((one) => one.key),
    told: consequencesFor(item, answers, facts).join(""),
    atOnce: item.handling === "instant" || (item.autoDecide ? holds(item.autoDecide.when, answers, facts) : false),
  };
}
