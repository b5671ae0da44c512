import type { AttachedOf, DeliveryState, FollowUpOutcome, MessageKind } from "@wsi/shared/contract";
import type { ColumnType, Generated } from "kysely";

export type ConversationState = "waiting" | "assigned" | "held" | "closed";
export type Channel = "wechat" | "mini";
export type Means = "wechat" | "mini" | "notice" | "subscription";
export type Speaker = "citizen" | "staff" | "bot" | "system";

export interface ConversationsTable {
  id: string;
  channel: Generated<Channel>;
  /** Who it is in that channel; `openid` is the same for the account's followers, and null where nothing can be pushed. */
  identity: string;
  openid: string | null;
  person_id: string | null;
  state: ConversationState;
  agent_id: string | null;
  about: Generated<string>;
  opened_at: Date;
  waiting_since: Date;
  assigned_at: Date | null;
  closed_at: Date | null;
  closed_because: "agent" | "citizen" | "unfollowed" | "wechat-service" | null;
  unanswered_since: Date | null;
  /** Why this talk comes before others; null for most. */
  urgent: Generated<string | null>;
  last_seq: Generated<number>;
  read_seq: Generated<number>;
  wrote_at: Date | null;
  tapped_at: Date | null;
  used_up: Generated<boolean>;
  group_id: Generated<string | null>;
  hold_reason: Generated<string | null>;
  held_until: Generated<Date | null>;
  ticket: Generated<boolean>;
  first_assigned_at: Generated<Date | null>;
  first_answered_at: Generated<Date | null>;
  told_ahead: Generated<number | null>;
  told_minutes: Generated<number | null>;
  told_at: Generated<Date | null>;
  told_times: Generated<number>;
  in_line_since: Generated<Date | null>;
  offered_at: Generated<Date | null>;
  stays: Generated<boolean | null>;
  left_at: Generated<Date | null>;
  summary: Generated<string>;
  tags: Generated<string[]>;
}

export interface DeskMessagesTable {
  id: string;
  conversation_id: string;
  seq: number;
  key: string;
  from_whom: Speaker;
  staff_id: string | null;
  kind: MessageKind;
  text: string;
  at: Date;
  delivery: DeliveryState | null;
  reason: string | null;
  attached: ColumnType<AttachedOf[MessageKind] | null, string | null | undefined, string | null>;
  for_citizen: Generated<boolean>;
  stepped_in: Generated<boolean>;
  recalled_at: Generated<Date | null>;
  means: Generated<Means>;
  parcel: Generated<string | null>;
  attempts: Generated<number>;
  spoken_as: string | null;
}

export interface DeskOffersTable {
  id: string;
  conversation_id: string;
  from_staff: string;
  to_staff: string | null;
  to_group: string | null;
  note: string;
  at: Date;
  expires_at: Date;
  outcome: Generated<"accepted" | "declined" | "timed-out" | "withdrawn" | null>;
  answered_by: Generated<string | null>;
  answered_at: Generated<Date | null>;
  answer: Generated<string | null>;
}

export interface DeskFollowUpsTable {
  id: string;
  conversation_id: string;
  level: number;
  supervisor_id: string | null;
  opened_at: Date;
  call_by: string;
  settle_by: string;
  called_at: Generated<Date | null>;
  outcome: Generated<FollowUpOutcome | null>;
  report: Generated<string | null>;
  settled_at: Generated<Date | null>;
  settled_by: Generated<string | null>;
  again_level: Generated<number | null>;
  again_at: Generated<Date | null>;
}

export interface DeskTicketsTable {
  id: string;
  number: Generated<number>;
  key: string;
  conversation_id: string;
  title: string;
  note: string;
  transcript: ColumnType<{ at: string; who: string; text: string }[], string, never>;
  case_id: string | null;
  group_id: string | null;
  opened_by: string;
  opened_at: Date;
  due_on: string;
  outcome: Generated<string | null>;
  settled_at: Generated<Date | null>;
  settled_by: Generated<string | null>;
}

export interface DeskFilesTable {
  id: string;
  conversation_id: string;
  side: "citizen" | "staff";
  staff_id: string | null;
  key: string;
  name: string;
  mime: string;
  bytes: number;
  stored_as: string;
  uploaded_at: Date;
  erased_at: Generated<Date | null>;
}

export interface DeskHandedOverTable {
  conversation_id: string;
  openid: string;
  handed_at: Date;
  account: Generated<string | null>;
  began_at: Generated<Date | null>;
  heard_at: Date;
  ended_at: Generated<Date | null>;
  pulled_until: Generated<Date | null>;
  pulled: Generated<boolean>;
}

export interface DeskTables {
  desk_handed_over: DeskHandedOverTable;
  desk_files: DeskFilesTable;
  conversations: ConversationsTable;
  desk_messages: DeskMessagesTable;
  desk_events: { seq: number; conversation_id: string; message_id: string | null; at: Date };
  desk_clock: { only_row: Generated<boolean>; seq: number };
  desk_notes: { id: Generated<number>; conversation_id: string; staff_id: string | null; text: string; at: Date };
  desk_ratings: { conversation_id: string; level: number; at: Date; comment: Generated<string | null> };
  desk_offers: DeskOffersTable;
  desk_listeners: { conversation_id: string; staff_id: string; since: Date; stepped_in: Generated<boolean> };
  desk_drafts: { conversation_id: string; staff_id: string; text: string; at: Date };
  desk_follow_ups: DeskFollowUpsTable;
  desk_tickets: DeskTicketsTable;
  desk_agents: {
    staff_id: string;
    state: "ready" | "busy" | "away";
    cap: Generated<number>;
    seen_at: Date;
    last_given_at: Date | null;
  };
}
