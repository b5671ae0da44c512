import { createHash } from "node:crypto";
import type { ConversationView } from "@wsi/shared/contract";
import type { Db, Tx } from "../db.ts";

/** Who the desk speaks with, as screens may show it: masked, and an identity of WeChat never. */

/** What the desk asks of others about bound persons and groups. */
export interface PeopleSource {
  /** Masked names (张**) by person id; who is unknown is left out. */
  names(db: Db | Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The masked person with their open cases. */
  person(db: Db | Tx, personId: string): Promise<ConversationView["person"]>;
  /** Names of skill groups by id. */
  groupNames(db: Db | Tx): Promise<ReadonlyMap<string, string>>;
}

interface Known {
  person_id: string | null;
  identity: string;
}
export interface DeskPeople extends PeopleSource {
  /** 张** when bound, else 关注者 and four characters; in the order asked. */
  citizens(db: Db | Tx, talks: readonly Known[]): Promise<string[]>;
}

/** Four characters that stay the same for somebody and tell nothing about them. */
const tagOf = (identity: string) =>
  createHash("sha256").update(`desk:${identity}`).digest("hex").slice(0, 4).toUpperCase();

export const createPeople = (source: PeopleSource): DeskPeople => ({
  ...source,
  async citizens(db, talks) {
    const bound = [...new Set(talks.flatMap((talk) => (talk.person_id === null ? [] : [talk.person_id])))];
    const names = bound.length === 0 ? new Map<string, string>() : await source.names(db, bound);
    return talks.map(
      (talk) => (talk.person_id === null ? undefined : names.get(talk.person_id)) ?? `关注者${tagOf(talk.identity)}`,
    );
  },
});
