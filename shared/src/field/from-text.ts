import { unreadable, type Parsed } from "../values/index.ts";

interface TextValue {
  parse(raw: string): Parsed<string>;
  print(value: string): string;
  mask(value: string): string;
  sample(seed: number): string;
}

/** A kind of question whose answer is a value written as text. */
export const fromText = (value: TextValue) => ({
  parse: (raw: unknown): Parsed<string> =>
    typeof raw === "string" && raw.length <= 200 ? value.parse(raw) : unreadable("这一项要填文字，请重新填写"),
  print: (answer: string): string => value.print(answer),
  mask: (answer: string): string => value.mask(answer),
  sample: (_field: unknown, seed: number): string => value.sample(seed),
});
