import type { Condition } from "./condition.ts";

/** A day relative to today in Beijing, or a fixed one. */
export type DayBound = "today" | { daysFromToday: number } | string;
/** A month relative to the current one in Beijing, or a fixed 'YYYY-MM'. */
export type MonthBound = "this-month" | { monthsFromNow: number } | string;

/** Where a first answer may come from; the form shows the source beside it. */
export type PrefillSource =
  | "citizen.name"
  | "citizen.idNumber"
  | "citizen.mobile"
  | "enrolment.region"
  | "enrolment.tier"
  | "enrolment.schemes"
  | "gap.from"
  | "gap.to"
  | "arrears.from"
  | "arrears.to"
  | "flexible.schemes"
  | "month.next"
  | "month.current"
  | "bank.card"
  | "employer.name"
  | "employer.creditCode"
  | "employer.region"
  | "employer.address"
  | "employer.contact"
  | "employer.phone"
  | "employer.email"
  | "employee.schemes"
  | "person.mobile"
  | "person.address"
  | "person.household"
  | "person.education"
  | "person.email"
  | "project.certificate";

interface Asked {
  label: string;
  /** One plain sentence under the question. */
  help?: string;
  /** A word of the glossary that a tap explains. */
  term?: string;
  prefill?: PrefillSource;
  /** True: prefilled from a registry and not to be changed by typing. */
  locked?: true;
  showWhen?: Condition;
  optional?: true;
}

export interface PlainField extends Asked {
  kind: "personName" | "idNumber" | "creditCode" | "mobile" | "bankCard" | "region" | "yesNo";
}
export interface DateField extends Asked {
  kind: "date";
  from?: DayBound;
  to?: DayBound;
}
export interface MonthField extends Asked {
  kind: "month";
  from?: MonthBound;
  to?: MonthBound;
}
export interface MoneyField extends Asked {
  kind: "money";
  /** Fen, inclusive. */
  min?: number;
  max?: number;
}
export interface ChoiceField<O extends string = string> extends Asked {
  kind: "choice";
  options: Record<O, string>;
}
export interface ChoicesField<O extends string = string> extends Asked {
  kind: "choices";
  options: Record<O, string>;
  min?: number;
  max?: number;
}
export interface TextField extends Asked {
  kind: "text";
  /** Characters as a person counts them; 200 unless said. */
  max?: number;
  multiline?: true;
}
export type FileType = "jpeg" | "png" | "pdf";
export interface MaterialField extends Asked {
  kind: "material";
  accept: FileType[];
  maxFiles: number;
}

export type Field =
  | PlainField
  | DateField
  | MonthField
  | MoneyField
  | ChoiceField
  | ChoicesField
  | TextField
  | MaterialField;
export type FieldKind = Field["kind"];

/** The type of the answer to a field, as it travels in JSON. Materials answer with file ids. */
export type ValueOf<F extends Field> = F extends { kind: "choice"; options: Record<infer O, string> }
  ? O
  : F extends { kind: "choices"; options: Record<infer O, string> }
    ? O[]
    : F extends { kind: "yesNo" }
      ? boolean
      : F extends { kind: "money" }
        ? number
        : F extends { kind: "material" }
          ? string[]
          : string;

type Given<F extends Field> = Omit<F, "kind">;
const plain =
  <K extends PlainField["kind"]>(kind: K) =>
  <const G extends Given<PlainField>>(given: G): G & { kind: K } => ({ kind, ...given });

/** Constructors, one per kind: `field.idNumber({ label: "身份证号码" })`. */
export const field = {
  personName: plain("personName"),
  idNumber: plain("idNumber"),
  creditCode: plain("creditCode"),
  mobile: plain("mobile"),
  bankCard: plain("bankCard"),
  region: plain("region"),
  yesNo: plain("yesNo"),
  date: <const G extends Given<DateField>>(given: G): G & { kind: "date" } => ({ kind: "date", ...given }),
  month: <const G extends Given<MonthField>>(given: G): G & { kind: "month" } => ({ kind: "month", ...given }),
  money: <const G extends Given<MoneyField>>(given: G): G & { kind: "money" } => ({ kind: "money", ...given }),
  choice: <const G extends Given<ChoiceField>>(given: G): G & { kind: "choice" } => ({ kind: "choice", ...given }),
  choices: <const G extends Given<ChoicesField>>(given: G): G & { kind: "choices" } => ({ kind: "choices", ...given }),
  text: <const G extends Given<TextField>>(given: G): G & { kind: "text" } => ({ kind: "text", ...given }),
  material: <const G extends Given<MaterialField>>(given: G): G & { kind: "material" } => ({
    kind: "material",
    ...given,
  }),
};
