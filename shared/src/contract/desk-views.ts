import type { AttachedOf } from "./desk-content.ts";

/** What the desk shows beyond the list and the talk (those are in staff-views.ts). People are masked. */

/** ready: new talks are given to them · busy: they keep what they have · away: not at the desk · offline: no console is open. */
export type Presence = "ready" | "busy" | "away" | "offline";

export interface Colleague {
  id: string;
  name: string;
  supervisor: boolean;
  presence: Presence;
  /** Talks assigned now (those on hold do not count), of how many at once. */
  load: number;
  cap: number;
  /** Names. */
  groups: string[];
}
export interface DeskGroup {
  id: string;
  name: string;
  /** Colleagues of it who are ready now. */
  ready: number;
  waiting: number;
}
export interface DeskOverview {
  me: { presence: Presence; cap: number };
  colleagues: Colleague[];
  groups: DeskGroup[];
  /** Tags used lately, the commonest first. */
  tags: string[];
  /** What is open after talks, and how much of it is late; follow-ups are supervisors' work. */
  after: { tickets: number; lateTickets: number; followUps: number; lateFollowUps: number };
  open: boolean;
  /** Null while open: Beijing day 'YYYY-MM-DD' and time 'HH:MM'. */
  opens: { day: string; time: string } | null;
}

/** A talk offered and not yet answered. */
export interface DeskOffer {
  id: string;
  from: { id: string; name: string };
  /** One of the two. */
  toStaff: { id: string; name: string } | null;
  toGroup: { id: string; name: string } | null;
  note: string;
  at: string;
  expiresAt: string;
}

/** A supervisor in a colleague's talk. */
export interface DeskListener {
  id: string;
  name: string;
  steppedIn: boolean;
}

/** A collision sign: not kept, told to the consoles that are open as the SSE event `sign`. */
export interface DeskSign {
  conversationId: string;
  staff: { id: string; name: string };
  doing: "views" | "types" | "gone";
  /** ISO; past that nobody does it any more, even when no `gone` came. */
  until: string;
}

/** What I read of a talk, told to my other windows as the SSE event `read`, so that none of them still calls it unread. Not kept. */
export interface DeskRead {
  conversationId: string;
  staffId: string;
  /** ISO; the `lastAt` of the talk as it was read. */
  upTo: string;
}

/** An earlier talk of the same citizen. */
export interface EarlierTalk {
  id: string;
  channel: "wechat" | "mini";
  openedAt: string;
  closedAt: string;
  agent: string | null;
  about: string;
  summary: string;
  tags: string[];
  rating: number | null;
}

/** An answer of the knowledge base to the citizen's last words. */
export interface Suggestion {
  entry: string;
  question: string;
  answer: string;
  /** Title and article. */
  source: string;
  /** Null for what does not change with a year. */
  policyYear: number | null;
  /** True when the citizen must confirm with the office. */
  check: boolean;
  /** 0 … 1. */
  confidence: number;
}

export interface DeskTicket {
  id: string;
  /** 工单号. */
  number: number;
  conversationId: string;
  title: string;
  note: string;
  /** Masked name, or 关注者 and four characters. */
  citizen: string;
  case: { id: string; item: string } | null;
  openedBy: string;
  openedAt: string;
  dueOn: string;
  overdue: boolean;
  outcome: string | null;
  settledAt: string | null;
}
export interface DeskTicketView extends DeskTicket {
  /** The talk as it stood, numbers masked. */
  transcript: { at: string; who: string; text: string }[];
}

export type FollowUpOutcome = "explained" | "mended" | "apologised" | "unreachable" | "unfounded";
export interface FollowUp {
  id: string;
  conversationId: string;
  level: number;
  comment: string | null;
  citizen: string;
  agent: string | null;
  supervisor: { id: string; name: string } | null;
  openedAt: string;
  /** Beijing days. */
  callBy: string;
  settleBy: string;
  overdue: boolean;
  calledAt: string | null;
  outcome: FollowUpOutcome | null;
  report: string | null;
  settledAt: string | null;
  /** How the citizen sees it after it was settled. */
  again: number | null;
}

