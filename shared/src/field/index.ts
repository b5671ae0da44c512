/**
 * The kinds of question, a file each: parse · print · mask · sample. `field` declares a question, `condition.ts` says when it shows,
 * and the four functions below find the kind by its name. A new kind is a file here and a component that draws it.
 */
import type { Parsed } from "../values/index.ts";
import { bankCard } from "./bank-card.ts";
import { choice } from "./choice.ts";
import { choices } from "./choices.ts";
import { creditCode } from "./credit-code.ts";
import { date } from "./date.ts";
import type { Field, FieldKind } from "./field.ts";
import { idNumber } from "./id-number.ts";
import type { Kind, KindOf } from "./kind.ts";
import { material } from "./material.ts";
import { mobile } from "./mobile.ts";
import { money } from "./money.ts";
import { month } from "./month.ts";
import { personName } from "./person-name.ts";
import { region } from "./region.ts";
import { text } from "./text.ts";
import { yesNo } from "./yes-no.ts";

export * from "./field.ts";
export * from "./condition.ts";
export * from "./kind.ts";
export { dayBound } from "./date.ts";
export { monthBound } from "./month.ts";

export const kinds = {
  personName,
  idNumber,
  creditCode,
  mobile,
  bankCard,
  region,
  date,
  month,
  money,
  choice,
  choices,
  yesNo,
  text,
  material,
} satisfies { [K in FieldKind]: KindOf<K> };

// The table above pairs each kind with its own functions; TypeScript cannot follow that through a variable key.
const kindOf = (asked: Field): Kind<Field> => kinds[asked.kind] as unknown as Kind<Field>;

/** Reads an answer as it came over the wire. `today` is 'YYYY-MM-DD' in Beijing. Never throws. */
export const parseAnswer = (asked: Field, raw: unknown, today: string): Parsed<unknown> =>
  kindOf(asked).parse(raw, asked, today);
export const printAnswer = (asked: Field, value: unknown): string => kindOf(asked).print(value as never, asked);
export const maskAnswer = (asked: Field, value: unknown): string => kindOf(asked).mask(value as never, asked);
export const sampleAnswer = (asked: Field, seed: number, today: string): unknown =>
  kindOf(asked).sample(asked, seed, today);
