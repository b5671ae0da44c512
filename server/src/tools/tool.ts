import type { CountAsked, ToolAsked } from "@wsi/shared/contract";
import { holds, parseAnswer, type Field, type ValueOf } from "@wsi/shared/field";
import type { Calculation, Figures } from "@wsi/shared/insurance";
import { parsed, unreadable, type Parsed } from "@wsi/shared/values";
import type { Self } from "./self.ts";

/** By which figures, and when. */
export interface Setting {
  figures: Figures;
  /** 'YYYY-MM-DD' in Beijing. */
  today: string;
}

export interface ToolQuestion<A extends ToolAsked = ToolAsked> {
  asked: A;
  /** Something nobody knows, which the person may change. */
  assumption?: true;
  /** The first answer: from the records, else `start`. */
  known?(self: Self): unknown;
  start?: unknown;
}
type Questions = Readonly<Record<string, ToolQuestion>>;
type ValueOfAsked<A extends ToolAsked> = A extends { kind: "count" } ? number : A extends Field ? ValueOf<A> : never;
/** An answer may be missing where the question may be left out. */
type ValuesOf<Q extends Questions> = {
  [N in keyof Q]: Q[N]["asked"] extends { optional: true } | { showWhen: object }
    ? ValueOfAsked<Q[N]["asked"]> | undefined
    : ValueOfAsked<Q[N]["asked"]>;
};

export interface Tool {
  code: string;
  name: string;
  seal: string;
  about: string;
  /** Codes of items that go on from here, as far as the catalogue has them. */
  items: readonly string[];
  /** The tiers on offer and the assumptions move with the figures. */
  questions(at: Setting): Questions;
  work(values: Readonly<Record<string, unknown>>, at: Setting): Calculation;
}

/** Joins questions and arithmetic: `work` sees checked values. */
export const defineTool = <Q extends Questions>(
  given: Omit<Tool, "questions" | "work"> & {
    questions(at: Setting): Q;
    work(values: ValuesOf<Q>, at: Setting): Calculation;
  },
): Tool => ({
  ...given,
  // `readAnswers` has checked every value against its question before this is called.
  work: (values, at) => given.work(values as ValuesOf<Q>, at),
});

export const count = <const G extends Omit<CountAsked, "kind">>(given: G): G & { kind: "count" } => ({
  kind: "count",
  ...given,
});

function readCount(raw: unknown, { label, min, max, unit }: CountAsked): Parsed<number> {
  const number = typeof raw === "string" && /^\d{1,6}$/.test(raw.trim()) ? Number(raw) : raw;
  return typeof number === "number" && Number.isInteger(number) && number >= min && number <= max
    ? parsed(number)
    : unreadable(`「${label}」请填 ${min} 到 ${max}${unit}之间的整数`);
}

const isEmpty = (raw: unknown): boolean => raw === undefined || raw === null || raw === "";

export interface Problem {
  field: string;
  message: string;
}

/** Every answer checked against its question; questions that do not show are left out. */
export function readAnswers(
  questions: Questions,
  raw: Readonly<Record<string, unknown>>,
  today: string,
): { ok: true; values: Record<string, unknown> } | { ok: false; problems: Problem[] } {
  const values: Record<string, unknown> = {};
  const problems: Problem[] = [];
  for (const [name, { asked }] of Object.entries(questions)) {
    if (asked.showWhen && !holds(asked.showWhen, values, {})) continue;
    const given = raw[name];
    if (isEmpty(given)) {
      if (asked.optional !== true) problems.push({ field: name, message: `请填写「${asked.label}」` });
      continue;
    }
    const found = asked.kind === "count" ? readCount(given, asked) : parseAnswer(asked, given, today);
    if (found.ok) values[name] = found.value;
    else problems.push({ field: name, message: found.message });
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, values };
}
