import type { KnowledgeDraft } from "./knowledge-draft.ts";

/** What the staff console sees of the knowledge base. Instants are ISO UTC; days are Beijing's. */

/**
 * The state of an entry is that of its newest writing: draft → submitted → published, or rejected. A published entry that is edited
 * is `draft` again while its published version goes on answering (`published` names it). Withdrawn: nothing of it answers.
 */
export const knowledgeStates = ["draft", "submitted", "rejected", "published", "withdrawn"] as const;
export type KnowledgeState = (typeof knowledgeStates)[number];
export const knowledgeStateName: Readonly<Record<KnowledgeState, string>> = {
  draft: "草稿",
  submitted: "待审核",
  rejected: "已退回",
  published: "已发布",
  withdrawn: "已撤下",
};

/** What the person who asks may do now; the server decides, the screen only shows. */
export const knowledgeActions = ["edit", "discard", "submit", "recall", "approve", "reject", "withdraw"] as const;
export type KnowledgeAction = (typeof knowledgeActions)[number];

/** Where a version came from. */
export const knowledgeOrigins = ["seed", "import", "editor", "unanswered", "restored", "superseded"] as const;
export type KnowledgeOrigin = (typeof knowledgeOrigins)[number];
export const knowledgeOriginName: Readonly<Record<KnowledgeOrigin, string>> = {
  seed: "随系统带来",
  import: "导入",
  editor: "编辑",
  unanswered: "来自未答上的问题",
  restored: "恢复旧版本",
  superseded: "被新条目代替",
};

export interface KnowledgeCard {
  id: string;
  question: string;
  topic: string;
  state: KnowledgeState;
  /** The newest version. */
  version: number;
  /** The version that answers now; null: none. */
  published: number | null;
  policyYear: number | null;
  effectiveFrom: string;
  expires: string | null;
  /** By `expires` of what answers now: within 30 days, past, or not begun. */
  validity: "valid" | "expiring" | "expired" | "not-yet";
  similarCount: number;
  /** 有用 and 没用 of the last 28 days, over all versions. */
  useful: number;
  useless: number;
  /** Who wrote the newest version: a name, 「系统」 or 「导入」. */
  maker: string;
  updatedAt: string;
}

export interface KnowledgeList {
  entries: KnowledgeCard[];
  /** How many there are with these filters; pages hold 50. */
  total: number;
  page: number;
  /** Over the whole base, whatever the filters. */
  counts: Record<KnowledgeState, number> & { expiring: number; expired: number };
  topics: { topic: string; count: number }[];
}

/** One thing that must be mended before submitting. */
export interface KnowledgeFlaw {
  /** A key of the draft. */
  field: string;
  message: string;
}

/** One field that differs, in words for people; lists one a line. The screen draws the difference. */
export interface KnowledgeChange {
  field: keyof KnowledgeDraft;
  label: string;
  before: string;
  after: string;
}

export interface KnowledgeVersionCard {
  version: number;
  origin: KnowledgeOrigin;
  maker: string;
  at: string;
  /** Eight characters that stand in the record of what each follower was told. */
  digest: string;
  /** It was published at some time. */
  wasPublished: boolean;
}

export interface KnowledgeEntryView {
  id: string;
  state: KnowledgeState;
  version: number;
  published: number | null;
  /** Content of the newest version. */
  draft: KnowledgeDraft;
  /** Content of the one that answers now. */
  publishedDraft: KnowledgeDraft | null;
  /** From what answers now to the newest; empty when they are the same or nothing is published. */
  changes: KnowledgeChange[];
  flaws: KnowledgeFlaw[];
  /** Another entry that asks the same at the same time. */
  duplicateOf: { id: string; question: string } | null;
  actions: KnowledgeAction[];
  /** Why approving is not offered to who asks, when it is not: 「不能审核自己写的内容」. */
  approveBarred: string | null;
  /** Newest first. */
  versions: KnowledgeVersionCard[];
  /** Newest first. */
  history: { at: string; by: string; what: string; reason: string | null; version: number }[];
  /** Golden questions that expect this entry. */
  golden: { id: string; text: string }[];
  /** Golden questions that no longer hold since the last act of this answer; only after `withdraw`. */
  goldenBroken?: GoldenFailure[];
  /** Entries that name this one in `supersedes`. */
  supersededBy: { id: string; question: string }[];
  usefulness: UsefulnessRow[];
}

