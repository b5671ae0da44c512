import { record, text } from "./endpoint.ts";
import { Refused } from "./errors.ts";

/** What a value of a kind of field may be, by the beginning of its name (the table on WeChat's page of subscription messages). */
const shapes: readonly [RegExp, RegExp][] = [
  [/^thing\d/, /^.{1,20}$/su],
  [/^phrase\d/, /^\p{Script=Han}{1,5}$/u],
  [/^number\d/, /^\d{1,32}$/],
  [/^letter\d/, /^[A-Za-z]{1,32}$/],
  [/^symbol\d/, /^[^\p{L}\p{N}]{1,5}$/u],
  [/^character_string\d/, /^[\x21-\x7e]{1,32}$/],
  [/^phone_number\d/, /^[\d+\-() ]{1,17}$/],
  [/^car_number\d/, /^.{1,8}$/u],
  [/^(time|date)\d/, /\d/],
  [/^amount\d/, /^.{1,20}$/u],
  [/^name\d/, /^.{1,20}$/u],
];

const refuse = (name: string, why: "empty" | "invalid"): never => {
  throw new Refused(47003, {}, `argument invalid! data.${name}.value ${why === "empty" ? "is empty" : "invalid"}`);
};

/** The values of a message, in the order in which they were given. Throws 47003 with the field's name. */
export function valuesOf(data: unknown): (readonly [name: string, value: string])[] {
  return Object.entries(record(data)).map(([name, one]) => {
    const value = text(record(one)["value"]);
    if (value === "") refuse(name, "empty");
    const shape = shapes.find(([kind]) => kind.test(name))?.[1] ?? /./su;
    if (!shape.test(value)) refuse(name, "invalid");
    return [name, value] as const;
  });
}

/** Every field of the template must have a value. */
export function needFields(names: readonly string[], values: readonly (readonly [string, string])[]): void {
  const given = new Set(values.map(([name]) => name));
  for (const name of names) if (!given.has(name)) refuse(name, "empty");
}
