import type { Agreement, Critical, Marks, Rubric } from "../quality/index.ts";

/** What the console sees of quality scoring 质检. Citizens are masked, numbers of people in what was said, too. Totals are tenths of a point. */

/** Why a talk is looked at though the draw did not choose it. */
export const qualityReasons = ["low-mark", "complaint", "step-in"] as const;
export type QualityReason = (typeof qualityReasons)[number];

export interface QualityPerson {
  id: string;
  name: string;
}

/** waiting: for its score, or the second one of a calibration · scored: may still be appealed · appealed · settled: nothing can change it. */
export type QualityState = "waiting" | "scored" | "appealed" | "settled";

/** One talk to be scored, or that was. */
export interface QualityCard {
  id: string;
  conversationId: string;
  agent: QualityPerson;
  group: string | null;
  /** Beijing day on which the talk ended. */
  closedOn: string;
  drawn: boolean;
  because: QualityReason[];
  /** Two supervisors score it without seeing each other's 校准. */
  twice: boolean;
  state: QualityState;
  /** What counts: after an appeal what came of it. Null while waiting, and for who is still to score it blindly. */
  total: number | null;
  critical: boolean;
  scorer: string | null;
  scoredAt: string | null;
  /** The agent has seen it as it stands. */
  seen: boolean;
  /** Beijing day until which the agent may appeal; null before it is scored. */
  appealBy: string | null;
  /** While appealed: the Beijing day until which it is to be decided. */
  decideBy: string | null;
  /** A colleague who began to score it. */
  begun: { name: string; at: string } | null;
}

export interface QualityLine {
  id: string;
  from: "citizen" | "staff" | "bot" | "system";
  by: string | null;
  text: string;
  at: string;
  steppedIn: boolean;
}
/** The talk as it was, to be judged. */
export interface QualityTalk {
  citizen: string;
  about: string;
  openedAt: string;
  closedAt: string | null;
  summary: string;
  tags: string[];
  rating: { level: number; comment: string | null } | null;
  lines: QualityLine[];
  notes: { by: string; at: string; text: string }[];
}

export interface QualityScore {
  /** first: counts · second: of a calibration, counts for nothing else · appeal: what a changed appeal made of it, counts. */
  place: "first" | "second" | "appeal";
  scorer: QualityPerson;
  at: string;
  total: number;
  marks: Marks;
}
export interface QualityAppeal {
  reason: string;
  at: string;
  decideBy: string;
  decision: { outcome: "upheld" | "changed"; reason: string; by: string; at: string } | null;
}

export interface QualityCheck {
  card: QualityCard;
  rubric: RubricVersion;
  /** Null: it is no longer kept. */
  talk: QualityTalk | null;
  /** Mine, not handed in. */
  draft: Marks | null;
  scores: QualityScore[];
  appeal: QualityAppeal | null;
  may: {
    score: boolean;
    decide: boolean;
    appeal: boolean;
    /** Why I may not, in a sentence; null when I may, or when there is nothing to do. */
    why: string | null;
  };
}

export interface RubricVersion extends Rubric {
  version: number;
}
export interface RubricSummary {
  version: number;
  note: string;
  inForceFrom: string;
  /** Null: it came with the release. */
  by: string | null;
  sections: Rubric["sections"];
  criticals: Critical[];
}
export interface RubricsView {
  /** The version by which talks that end now are scored. */
  inForce: number;
  /** Newest first. */
  versions: RubricSummary[];
  draft: { body: Rubric; basedOn: number; revision: number; by: string; at: string } | null;
}

export interface QualitySettings {
  /** Talks drawn for each agent each day. */
  perAgent: number;
  /** So many of a hundred drawn talks are scored by two. */
  twicePercent: number;
  /** Working days in which an agent may appeal, and in which an appeal is to be decided. */
  appealDays: number;
}
export interface QualitySettingsView extends QualitySettings {
  by: string | null;
  at: string;
}

export interface QualityDraw {
  day: string;
  /** Thrown before the day; null while it is still to be drawn with: nobody's to know. */
  seed: string | null;
  thrownAt: string;
  /** Null: the day is not over, or the draw is still to come. */
  drawn: { at: string; perAgent: number; twicePercent: number; pool: number; chosen: number; always: number } | null;
}
/** A draw reckoned again from its seed and its talks. */
export interface QualityProof {
  day: string;
  agents: { agent: string; talks: { conversationId: string; hash: string; chosen: boolean; kept: boolean }[] }[];
  /** Whoever was chosen then is chosen again, and nobody else. */
  agrees: boolean;
}

/** Of talks that the draw chose, so that means are of an agent's ordinary talks; what was looked at for a reason is counted beside them. */
export interface QualityMeans {
  drawn: number;
  average: number | null;
  /** Chosen for a reason only. */
  others: number;
  othersAverage: number | null;
  criticals: number;
}
export interface QualityFigures {
  from: string;
  to: string;
  whole: QualityMeans;
  agents: (QualityMeans & QualityPerson & { appeals: number; changed: number })[];
  groups: (QualityMeans & { name: string })[];
  /** Share of the points given, in thousandths, of drawn talks, by section and by point; the weakest point first. */
  sections: { name: string; given: number; judged: number }[];
  points: { section: string; name: string; given: number; judged: number }[];
  criticals: { name: string; count: number }[];
  appeals: { made: number; upheld: number; changed: number };
  agreement: Agreement;
}

/** On the rail. */
export interface QualityCounts {
  /** For supervisors: what waits for me, and appeals I may decide, some of them late. */
  waiting: number;
  appeals: number;
  lateAppeals: number;
  /** Scores of my own talks that I have not seen as they stand. */
  unseen: number;
}
export interface OwnQuality {
  cards: QualityCard[];
  /** Of my own talks alone. */
  means: QualityMeans;
  points: QualityFigures["points"];
}
