import type { DeliveryState } from "@wsi/shared/contract";
import type { Generated } from "kysely";

export type ConversationState = "waiting" | "assigned" | "closed";
export type MessageKind = "text" | "image" | "voice" | "video" | "location" | "link";
export type Speaker = "citizen" | "staff" | "bot" | "system";

export interface ConversationsTable {
  id: string;
  openid: string;
  person_id: string | null;
  state: ConversationState;
  agent_id: string | null;
  about: Generated<string>;
  opened_at: Date;
  waiting_since: Date;
  assigned_at: Date | null;
  closed_at: Date | null;
  closed_because: "agent" | "citizen" | "unfollowed" | null;
  unanswered_since: Date | null;
  /** Why this talk comes before others; null for most. */
  urgent: Generated<string | null>;
  last_seq: Generated<number>;
  read_seq: Generated<number>;
  wrote_at: Date | null;
  sent_since_wrote: Generated<number>;
  tapped_at: Date | null;
  sent_since_tapped: Generated<number>;
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
}

export interface DeskTables {
  conversations: ConversationsTable;
  desk_messages: DeskMessagesTable;
  desk_events: { seq: number; conversation_id: string; message_id: string | null; at: Date };
  desk_clock: { only_row: Generated<boolean>; seq: number };
  desk_notes: { id: Generated<number>; conversation_id: string; staff_id: string | null; text: string; at: Date };
  desk_ratings: { conversation_id: string; level: number; at: Date };
  desk_agents: {
    staff_id: string;
    state: "ready" | "away";
    cap: Generated<number>;
    seen_at: Date;
    last_given_at: Date | null;
  };
}