/** One hour of the board; `hour` is an ISO instant. Seconds are whole; null where nothing was measured. */
export interface BoardHour {
  hour: string;
  opened: number;
  answered: number;
  abandoned: number;
  firstResponseSeconds: number | null;
  firstResponseP90Seconds: number | null;
  waitSeconds: number | null;
  handlingSeconds: number | null;
  rated: number;
  satisfaction: number | null;
  /** Waited beyond the limit and were asked whether to leave a message instead; how many of them did. */
  offered: number;
  offeredLeft: number;
}
export interface BoardAgent {
  id: string;
  name: string;
  presence: Presence;
  load: number;
  held: number;
  cap: number;
  served: number;
  firstResponseSeconds: number | null;
  handlingSeconds: number | null;
  rated: number;
  satisfaction: number | null;
}
export interface DeskBoard {
  at: string;
  now: {
    waiting: number;
    urgent: number;
    tickets: number;
    /** Seconds; null when nobody waits. */
    longestWaitSeconds: number | null;
    assigned: number;
    held: number;
    ready: number;
    online: number;
    /** Room left with agents who are ready. */
    room: number;
  };
  /** Of the span asked for. */
  span: {
    from: string;
    to: string;
    opened: number;
    answered: number;
    abandoned: number;
    firstResponseSeconds: number | null;
    firstResponseP90Seconds: number | null;
    waitSeconds: number | null;
    handlingSeconds: number | null;
    rated: number;
    /** Mean of 1 … 5. */
    satisfaction: number | null;
    /** As of an hour. */
    offered: number;
    offeredLeft: number;
    /** How many marks of each level, 1 first. */
    levels: [number, number, number, number, number];
  };
  hours: BoardHour[];
  agents: BoardAgent[];
}

/** The talk as the citizen's own page shows it. */
export interface CitizenTalk {
  id: string;
  state: "waiting" | "serving" | "held" | "closed";
  /** Who serves: 王老师's surname is enough for the citizen to ask again. Null while nobody does. */
  agent: string | null;
  /** While waiting: how many come before, and minutes if they can be told honestly. */
  place: { ahead: number; minutes: number | null } | null;
  ticket: boolean;
  /** Waits longer than the limit and is asked to wait on or to leave a message: minutes so far. Null once it was answered. */
  offer: { minutes: number } | null;
  /** The first answer to a left message goes to the inbox, too. */
  byNotice: boolean;
  /** Asked once, after closing, and once more after the follow-up of a low mark. */
  mayRate: boolean;
  /** The mark asked for is that of the follow-up. */
  again: boolean;
  /** The last one given. */
  rating: number | null;
  openedAt: string;
  closedAt: string | null;
}
export interface CitizenMessage {
  id: string;
  seq: number;
  from: "citizen" | "staff" | "bot" | "system";
  /** 客服 and the surname, for staff. */
  by: string | null;
  kind: keyof AttachedOf;
  text: string;
  attached: AttachedOf[keyof AttachedOf] | null;
  at: string;
  recalled: boolean;
}
export interface CitizenDesk {
  open: boolean;
  /** What awaits who asks now, null while closed. `free`: somebody is ready and has room; else how many come before, and minutes if they can be told honestly. */
  next: { free: boolean; ahead: number; minutes: number | null } | null;
  opens: { day: string; time: string } | null;
  phone: string;
  /** The open one, or the one closed in the last two days. */
  talk: CitizenTalk | null;
}
export interface CitizenNews {
  talk: CitizenTalk;
  /** New, and changed since (recalled): by `id`, in the order of `seq`. */
  messages: CitizenMessage[];
  /** Ask again with this. */
  after: number;
}
