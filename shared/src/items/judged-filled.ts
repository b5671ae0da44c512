import { sampleAnswer, type Answers, type Facts } from "../field/index.ts";
import {
  checkAnswers,
  consequencesFor,
  fieldsOf,
  isShown,
  materialsFor,
  refusalFor,
  type ItemDefinition,
} from "../item/index.ts";

/** For tests of items: what the judge says of an invented person; questions the test leaves open get sample answers. */
export function judged(item: ItemDefinition, given: { facts?: Facts; answers?: Answers }, today = "2026-11-28") {
  const facts = given.facts ?? {};
  const answers: Record<string, unknown> = { ...given.answers };
  // A sample answer may show another question.
  for (let round = 0; round < 3; round++)
    for (const [name, asked] of Object.entries(fieldsOf(item)))
      if (answers[name] === undefined && !asked.optional && isShown(asked, answers, facts))
        answers[name] = sampleAnswer(asked, 2, today);
  const checked = checkAnswers(item, answers, facts, today, true);
  return {
    refusal: refusalFor(item, answers, facts),
    /** Before anything is typed. */
    atTheDoor: refusalFor(item, {}, facts),
    problems: checked.ok ? [] : checked.problems.map((one) => `${one.field}: ${one.message}`),
    asked: Object.entries(fieldsOf(item)).flatMap(([name, asked]) => (isShown(asked, answers, facts) ? [name] : [])),
    /** What the person must see to themselves, by key. */
    brings: materialsFor(item, answers, facts)
      .filter((one) => one.from !== "e-licence")
      .map((one) => one.key),
    warnings: consequencesFor(item, answers, facts),
  };
}
