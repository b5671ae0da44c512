import type { Parsed } from "../values/parsed.ts";
import type { Field, FieldKind, PlainField, ValueOf } from "./field.ts";

/**
 * What a kind of question knows to do. `today` is 'YYYY-MM-DD' in Beijing.
 * - parse: reads what came over the wire, normalises it (full-width digits, spaces, lower-case x) and checks it.
 * - print: for the person concerned and the reviewer.  - mask: for lists and logs.  - sample: a valid invented answer.
 */
export interface Kind<F extends Field> {
  parse(raw: unknown, field: F, today: string): Parsed<ValueOf<F>>;
  print(value: ValueOf<F>, field: F): string;
  mask(value: ValueOf<F>, field: F): string;
  sample(field: F, seed: number, today: string): ValueOf<F>;
}
export type FieldOf<K extends FieldKind> = K extends PlainField["kind"]
  ? Omit<PlainField, "kind"> & { kind: K }
  : Extract<Field, { kind: K }>;
export type KindOf<K extends FieldKind> = Kind<FieldOf<K>>;
