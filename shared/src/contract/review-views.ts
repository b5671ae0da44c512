import type { CaseClock, CaseState } from "../case/index.ts";
import type { OnBehalf } from "./delegation.ts";

/** What the reviewers' workbench sees beside the case itself. */

export const workQueues = ["todo", "mine", "second", "consent", "late", "waiting", "check", "correct", "done"] as const;
export type WorkQueue = (typeof workQueues)[number];
export const workSorts = ["press", "age", "risk", "newest"] as const;
export type WorkSort = (typeof workSorts)[number];

/** How a reviewer narrows the list; kept for each. */
export interface WorkFilter {
  item?: string | undefined;
  region?: string | undefined;
  risk?: "high" | "medium" | "low" | undefined;
  /** Waiting at least so many working days. */
  waited?: number | undefined;
  due?: "late" | "today" | "soon" | undefined;
  free?: boolean | undefined;
  sort?: WorkSort | undefined;
}

export interface WorkClaim {
  id: string;
  name: string;
  mine: boolean;
  until: string;
}

export interface WorkCard {
  id: string;
  number: string;
  item: { code: string; name: string };
  /** Masked. */
  applicant: string;
  /** For whom, by whom; null in one's own matter. */
  behalf: OnBehalf | null;
  region: string | null;
  state: CaseState;
  risk: "high" | "medium" | "low";
  submittedAt: string;
  /** Working days since it came in. */
  waited: number;
  promised: CaseClock;
  claim: WorkClaim | null;
  /** Waits for a second pair of eyes; `mine`: I proposed it. */
  proposal: { by: string; mine: boolean } | null;
  asksConsent: boolean;
}
export interface WorkPage {
  cards: WorkCard[];
  /** For the next page; null at the end. */
  next: string | null;
}

export interface WorkCounts {
  queues: Record<Exclude<WorkQueue, "done">, number>;
  /** Rolls 花名册 that wait for a decision, and how many of them past the promised day. */
  rolls: { todo: number; late: number };
  items: { code: string; name: string; count: number }[];
  regions: { code: string; count: number }[];
  filter: WorkFilter | null;
}

/** What a registry says beside what the person said. */
export interface RegistryLine {
  /** The question it stands against; null: no question asks this. */
  field: string | null;
  label: string;
  said: string | null;
  registry: string;
  differs: boolean;
  source: string;
}

export interface WorkNote {
  at: string;
  what: string;
  by: string;
  whom: string | null;
  note: string | null;
}

/** What stands beside a case on the bench. */
export interface WorkView {
  claim: WorkClaim | null;
  /** Minutes without a sign of life after which a claim lapses. */
  claimMinutes: number;
  promised: CaseClock;
  statutory: CaseClock | null;
  waited: number | null;
  registry: RegistryLine[];
  needsSecond: boolean;
  proposal: {
    as: "approve" | "decline";
    by: string;
    mine: boolean;
    at: string;
    because?: string;
    instead?: string;
  } | null;
  consent: {
    gaps: { field: string; what: string }[];
    why: string;
    askedBy: string;
    agreed: boolean | null;
    reason: string | null;
  } | null;
  /** Questions whose answers are as they were at the last notice: asking again needs consent. */
  oldGaps: string[];
  check: { drawnAt: string; done: boolean; fine: boolean | null; note: string | null } | null;
  log: WorkNote[];
}

export const phraseKinds = ["gap", "because", "instead"] as const;
export type PhraseKind = (typeof phraseKinds)[number];
export interface Phrase {
  id: string;
  kind: PhraseKind;
  item: string | null;
  shared: boolean;
  text: string;
  mayRemove: boolean;
}

export interface ReviewerLine {
  staff: string;
  item: string;
  decided: number;
  medianMinutes: number | null;
  returned: number;
  declined: number;
  late: number;
  confirmed: number;
  sentBack: number;
}
export interface ReviewStatistics {
  from: string;
  to: string;
  /** All reviewers for a supervisor, one's own for oneself. */
  all: boolean;
  lines: ReviewerLine[];
}
