import type { Figures } from "@wsi/shared/insurance";
import { maskText } from "@wsi/shared/values";
import type { Button } from "../../ports/messages.ts";
import type { Self } from "../../tools/index.ts";

/** When it is asked, and by which figures. */
export interface Setting {
  now: Date;
  figures: Figures;
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
  read(words: string, at: Setting, alone: boolean): V | undefined;
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
  /** The calculator that works out the same with every line explained. */
  tool: string;
  slots: Slots;
  /** `at.now` decides the policy year. */
  compute(words: Readonly<Record<string, string>>, at: Setting): Estimated;
}

/** Joins slots and arithmetic: `work` sees values, never words. */
export function defineEstimate<S extends Slots>(
  given: Omit<Estimate, "slots" | "compute"> & { slots: S; work(values: Values<S>, at: Setting): Estimated },
): Estimate {
  const { work, ...estimate } = given;
  return {
    ...estimate,
    compute(words, at) {
      const values = Object.fromEntries(
        Object.entries(given.slots).map(([name, slot]) => [name, slot.read(words[name] ?? "", at, true)]),
      );
      // `missing` has found every slot readable before this is called.
      return work(values as Values<S>, at);
    },
  };
}

/** The first slot that the words so far do not fill. */
export const missing = (estimate: Estimate, words: Readonly<Record<string, string>>, at: Setting): string | undefined =>
  Object.entries(estimate.slots).find(([name, slot]) => slot.read(words[name] ?? "", at, true) === undefined)?.[0];

/** What a whole sentence already tells. */
export function toldIn(estimate: Estimate, sentence: string, at: Setting): Record<string, string> {
  const told = Object.entries(estimate.slots).flatMap(([name, slot]) => {
    const words = wordsFor(slot, sentence, at, false);
    return words === undefined ? [] : [[name, words] as const];
  });
  return Object.fromEntries(told);
}

/** The words to keep when they hold a value for the slot. */
export function wordsFor(slot: Slot<unknown>, words: string, at: Setting, alone: boolean): string | undefined {
  const value = slot.read(words, at, alone);
  if (value === undefined) return undefined;
  return slot.keep?.(value) ?? maskText(words);
}
