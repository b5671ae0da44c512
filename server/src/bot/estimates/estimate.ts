import { maskText } from "@wsi/shared/values";
import type { Button } from "../../ports/messages.ts";

/** What a bound person's records already tell, so that it is not asked. */
export interface Self {
  sex: "male" | "female";
  /** 'YYYY-MM-DD'. */
  birthDate: string;
  /** District code of the last enrolment. */
  region: string | null;
  /** Months of unemployment insurance that arrived. */
  unemploymentMonths: number;
  /** Percent, of flexible employment. */
  tier: number | null;
}

/** One thing that an estimate must know. What was said is kept in the citizen's own words and read again each time. */
export interface Slot<V> {
  /** The question, in one sentence. */
  ask: string;
  /** Answers to tap; they read as themselves. */
  choices?: readonly string[];
  /** Said when an answer could not be read: how to write it. */
  hint: string | ((words: string) => string);
  /** `alone`: the words answer this very question. */
  read(words: string, now: Date, alone: boolean): V | undefined;
  /** What is kept of the answer, in words that `read` reads; without it the words themselves, numbers of people masked. */
  keep?(value: V): string;
  /** From the records, in words that `read` reads; undefined when they do not tell. */
  known?(self: Self): string | undefined;
}

export interface Estimated {
  text: string;
  buttons: Button[];
}
type Slots = Readonly<Record<string, Slot<unknown>>>;
type Values<S extends Slots> = { [Name in keyof S]: S[Name] extends Slot<infer V> ? V : never };

/** Something that a chat can work out 测算 after a few questions. */
export interface Estimate {
  id: string;
  /** On a button: 「算失业金」. */
  name: string;
  /** Words that ask for it. */
  hears: RegExp;
  /** Words that make it another question after all. */
  unless?: RegExp;
  /** Answers of the knowledge base under which it is offered. */
  entries: readonly string[];
  slots: Slots;
  /** `now` decides the policy year. */
  compute(words: Readonly<Record<string, string>>, now: Date): Estimated;
}

/** Joins slots and arithmetic: `work` sees values, never words. */
export function defineEstimate<S extends Slots>(
  given: Omit<Estimate, "slots" | "compute"> & { slots: S; work(values: Values<S>, now: Date): Estimated },
): Estimate {
  const { work, ...estimate } = given;
  return {
    ...estimate,
    compute(words, now) {
      const values = Object.fromEntries(
        Object.entries(given.slots).map(([name, slot]) => [name, slot.read(words[name] ?? "", now, true)]),
      );
      // `missing` has found every slot readable before this is called.
      return work(values as Values<S>, now);
    },
  };
}

/** The first slot that the words so far do not fill. */
export const missing = (estimate: Estimate, words: Readonly<Record<string, string>>, now: Date): string | undefined =>
  Object.entries(estimate.slots).find(([name, slot]) => slot.read(words[name] ?? "", now, true) === undefined)?.[0];

/** What a whole sentence already tells. */
export function toldIn(estimate: Estimate, sentence: string, now: Date): Record<string, string> {
  const told = Object.entries(estimate.slots).flatMap(([name, slot]) => {
    const words = wordsFor(slot, sentence, now, false);
    return words === undefined ? [] : [[name, words] as const];
  });
  return Object.fromEntries(told);
}

/** The words to keep when they hold a value for the slot. */
export function wordsFor(slot: Slot<unknown>, words: string, now: Date, alone: boolean): string | undefined {
  const value = slot.read(words, now, alone);
  if (value === undefined) return undefined;
  return slot.keep?.(value) ?? maskText(words);
}
