import type { CaseAction } from "../case/index.ts";
import type { PrintedAnswer } from "../item/index.ts";
import type { AttachedOf, MessageKind } from "./desk-content.ts";
import type { DeskListener, DeskOffer } from "./desk-views.ts";
import type { CaseCard, CaseView } from "./views.ts";

/** What the staff console sees. People are masked; `reveal` shows one field with a reason that is logged. */

export const staffRoles = ["agent", "reviewer", "supervisor", "counter", "admin", "editor"] as const;
/** 客服, 审核员, 主管, 窗口人员, 管理员, 运营编辑. */
export type StaffRole = (typeof staffRoles)[number];

export interface StaffMe {
  id: string;
  account: string;
  name: string;
  roles: StaffRole[];
  /** What has to be done before anything else: change the initial password, or set up the second factor a role must have. */
  owes: "password" | "second-factor" | null;
}
/** `code`: the password is right, the second factor is asked for: sign in again with both. */
export type SignInStep = { step: "in"; me: StaffMe } | { step: "code" };

export interface StaffCaseCard extends CaseCard {
  /** Masked name of the applicant. */
  applicant: string;
  submittedAt: string | null;
  /** True when the promised day is past. */
  overdue: boolean;
}

/** 暂缓清除: the content is left alone until it is lifted. */
export interface CaseHold {
  reason: string;
  by: string;
  at: string;
}

/** An open correction 更正 that would change the ledger. */
export interface OpenCorrection {
  /** What the ledger would do, or why it refuses; of today. */
  would: { outcome: "done"; text: string; due: number } | { outcome: "refused"; because: string; instead: string };
  /** The first of two, with the words that the citizen will read. */
  proposal: { by: string; mine: boolean; at: string; because: string } | null;
}

export interface StaffCaseView extends Omit<
  CaseView,
  "answers" | "prefilled" | "rating" | "certificate" | "correctable"
> {
  applicant: { name: string; idNumber: string; mobile: string };
  printed: PrintedAnswer[];
  /** The questions that the answers show now, in order: only these can have a gap. */
  asked: string[];
  actions: CaseAction[];
  correction: OpenCorrection | null;
  /** The day on which the content goes; null while it is not over. */
  eraseOn: string | null;
  hold: CaseHold | null;
  rating: { level: number; comment?: string } | null;
  submittedAt: string | null;
  overdue: boolean;
}

export interface PersonCard {
  id: string;
  name: string;
  idNumber: string;
  mobile: string;
  region: string;
  bound: boolean;
  /** A slip that was printed and not used yet. */
  openSlip: { issuedAt: string; expiresAt: string } | null;
}

/** Shown once, to be printed; the server keeps only a hash of the code. */
export interface Slip {
  code: string;
  name: string;
  idNumber: string;
  issuedAt: string;
  expiresAt: string;
}

export type DeliveryState = "queued" | "sent" | "refused" | "failed" | "unknown";
export interface DeskMessage {
  id: string;
  seq: number;
  from: "citizen" | "staff" | "bot" | "system";
  /** Staff name, for messages of colleagues. */
  by: string | null;
  kind: MessageKind;
  text: string;
  attached: AttachedOf[MessageKind] | null;
  at: string;
  delivery: DeliveryState | null;
  /** Why it was not delivered, and what to do. */
  reason: string | null;
  /** How it goes. `notice`, `subscription`: by other means, once WeChat's window was closed. */
  means: "wechat" | "mini" | "notice" | "subscription";
  /** Said by a supervisor who stepped in. */
  steppedIn: boolean;
  recalled: boolean;
  /** Until when it can be taken back (ISO); null when it cannot. */
  recallUntil: string | null;
  /** no: it may have arrived or is on its way · yes · ask: nobody knows whether it arrived, somebody must be sure. */
  retry: "no" | "yes" | "ask";
  /** False for lines that only colleagues see. */
  forCitizen: boolean;
}

export interface ConversationCard {
  id: string;
  /** 张** when bound, else 关注者 and four characters. */
  name: string;
  state: "waiting" | "assigned" | "held" | "closed";
  /** By the official account, under WeChat's quota, or by our own page. */
  channel: "wechat" | "mini";
  /** The skill group it waits for or came through. */
  group: { id: string; name: string } | null;
  /** A message left while the desk was full or closed. */
  ticket: boolean;
  /** Closed because WeChat's own customer service has the follower now, or had. */
  handedOver: boolean;
  /** While on hold. */
  hold: { reason: string; until: string } | null;
  /** Offered and not answered yet. */
  offer: DeskOffer | null;
  listeners: DeskListener[];
  /** The first word of the citizen that nobody answered yet; null when none is. */
  unansweredSince: string | null;
  agent: { id: string; name: string } | null;
  /** Why it comes before others (danger, fraud, a complaint), for the desk; null for most. */
  urgent: string | null;
  waitingSince: string;
  /** What citizen or staff said last, and when; what the desk notes or tells by itself does not count. */
  lastText: string;
  lastAt: string;
  unread: number;
}

export interface ConversationView extends ConversationCard {
  messages: DeskMessage[];
  /** The bound person, masked, with what is open for them; null when the follower is not bound. */
  person: { name: string; idNumber: string; mobile: string; cases: CaseCard[]; situation: string } | null;
  notes: { by: string; at: string; text: string }[];
  /** WeChat's allowance for messages to this follower: how many are left until when. Null where there is no quota. */
  allowance: { left: number; of: number; until: string | null } | null;
  /** The ways out that are there once the allowance is used up. */
  otherMeans: ("notice" | "subscription")[];
  rating: { level: number; at: string; comment: string | null } | null;
  about: string;
  summary: string;
  tags: string[];
  /** What I was writing. */
  draft: string;
  tickets: { id: string; number: number; title: string; settled: boolean }[];
}

/** One entry of the gap-free feed; `seq` grows by one. A client that misses any asks again with `after`. */
export interface DeskEvent {
  seq: number;
  conversation: ConversationCard;
  message: DeskMessage | null;
}
