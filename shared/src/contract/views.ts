import type { CaseAction, CaseState } from "../case/index.ts";
import type { Facts } from "../field/index.ts";
import type { Scheme } from "../insurance/index.ts";
import type { Acting, OnBehalf } from "./delegation.ts";
import type { ItemDefinition, PrintedAnswer, Problem } from "../item/index.ts";

/** What clients see. Names and numbers of people are masked unless a comment says otherwise. */

export interface Me {
  /** Null until this WeChat is bound to a person. */
  person: { name: string; idNumber: string; mobile: string; boundOn: string } | null;
  unreadNotices: number;
  /** For whom this person may act today, besides themselves; `legalOf` counts employers they stand for in law. */
  acting: Acting & { legalOf: number };
}

export interface ItemCard {
  code: string;
  name: string;
  summary: string;
  aliases: readonly string[];
  audience: ItemDefinition["audience"];
  capacities: ItemDefinition["capacities"];
  about: ItemDefinition["about"];
  handling: ItemDefinition["handling"];
  promised: number;
}

/** How long what people give us is kept: by item, and what no item speaks of. */
export interface KeepingView {
  items: { code: string; name: string; draftDays: number; closedYears: number }[];
  /** Pictures, voices and papers of a talk with the desk, after it ended. */
  deskFileDays: number;
  /** Mobiles and addresses of before, after they were changed. */
  contactMonths: number;
}

export interface ItemView {
  definition: ItemDefinition;
  /** Facts of the person who asks, when bound: they decide refusals before any typing. */
  facts: Facts | null;
  refusal: { because: string; instead: string; insteadItem?: string } | null;
}

export type { Scheme };

export interface Enrolment {
  scheme: Scheme;
  authority: "hrss" | "medical";
  through: "employer" | "flexible";
  employerName?: string;
  /** Percent of the base: 60 … 300, for flexible employment. */
  tier?: number;
  /** First and last month covered, 'YYYY-MM'. */
  startedOn: string;
  stoppedOn?: string;
  stopReason?: string;
  state: "active" | "paused" | "stopped";
}

export interface PaymentLine {
  scheme: Scheme;
  /** Fen. */
  base: number;
  unit: number;
  person: number;
  status: "arrived" | "assessed" | "arrears" | "cancelled" | "back-paid";
  /** Version of the policy figures 政策参数 it was computed with; null: before versions were kept. */
  figures: number | null;
  /** Set when a correction 更正 reversed or entered it, in words with the number to quote. */
  note?: string;
}
export interface PaymentMonth {
  month: string;
  /** Fen, of the lines that arrived or were back-paid. */
  paidByPerson: number;
  paidByUnit: number;
  through?: "employer" | "flexible";
  employerName?: string;
  lines: PaymentLine[];
  /** True: a month of the working life with no payment at all. */
  gap: boolean;
}

export interface TimelineEntry {
  at: string;
  action: CaseAction;
  /** 本人, 系统, 审核员 … never a name of staff. */
  by: string;
  text: string;
}

/** 一次性告知: one numbered notice that lists every gap. */
export interface GapNotice {
  number: string;
  at: string;
  gaps: { field: string; label: string; what: string }[];
  answerBy: string;
}

/** 更正: what was wrong, what it should be, and what became of it. */
export interface CorrectionView {
  number: string;
  at: string;
  field: string;
  label: string;
  was: string;
  shouldBe: string;
  why: string;
  state: "asked" | "corrected" | "refused";
  /** It changes the ledger: two members of staff decide. */
  ledger: boolean;
  /** `receipt`: the ledger's number, when it changed. */
  decided: { at: string; because: string; instead: string | null; receipt: string | null } | null;
}

export interface CaseCard {
  id: string;
  /** The one number to quote, null for a draft. */
  number: string | null;
  item: { code: string; name: string; version: number };
  state: CaseState;
  updatedAt: string;
  due: string | "waiting" | null;
  /** Set when it is done by one for another. */
  behalf: OnBehalf | null;
  /** The content is gone, its term being over 已按规定期限清除; what else stands in a view of it is what is kept. */
  erased: ErasedCase | null;
}

/** Days in Beijing. `years`: how long the item keeps a case after it was over; null: it was never submitted. */
export interface ErasedCase {
  on: string;
  years: number | null;
}

export interface CaseView extends CaseCard {
  definition: ItemDefinition;
  answers: Record<string, unknown>;
  /** Where each prefilled answer came from, in words. */
  prefilled: Record<string, { value: unknown; source: string }>;
  facts: Facts;
  revision: number;
  actions: CaseAction[];
  timeline: TimelineEntry[];
  notices: GapNotice[];
  corrections: CorrectionView[];
  /** Questions whose answer, when it is wrong, is put right in the ledger: asked again as they were first. */
  correctable: string[];
  files: FileView[];
  decision: { outcome: "approved" | "declined"; because?: string; instead?: string; receipt?: string } | null;
  rating: { level: number; comment?: string } | null;
  /** Until when a draft, a returned case or a cool-off 冷静期 waits for the person. */
  waitsUntil: string | null;
  /** A certificate that this case issued. */
  certificate: { number: string; validUntil: string } | null;
}

export interface FileView {
  id: string;
  field: string | null;
  name: string;
  type: "jpeg" | "png" | "pdf";
  bytes: number;
}

export interface Preview {
  problems: Problem[];
  refusal: { because: string; instead: string; insteadItem?: string } | null;
  consequences: string[];
  /** What the ledger would do, in its own sentence; null when it refuses or is not asked. */
  outcome: string | null;
  /** Money lines in fen, each explained; `estimate` says whose year was used when this year's figure is not published. */
  fee: {
    /** Over the lines, when it is not what must be paid. */
    title?: string;
    lines: { label: string; fen: number; why?: string }[];
    total: number;
    estimate?: string;
    note: string;
  } | null;
  answers: PrintedAnswer[];
  /** To take along to where it is done, by what was answered. */
  bring: { name: string; why: string; where?: string }[];
  needsSignature: boolean;
  typed: { typed: number; total: number };
}

export interface Notice {
  id: string;
  at: string;
  title: string;
  text: string;
  /** A page of the mini-program. */
  open: string | null;
  read: boolean;
}
