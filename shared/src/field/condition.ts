/**
 * Conditions as data: eight words that can be stored, shown, searched and judged alike in WeChat, in a browser and on
 * the server. A condition reads answers given so far and facts that registries told us; it never runs code.
 */
export type Condition =
  | { is: "equal"; field: string; to: string | number | boolean }
  | { is: "includes"; field: string; item: string }
  | { is: "before"; field: string; other: string }
  | { is: "present"; field: string }
  | { is: "fact"; name: string }
  | { is: "all"; of: Condition[] }
  | { is: "any"; of: Condition[] }
  | { is: "not"; of: Condition };

export const equal = (field: string, to: string | number | boolean): Condition => ({ is: "equal", field, to });
export const includes = (field: string, item: string): Condition => ({ is: "includes", field, item });
export const before = (field: string, other: string): Condition => ({ is: "before", field, other });
export const present = (field: string): Condition => ({ is: "present", field });
export const fact = (name: string): Condition => ({ is: "fact", name });
export const all = (...of: Condition[]): Condition => ({ is: "all", of });
export const any = (...of: Condition[]): Condition => ({ is: "any", of });
export const not = (of: Condition): Condition => ({ is: "not", of });

/** Answers by field name, as they travel in JSON. */
export type Answers = Readonly<Record<string, unknown>>;
/** What registries told us about the person, by fact name. An unknown fact counts as not true. */
export type Facts = Readonly<Record<string, string | number | boolean | readonly string[]>>;

const given = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);

/** Judges a condition. Comparing dates or months works on their ISO text. */
export function holds(condition: Condition, answers: Answers, facts: Facts): boolean {
  switch (condition.is) {
    case "equal":
      return answers[condition.field] === condition.to;
    case "includes": {
      const value = answers[condition.field];
      return Array.isArray(value) && value.includes(condition.item);
    }
    case "before": {
      const [a, b] = [answers[condition.field], answers[condition.other]];
      return typeof a === "string" && typeof b === "string" && a < b;
    }
    case "present":
      return given(answers[condition.field]);
    case "fact": {
      const value = facts[condition.name];
      return Array.isArray(value) ? value.length > 0 : Boolean(value);
    }
    case "all":
      return condition.of.every((one) => holds(one, answers, facts));
    case "any":
      return condition.of.some((one) => holds(one, answers, facts));
    case "not":
      return !holds(condition.of, answers, facts);
  }
}

/** Every field and fact a condition names, so that a definition can be checked when it is written. */
export function namesIn(condition: Condition): { fields: string[]; facts: string[] } {
  switch (condition.is) {
    case "before":
      return { fields: [condition.field, condition.other], facts: [] };
    case "equal":
    case "includes":
    case "present":
      return { fields: [condition.field], facts: [] };
    case "fact":
      return { fields: [], facts: [condition.name] };
    case "not":
      return namesIn(condition.of);
    case "all":
    case "any": {
      const parts = condition.of.map(namesIn);
      return { fields: parts.flatMap((p) => p.fields), facts: parts.flatMap((p) => p.facts) };
    }
  }
}
