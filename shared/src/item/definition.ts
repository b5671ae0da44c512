import type { Condition, Field, FileType, ValueOf } from "../field/index.ts";

export type Audience = "insured" | "flexible" | "employer" | "agent";
/** Who owns the business since the 2019 reform; the tax office collects, we never do (社会保险经办条例 4). */
export type Authority = "hrss" | "medical" | "tax";
export type Handling = "instant" | "reviewed" | "counter";
/**
 * For whom one may do it: for oneself; as an employer's clerk 单位经办人; or for another under a mandate 授权代办 (a community agent,
 * a relative).
 */
export type Capacity = "self" | "employer" | "agent";
/** Whom it is about: a person, an employee whom the employer's clerk names, or the employer itself. */
export type About = "person" | "employee" | "employer";
export type RiskLevel = "low" | "medium" | "high";

/**
 * What registries know; asked of them, never of the person. Meanings of a person's in server/src/insurance/facts.ts, of an employer's
 * and of an employee in one's eyes in server/src/insurance/employer-facts.ts.
 */
export const factNames = [
  "insured",
  "employed",
  "flexibleActive",
  "flexiblePaused",
  "retired",
  "overAge",
  "hasGap",
  "gapMonths",
  "gapFrom",
  "gapTo",
  "hasArrears",
  "arrearsMonths",
  "ownArrears",
  "arrearsFrom",
  "arrearsTo",
  "flexibleSchemes",
  "currentTier",
  "currentSchemes",
  "currentRegion",
  // Of the employer: for items about an employer or one of its employees.
  "employerOpened",
  "employerTrusted",
  "employerHasClerk",
  "employerConstruction",
  "employerHasEmployees",
  "employeesActive",
  "employerHasArrears",
  "employerUnpaidThisMonth",
  "employerUnpaidFen",
  "employerRegion",
  "employerHasProject",
  "declarationOpen",
  "declarationOpensOn",
  // Of the employee in this employer's eyes: for items about an employee.
  "registered",
  "activeHere",
  "activeElsewhere",
  "injuryOnlyHere",
  "everHere",
  "stoppedHere",
  "schemesHere",
  "lastMonthHere",
  "assessedThisMonth",
  "unpaidThisMonth",
  "arrivedThisMonth",
  "unpaidBefore",
] as const;
export type FactName = (typeof factNames)[number];

export interface Basis {
  title: string;
  article?: string;
  /** How far the source can be trusted, as domain-facts labels it: law, official, newspaper, weak, draft of ours. */
  trust: "law" | "official" | "news" | "weak" | "ours";
}

/** Never a bare no: why, and what to do instead. `{fact}` in the words is told as the registries have it. */
export interface RefusalRule {
  when: Condition;
  because: string;
  instead: string;
  /** The item that mends it, by code. */
  insteadItem?: string;
}

export interface AutoDecide {
  when: Condition;
  /** For the timeline, as the person reads it: why nobody had to look first. */
  because: string;
  /** Of a hundred decided so, how many a reviewer looks at afterwards (抽查). */
  checkPercent: number;
}

export interface Consequence {
  when?: Condition;
  warning: string;
}

export interface Material {
  name: string;
  why: string;
  /** Fetched from a registry instead of uploaded, uploaded by the person, or taken along to where else it is done. */
  from: "e-licence" | "upload" | "bring";
  when?: Condition;
  accept?: FileType[];
  maxFiles?: number;
  /** How to get it, when the person has none. */
  where?: string;
}

export interface Step {
  key: string;
  title: string;
  fields: Readonly<Record<string, Field>>;
}

/** What the confirm page computes before the person says yes. The server does it; the screen only shows lines. */
export type Fee =
  | { kind: "free"; note: string }
  /** Whatever the ledger assesses: it is asked in earnest and taken back. */
  | { kind: "assessed"; note: string }
  | { kind: "flexible-monthly"; tierField: string; monthField: string; schemesField?: string; note: string }
  | { kind: "back-payment"; fromField: string; toField: string; tierField: string; note: string }
  /** What the ledger holds for this person; `title` heads the lines, since it need not be something to pay. */
  | { kind: "ledger"; title: string; note: string };

export interface ItemDefinition {
  /** kebab-case English, for ever. */
  code: string;
  version: number;
  name: string;
  /** What people call it: the bot and the search box listen for these. */
  aliases: readonly string[];
  /** One plain sentence under the name. */
  summary: string;
  audience: readonly Audience[];
  capacities: readonly Capacity[];
  about: About;
  authority: Authority;
  basis: readonly Basis[];
  handling: Handling;
  /** Working days. Statutory is the law's, promised is ours; 0 means at once. */
  limits: { statutory?: number; statutorySource?: string; promised: number };
  risk: RiskLevel;
  /** 冷静期: for so long after the submission it may only be taken back; then the office begins. For what cannot be undone. */
  coolOff?: { hours: number; why: string };
  /** 秒办: what of a reviewed item a machine decides at once. Never of a high-risk one. */
  autoDecide?: AutoDecide;
  /** Erased by declaration. */
  keep: { draftDays: number; closedYears: number };
  facts: readonly FactName[];
  refusals: readonly RefusalRule[];
  steps: readonly Step[];
  materials: Readonly<Record<string, Material>>;
  consequences: readonly Consequence[];
  fee: Fee;
  /** What the person holds in the end. */
  result: string;
  guide: {
    conditions: readonly string[];
    flow: readonly string[];
    channels: readonly string[];
    places: string;
    phones: readonly string[];
    mistakes: readonly string[];
    questions: readonly { ask: string; answer: string }[];
    updatedOn: string;
  };
}

type Fields<S extends readonly Step[]> = S[number] extends infer One
  ? One extends { fields: infer F }
    ? { [K in keyof F]: F[K] }
    : never
  : never;
type Merge<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer I) => void ? I : never;
type Optional<F> = F extends { showWhen: Condition } | { optional: true } ? true : false;
type AnswersIn<F> = {
  [K in keyof F as Optional<F[K]> extends true ? never : K]: F[K] extends Field ? ValueOf<F[K]> : never;
} & { [K in keyof F as Optional<F[K]> extends true ? K : never]?: F[K] extends Field ? ValueOf<F[K]> : never };

/** The answers an item's handler receives, checked: absent-able exactly where the question may be hidden. */
export type AnswersOf<I extends { steps: readonly Step[] }> = AnswersIn<Merge<Fields<I["steps"]>>>;
