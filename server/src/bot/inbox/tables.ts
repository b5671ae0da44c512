import type { ColumnType, Generated } from "kysely";
import type { Reply } from "../../ports/messages.ts";

export type InboundState = "new" | "answered" | "late";

interface InboundTable {
  key: string;
  openid: string;
  kind: string;
  at: Date;
  received_at: Date;
  /** The update as it was received; null once trimmed. */
  update: ColumnType<unknown, string | null, string | null>;
  reply: ColumnType<Reply | null, string | null, string | null>;
  state: ColumnType<InboundState, InboundState | undefined, InboundState>;
  lease_until: Date;
}

interface FollowersTable {
  openid: string;
  person_id: string | null;
  conversation_id: string | null;
  pending: ColumnType<unknown, string | null, string | null>;
  followed_at: Date | null;
  unfollowed_at: Date | null;
  /** Joins a follower to the same person's mini-program; learnt from WeChat after the follow. */
  unionid: ColumnType<string | null, string | null | undefined, string | null>;
  /** Names a follower to staff without showing the openid. */
  number: Generated<number>;
  /** The rest belongs to server/src/followers: see there. */
  listed_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  forgotten_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
  tagged_person: ColumnType<string | null, string | null | undefined, string | null>;
}

export interface InboxTables {
  inbound: InboundTable;
  followers: FollowersTable;
}
