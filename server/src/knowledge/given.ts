import { createHash } from "node:crypto";
import { maskText } from "@wsi/shared/values";
import type { Tx } from "../db.ts";
import type { Entry } from "./entry.ts";
import type { KnowledgeTables } from "./tables.ts";

/** What an entry said, in eight characters: it changes with every word and date of it. */
export const versionOf = (entry: Entry): string =>
  createHash("sha256")
    .update(
      JSON.stringify([
        entry.question,
        entry.answer,
        entry.policyYear,
        entry.effectiveFrom,
        entry.expires,
        entry.source,
      ]),
    )
    .digest("hex")
    .slice(0, 8);

export interface Given {
  /** The key of the update that asked. */
  key: string;
  openid: string;
  question: string;
  decision: KnowledgeTables["answers_given"]["decision"];
  entry: Entry | null;
  confidence: number | null;
}

/** Keeps what a follower was told, once per question. */
export async function keepGiven(tx: Tx, given: Given, at: Date): Promise<void> {
  const { key, openid, decision, entry, confidence } = given;
  await tx
    .insertInto("answers_given")
    .values({
      key,
      openid,
      at,
      question: maskText(given.question).slice(0, 500),
      decision,
      entry_id: entry?.id ?? null,
      entry_version: entry === null ? null : versionOf(entry),
      confidence,
    })
    .onConflict((same) => same.column("key").doNothing())
    .execute();
}
