import { sql } from "kysely";
import type { KnowledgeDraft } from "@wsi/shared/contract";
import type { Db, Tx } from "../../db.ts";
import type { Entry } from "../entry.ts";
import type { Term } from "../index.ts";
import { entryOf } from "./draft.ts";

/** The PostgreSQL channel that tells every process, after the commit, that what answers has changed. */
export const KNOWLEDGE_CHANNEL = "knowledge";

/** Everything that is published, valid or not: validity is a matter of the day it is asked. By id. */
export async function readPublished(db: Db | Tx): Promise<Entry[]> {
  const rows = await db
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", "e.published"),
    )
    .select(["e.id", "v.draft"])
    .orderBy("e.id")
    .execute();
  return rows.map(({ id, draft }) => entryOf(id, draft));
}

/** Words that editors have added and others approved, in the order they were proposed. */
export const readTerms = (db: Db | Tx): Promise<Term[]> =>
  db
    .selectFrom("knowledge_terms")
    .select(["form", "concept"])
    .where("approved_at", "is not", null)
    .where("removed_at", "is", null)
    .orderBy("id")
    .execute();

export interface NewestRow {
  id: string;
  version: number;
  published: number | null;
  draft: KnowledgeDraft;
}
/** The newest version of every entry that is not withdrawn: what would answer if everything pending were approved. */
export const readNewest = (db: Db | Tx): Promise<NewestRow[]> =>
  db
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", "e.newest"),
    )
    .where("e.state", "!=", "withdrawn")
    .select(["e.id", "e.newest as version", "e.published", "v.draft"])
    .orderBy("e.id")
    .execute();

/** Heard after the commit. */
export const announce = (tx: Tx) => sql`select pg_notify(${KNOWLEDGE_CHANNEL}, '')`.execute(tx);

/** First half of our advisory locks ("know"). */
const LOCK = 0x6b6e6f77;

/**
 * Every change of the base is made one after another: duplicates and golden questions are judged against all of it. Taken first, before
 * any row; held until the caller's transaction ends.
 */
export const lockBase = (tx: Tx) => sql`select pg_advisory_xact_lock(${LOCK}, 1)`.execute(tx);
/** The same for the clusters of the unanswered. */
export const lockClusters = (tx: Tx) => sql`select pg_advisory_xact_lock(${LOCK}, 2)`.execute(tx);
