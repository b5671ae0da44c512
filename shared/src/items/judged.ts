import { holds, sampleAnswer, type Answers, type Facts } from "../field/index.ts";
import {
  checkAnswers,
  consequencesFor,
  fieldsOf,
  isShown,
  materialsFor,
  refusalFor,
  type ItemDefinition,
} from "../item/index.ts";

export interface Example {
  /** What the registries know. */
  facts: Facts;
  answers: Answers;
}

/** What an item says to an example person, as phone and server would judge them: for its tests. */
function judge(item: ItemDefinition, { facts, answers }: Example, today: string) {
  const checked = checkAnswers(item, answers, facts, today, true);
  return {
    refusal: refusalFor(item, answers, facts),
    problems: checked.ok ? [] : checked.problems,
    materials: materialsFor(item, answers, facts),
    warnings: consequencesFor(item, answers, facts),
  };
}

/** Answers as they are given; what registers fill in is sampled. */
export function judged(item: ItemDefinition, { facts, answers: given }: Example, today: string) {
  const registered = Object.entries(fieldsOf(item)).filter(([, asked]) => asked.locked);
  const answers: Answers = {
    ...Object.fromEntries(registered.map(([name, asked]) => [name, sampleAnswer(asked, 7, today)])),
    ...given,
  };
  const { refusal, problems, materials, warnings } = judge(item, { facts, answers }, today);
  return {
    refused: refusal?.because ?? null,
    instead: refusal?.instead ?? null,
    insteadItem: refusal?.insteadItem ?? null,
    open: problems.map((one) => one.field),
    bring: materials.filter((one) => one.from === "upload").map((one) => one.key),
    told: warnings.join(""),
    atOnce: item.handling === "instant" || (item.autoDecide ? holds(item.autoDecide.when, answers, facts) : false),
  };
}

/** Questions that the test leaves open get sample answers. */
export function judgedFilled(item: ItemDefinition, given: Partial<Example>, today = "2026-11-28") {
  const facts = given.facts ?? {};
  const answers: Record<string, unknown> = { ...given.answers };
  // A sample answer may show another question.
  for (let round = 0; round < 3; round++)
    for (const [name, asked] of Object.entries(fieldsOf(item)))
      if (answers[name] === undefined && !asked.optional && isShown(asked, answers, facts))
        answers[name] = sampleAnswer(asked, 2, today);
  const { refusal, problems, materials, warnings } = judge(item, { facts, answers }, today);
  return {
    refusal,
    /** Before anything is typed. */
    atTheDoor: refusalFor(item, {}, facts),
    problems: problems.map((one) => `${one.field}: ${one.message}`),
    asked: Object.entries(fieldsOf(item)).flatMap(([name, asked]) => (isShown(asked, answers, facts) ? [name] : [])),
    /** What the person must see to themselves, by key. */
    brings: materials.filter((one) => one.from !== "e-licence").map((one) => one.key),
    warnings,
  };
}
