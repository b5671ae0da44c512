import type {
  BroadcastDraft,
  BroadcastMeans,
  BroadcastRecallState,
  BroadcastState,
  ExclusionReason,
  RecipientState,
} from "@wsi/shared/contract";
import type { ColumnType, Generated } from "kysely";

/** jsonb: parsed when read, text when written. */
type Json<T> = ColumnType<T, string, string>;
/** Optional on insert. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface BroadcastsTable {
  id: string;
  title: string;
  means: BroadcastMeans;
  state: BroadcastState;
  state_reason: Later<string>;
  version: number;
  authors: string[];
  approved_by: Later<string>;
  created_by: string;
  created_at: Date;
  updated_at: Date;
  valid_from: string | null;
  valid_until: string | null;
  scheduled_for: Date | null;
  rate_per_minute: number;
  pause_over_percent: number;
  started_at: Later<Date>;
  finished_at: Later<Date>;
  prepared_to: Generated<string>;
  prepared: Generated<boolean>;
  next_at: Generated<Date>;
  recent_good: Generated<number>;
  recent_bad: Generated<number>;
  holder: Later<string>;
  lease_until: Later<Date>;
  publish_id: Later<string>;
  urls: Generated<string[]>;
  livestream_id: Later<string>;
  livestream_part: Later<"announcement" | "reminder">;
}

/** WeChat's figures of one mass message. */
export interface MassFigures {
  status: string;
  failure: string | null;
  total: number;
  filtered: number;
  sent: number;
  failed: number;
  urls: string[];
}

export interface BatchesTable {
  broadcast_id: string;
  number: number;
  from_openid: string;
  to_openid: string;
  size: number;
  state: Generated<"queued" | "sending" | "done">;
  holder: Later<string>;
  lease_until: Later<Date>;
  not_before: Generated<Date>;
  attempts: Generated<number>;
  first_tried_at: Later<Date>;
  done_at: Later<Date>;
  sending: Generated<number>;
  sent: Generated<number>;
  delivered: Generated<number>;
  failed: Generated<number>;
  unknown: Generated<number>;
  excluded: Generated<number>;
  message_id: Later<string>;
  wechat: ColumnType<MassFigures | null, string | null | undefined, string | null>;
  reasons: ColumnType<
    { state: "failed" | "unknown"; reason: string | null; count: number }[],
    string | undefined,
    string
  >;
  ask_at: Later<Date>;
  asked: Generated<number>;
  recalled: Later<"waiting" | "gone" | "failed">;
  recall_advice: Later<string>;
}

export interface BroadcastTables {
  broadcasts: BroadcastsTable;
  broadcast_versions: {
    broadcast_id: string;
    version: number;
    draft: Json<BroadcastDraft>;
    saved_by: string;
    saved_at: Date;
  };
  broadcast_events: {
    id: Generated<number>;
    broadcast_id: string;
    at: Date;
    staff_id: string | null;
    what: string;
    reason: string | null;
    version: number;
  };
  broadcast_batches: BatchesTable;
  broadcast_recalls: {
    broadcast_id: string;
    state: BroadcastRecallState;
    reason: string;
    asked_by: string;
    asked_at: Date;
    decided_by: Later<string>;
    decided_at: Later<Date>;
    finished_at: Later<Date>;
  };
  broadcast_recipients: {
    broadcast_id: string;
    openid: string;
    state: RecipientState;
    reason: string | null;
    at: Date | null;
  };
  broadcast_exclusions: { broadcast_id: string; reason: ExclusionReason; count: number };
  broadcast_pace: {
    broadcast_id: string;
    minute: Date;
    sent: number;
    delivered: Generated<number>;
    failed: number;
    unknown: number;
  };
  broadcast_results: { message_id: string; told: Json<MassFigures>; at: Date };
  broadcast_blocks: { openid: string; since: Date; because: string };
  subscription_templates: {
    id: string;
    title: string;
    app: Generated<"account" | "mini-program">;
    long_term: boolean;
    fields: Json<{ name: string; label: string; max: number }[]>;
  };
  subscription_consents: {
    openid: string;
    template_id: string;
    credits: Generated<number>;
    refused_at: Date | null;
    updated_at: Date;
    identity: Later<string>;
  };
  broadcast_pictures: {
    id: string;
    sha256: string;
    name: string;
    type: "image/png" | "image/jpeg";
    bytes: number;
    uploaded_by: string;
    uploaded_at: Date;
    wechat_url: Later<string>;
    cover_media_id: Later<string>;
  };
  livestreams: {
    id: string;
    title: string;
    about: string;
    starts_at: Date;
    ends_at: Date;
    watch_url: string | null;
    channel: Generated<string>;
    cover: string | null;
    remind_minutes: number;
    replay_url: Later<string>;
    cancelled_at: Later<Date>;
    cancel_reason: Later<string>;
    created_by: string;
    created_at: Date;
  };
  livestream_wishes: {
    livestream_id: string;
    identity: string;
    asked_at: Date;
    reminded_at: Later<Date>;
    called_off_at: Later<Date>;
  };
  livestream_reminders: { livestream_id: string; openid: string; asked_at: Date };
}
