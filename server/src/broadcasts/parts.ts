import type { AudienceTag } from "@wsi/shared/contract";
import type { RawBuilder } from "kysely";
import type { Db, Tx } from "../db.ts";
import type { Articles, MassMessages, SubscriptionMessages } from "../ports/account.ts";
import type { Clock } from "../ports/clock.ts";
import type { Files } from "../ports/files.ts";
import type { Messages } from "../ports/messages.ts";

/** Who keeps the tags of followers tells us what there is, and how to ask for it in SQL. */
export interface AudienceTags {
  list(tx: Tx): Promise<AudienceTag[]>;
  label(code: string): string;
  /** True for the follower of `openid` (an SQL expression) who carries any of the codes. */
  carries(openid: RawBuilder<string>, codes: readonly string[]): RawBuilder<boolean>;
}

/** The account at WeChat, as far as broadcasts speak to it. */
export interface BroadcastAccount {
  mass: Pick<MassMessages, "send" | "preview" | "state">;
  articles: Pick<Articles, "uploadPicture" | "uploadCover" | "draft" | "dropDraft" | "publish" | "published">;
  subscriptions: SubscriptionMessages;
  /** Of the mini-program: its own templates and openids. */
  miniSubscriptions: SubscriptionMessages;
  messages: Messages;
  miniAppId: string;
}

/** What staff's doings with broadcasts need. */
export interface BroadcastParts {
  account: BroadcastAccount;
  files: Files;
  tags: AudienceTags;
}

/** What sending needs. */
export interface SenderParts extends BroadcastParts {
  db: Db;
  clock: Clock;
  log: { info(facts: object, text: string): void; warn(facts: object, text: string): void };
  /** Names this process. */
  holder: string;
  pace?: Partial<Pace>;
}

/** The sizes of sending; all have good defaults. */
export interface Pace {
  /** People listed in one statement. */
  slice: number;
  /** Recipients of one mass call: WeChat takes 2 … 10 000. One less, so that a lonely last one fits in. */
  massBatch: number;
  /** WeChat's limit on mass calls a minute. */
  massCallsPerMinute: number;
  /** Recipients under one lease, for means of one call each. */
  directBatch: number;
  /** Calls side by side, which is also how many may be of unknown fate after a kill. */
  width: number;
  leaseMs: number;
}
export const defaultPace: Pace = {
  slice: 9_999,
  massBatch: 9_999,
  massCallsPerMinute: 60,
  directBatch: 500,
  width: 20,
  leaseMs: 60_000,
};