/** An approval that breaks golden questions is refused (`refused`); `problems` holds one for each, `field` = "golden:<id>". */
export interface GoldenFailure {
  id: string;
  text: string;
  /** 「应答：失业金能领几个月」 or 「应转人工」. */
  expected: string;
  /** What would happen, in the same manner. */
  got: string;
  /** On which day it was asked. */
  day: string;
}

export interface GoldenView {
  id: string;
  text: string;
  /** An entry's id; null: must never be answered by the machine. */
  entryId: string | null;
  /** Its question; null when handed off, or when the entry is gone. */
  entryQuestion: string | null;
  /** seed, or who added it. */
  addedBy: string;
  addedAt: string;
}
export interface GoldenRun {
  day: string;
  total: number;
  held: number;
  /** Their entry is not published or not valid on that day: neither held nor failed. */
  idle: { id: string; text: string; because: string }[];
  failed: GoldenFailure[];
  ms: number;
}

/** What happened to a question, and why: for the test panel. */
export interface KnowledgeTrial {
  day: string;
  /** What was read, normalised and repaired. */
  read: string;
  concepts: string[];
  /** Neighbouring subjects that were named. */
  outside: string[];
  decision: "answer" | "menu" | "handoff";
  /** 0 … 1. */
  confidence: number;
  why: string;
  /** Best first, at most ten. */
  hits: {
    id: string;
    question: string;
    topic: string;
    version: number;
    /** False: only in the trial with drafts. */
    published: boolean;
    score: number;
    /** Named in Chinese, the strongest first. */
    signals: { name: string; value: number }[];
  }[];
  /** Entries that were searched, and what it took. */
  searched: number;
  ms: number;
}

export const unansweredStates = ["open", "turned", "ignored"] as const;
export type UnansweredState = (typeof unansweredStates)[number];
export const unansweredStateName: Readonly<Record<UnansweredState, string>> = {
  open: "待处理",
  turned: "已变成条目",
  ignored: "已忽略",
};
/** Questions alike that were not answered. Numbers of people are masked before they are kept. */
export interface UnansweredCluster {
  id: string;
  /** The wording asked most. */
  question: string;
  count: number;
  /** Of them, offered a menu and handed off. */
  menu: number;
  handoff: number;
  /** Most frequent first, at most ten. */
  samples: { text: string; count: number; lastAskedAt: string }[];
  wordings: number;
  firstAskedAt: string;
  lastAskedAt: string;
  state: UnansweredState;
  /** Asked again since it was turned or ignored. */
  since: number;
  /** Into which entry it was turned. */
  entry: { id: string; question: string } | null;
  /** Entries that come near, for `add`. */
  near: { id: string; question: string }[];
}
export interface UnansweredList {
  clusters: UnansweredCluster[];
  total: number;
  page: number;
  /** Questions that are not sorted yet; they are taken in by the night or by the next look. */
  waiting: number;
}

export interface UsefulnessRow {
  entryId: string;
  question: string;
  /** Null: a version that this base does not know (given before it moved into the database). */
  version: number | null;
  digest: string;
  /** How often it was given, in the weeks asked. */
  given: number;
  useful: number;
  useless: number;
  /** Oldest first, by the Monday that begins it; weeks without marks are included. */
  weeks: { week: string; useful: number; useless: number }[];
}

export interface KnowledgeStatistics {
  /** Oldest first, days without questions included. */
  days: {
    day: string;
    asked: number;
    answered: number;
    menu: number;
    handoff: number;
    useful: number;
    useless: number;
  }[];
  totals: { asked: number; answered: number; menu: number; handoff: number; useful: number; useless: number };
  /** Given most, at most ten. */
  most: { id: string; question: string; given: number }[];
}

/** What a file would do, or did. */
export interface KnowledgeImport {
  name: string;
  rows: number;
  /** With every bad cell named, nothing is imported. `row` is the number of the line or of the sheet's row, the first is 1. */
  problems: { row: number; column: string; reason: string }[];
  /** How many more there were than are listed (1000). */
  moreProblems: number;
  /** Rows that ask what an entry of the base asks already: imported, but they cannot be submitted beside it. */
  notices: { row: number; column: string; reason: string }[];
  /** Entries that are new, differ, or are as they stand. */
  added: number;
  changed: number;
  unchanged: number;
  /** The first twenty, to look at. */
  sample: { row: number; id: string; question: string; what: "added" | "changed" | "unchanged" }[];
  /** False in a preview, and when there was a problem. */
  imported: boolean;
}
