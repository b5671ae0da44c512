import type { GoldenView } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { asksOf } from "./draft.ts";
import { namesOf } from "./people.ts";
import { absentEntry, findEntry, type Maker } from "./store.ts";

/** Golden questions 必答题, as editors keep them. What they are for stands in golden-run.ts. */

export async function listGolden(tx: Tx): Promise<GoldenView[]> {
  const rows = await tx
    .selectFrom("knowledge_golden as g")
    .leftJoin("knowledge_entries as e", "e.id", "g.entry_id")
    .leftJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", "e.newest"),
    )
    .where("g.removed_at", "is", null)
    .select(["g.id", "g.text", "g.entry_id", "g.added_by", "g.added_at", "v.draft"])
    .orderBy("g.id", "desc")
    .execute();
  const names = await namesOf(
    tx,
    rows.map((row) => row.added_by),
  );
  return rows.map((row) => ({
    id: String(row.id),
    text: row.text,
    entryId: row.entry_id,
    entryQuestion: row.draft?.question ?? null,
    addedBy: names(row.added_by),
    addedAt: row.added_at.toISOString(),
  }));
}

export async function addGolden(
  tx: Tx,
  given: { text: string; entryId: string | null },
  by: Maker,
  at: Date,
): Promise<{ id: number } | Refusal> {
  const asks = asksOf(given.text);
  const taken = await tx
    .selectFrom("knowledge_golden")
    .select("text")
    .where("asks", "=", asks)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  if (taken) return refuse("conflict", `已经有这道必答题：「${taken.text}」`);
  if (given.entryId !== null) {
    const row = await findEntry(tx, given.entryId);
    if (!row) return absentEntry();
  }
  return tx
    .insertInto("knowledge_golden")
    .values({
      text: given.text,
      asks,
      entry_id: given.entryId,
      added_by: by,
      added_at: at,
      removed_by: null,
      removed_at: null,
      removed_because: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
}

export async function removeGolden(
  tx: Tx,
  given: { id: string; reason: string },
  by: Maker,
  at: Date,
): Promise<true | Refusal> {
  const done = await tx
    .updateTable("knowledge_golden")
    .set({ removed_by: by, removed_at: at, removed_because: given.reason })
    .where("id", "=", Number(given.id))
    .where("removed_at", "is", null)
    .returning("id")
    .executeTakeFirst();
  return done ? true : refuse("not-found", "没有这道必答题，可能已经被删掉了");
}
