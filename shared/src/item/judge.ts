import { holds, maskAnswer, parseAnswer, printAnswer, type Answers, type Facts, type Field } from "../field/index.ts";
import type { ItemDefinition, Material, RefusalRule } from "./definition.ts";
import { factInWords, fieldsOf, screensOf } from "./define.ts";

/** The same functions judge in the mini-program (as the person types) and on the server (before anything is kept). */

export interface Problem {
  field: string;
  /** Chinese, says how to mend it. */
  message: string;
}

export const isShown = (asked: Field, answers: Answers, facts: Facts): boolean =>
  !asked.showWhen || holds(asked.showWhen, answers, facts);

const empty = (value: unknown): boolean =>
  value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/**
 * Checks answers. `complete` also asks that every shown, required question is answered: on for submit, off for a draft.
 * Answers the values as they are to be kept, or every problem at once. A hidden or unknown question answered is a problem.
 */
export function checkAnswers(
  item: ItemDefinition,
  answers: Answers,
  facts: Facts,
  today: string,
  complete: boolean,
): { ok: true; values: Record<string, unknown> } | { ok: false; problems: Problem[] } {
  const fields = fieldsOf(item);
  const problems: Problem[] = [];
  const values: Record<string, unknown> = {};
  for (const name of Object.keys(answers))
    if (!Object.hasOwn(fields, name)) problems.push({ field: name, message: "这个事项没有这一项，请刷新后重填" });
  for (const [name, asked] of Object.entries(fields)) {
    const raw = answers[name];
    if (!isShown(asked, answers, facts)) {
      if (!empty(raw)) problems.push({ field: name, message: `「${asked.label}」现在不需要填写，请删去` });
      continue;
    }
    if (empty(raw)) {
      if (complete && !asked.optional) problems.push({ field: name, message: missing(asked) });
      continue;
    }
    const read = parseAnswer(asked, raw, today);
    if (read.ok) values[name] = read.value;
    else problems.push({ field: name, message: read.message });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values };
}

function missing(asked: Field): string {
  if (asked.kind === "material") return `请上传「${asked.label}」`;
  return asked.kind === "choice" || asked.kind === "choices" || asked.kind === "yesNo" || asked.kind === "region"
    ? `请选择「${asked.label}」`
    : `请填写「${asked.label}」`;
}

/** Drops answers to questions that the latest answers hide, so that going back and changing one's mind leaves no debris. */
export function withoutHidden(item: ItemDefinition, answers: Answers, facts: Facts): Record<string, unknown> {
  let kept: Record<string, unknown> = { ...answers };
  // A hidden answer may itself have shown another question: at most one round per field is needed.
  for (let round = 0; round <= Object.keys(kept).length; round++) {
    const next = Object.fromEntries(
      Object.entries(fieldsOf(item))
        .filter(([name, asked]) => Object.hasOwn(kept, name) && isShown(asked, kept, facts))
        .map(([name]) => [name, kept[name]]),
    );
    if (Object.keys(next).length === Object.keys(kept).length) return next;
    kept = next;
  }
  return kept;
}

/** The first rule that refuses, or undefined when the person may go on. */
export function refusalFor(item: ItemDefinition, answers: Answers, facts: Facts): RefusalRule | undefined {
  const rule = item.refusals.find((one) => holds(one.when, answers, facts));
  return rule && { ...rule, because: told(rule.because, facts), instead: told(rule.instead, facts) };
}

/** `{fact}` in words is what the registries say of it: days and amounts that change by the year stand in no item. */
const told = (words: string, facts: Facts): string =>
  words.replaceAll(factInWords, (_, name: string) => String(facts[name] ?? "以公布为准的日期"));

export const consequencesFor = (item: ItemDefinition, answers: Answers, facts: Facts): string[] =>
  item.consequences.filter((one) => !one.when || holds(one.when, answers, facts)).map((one) => one.warning);

export const materialsFor = (item: ItemDefinition, answers: Answers, facts: Facts): (Material & { key: string })[] =>
  Object.entries(item.materials)
    .filter(([, one]) => !one.when || holds(one.when, answers, facts))
    .map(([key, one]) => ({ key, ...one }));

/** It ends in person somewhere: done at a counter, or papers are to be brought to one. */
export const endsAtCounter = ({ handling, materials }: Pick<ItemDefinition, "handling" | "materials">): boolean =>
  handling === "counter" || Object.values(materials).some((one) => one.from === "bring");

export interface PrintedAnswer {
  field: string;
  step: string;
  label: string;
  text: string;
  masked: string;
}

/** The review page, the staff page and the receipt: every shown answer in words, in order. */
export function printAnswers(item: ItemDefinition, answers: Answers, facts: Facts): PrintedAnswer[] {
  return screensOf(item).flatMap((screen) =>
    Object.entries(screen.fields)
      .filter(([name, asked]) => isShown(asked, answers, facts) && !empty(answers[name]))
      .map(([name, asked]) => ({
        field: name,
        step: screen.title,
        label: asked.label,
        text: printAnswer(asked, answers[name]),
        masked: maskAnswer(asked, answers[name]),
      })),
  );
}

/** How much a person had to type: the measure of 免填表 (S61). */
export function typedShare(
  item: ItemDefinition,
  answers: Answers,
  prefilled: Answers,
): { typed: number; total: number } {
  const shown = Object.keys(fieldsOf(item)).filter((name) => !empty(answers[name]));
  const same = (name: string) => JSON.stringify(answers[name]) === JSON.stringify(prefilled[name]);
  return { typed: shown.filter((name) => !same(name)).length, total: shown.length };
}
