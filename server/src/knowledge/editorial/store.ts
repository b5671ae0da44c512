import { sql } from "kysely";
import type { KnowledgeDraft, KnowledgeOrigin } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { versionOf } from "../given.ts";
import type { KnowledgeStep, KnowledgeTables } from "../tables.ts";
import type { Selectable } from "kysely";
import { asksOf, entryOf, overlap } from "./draft.ts";

export type EntryRow = Selectable<KnowledgeTables["knowledge_entries"]>;

/** Who does it: a member of staff by id, or 'seed' or 'import'. */
export type Maker = string;
export const isStaffId = (maker: Maker): boolean => /^[0-9a-f]{8}-/.test(maker);

export const absentEntry = (): Refusal => refuse("not-found", "没有找到这条知识，可能编号变了，请回列表重新打开");
export const stale = (): Refusal => refuse("stale", "刚才有人改过这条知识，请刷新后再操作");

export const findEntry = (tx: Tx, id: string): Promise<EntryRow | undefined> =>
  tx.selectFrom("knowledge_entries").selectAll().where("id", "=", id).executeTakeFirst();

export async function findDraft(tx: Tx, id: string, version: number): Promise<KnowledgeDraft | undefined> {
  const row = await tx
    .selectFrom("knowledge_versions")
    .select("draft")
    .where("entry_id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return row?.draft;
}

/** Of a version that a row of ours names. */
export async function getDraft(tx: Tx, id: string, version: number): Promise<KnowledgeDraft> {
  const draft = await findDraft(tx, id, version);
  if (!draft) throw new Error(`knowledge entry ${id} has no version ${version}`);
  return draft;
}

export interface NewVersion {
  id: string;
  version: number;
  draft: KnowledgeDraft;
  origin: KnowledgeOrigin;
  maker: Maker;
}
const CHUNK = 500;

/** Appends versions and the step that made each. */
export async function addVersions(
  tx: Tx,
  versions: readonly NewVersion[],
  step: { what: KnowledgeStep; reason: string | null },
  at: Date,
): Promise<void> {
  for (let from = 0; from < versions.length; from += CHUNK) {
    const chunk = versions.slice(from, from + CHUNK);
    await tx
      .insertInto("knowledge_versions")
      .values(
        chunk.map(({ id, version, draft, origin, maker }) => ({
          entry_id: id,
          version,
          draft: JSON.stringify(draft),
          origin,
          maker,
          at,
          digest: versionOf(entryOf(id, draft)),
        })),
      )
      .execute();
    await tx
      .insertInto("knowledge_steps")
      .values(
        chunk.map(({ id, version, maker }) => ({
          entry_id: id,
          version,
          at,
          by: maker,
          what: step.what,
          reason: step.reason,
        })),
      )
      .execute();
  }
}

export const addStep = (
  tx: Tx,
  { id, version }: { id: string; version: number },
  what: KnowledgeStep,
  by: Maker,
  reason: string | null,
  at: Date,
) => tx.insertInto("knowledge_steps").values({ entry_id: id, version, at, by, what, reason }).execute();

export interface Duplicate {
  id: string;
  question: string;
}

/**
 * Another entry that asks the same on a day on which this one holds too, unless one takes the other's place. What is published stands in
 * the way of everybody; a mere draft only of what was never published, so that a stray one blocks no entry that answers.
 */
export async function findDuplicate(
  tx: Tx,
  own: Pick<EntryRow, "id" | "published">,
  draft: KnowledgeDraft,
): Promise<Duplicate | undefined> {
  const asks = asksOf(draft.question);
  const drafts = own.published === null;
  const rows = await tx
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as v", "v.entry_id", "e.id")
    .where("e.id", "!=", own.id)
    .where((is) => {
      const published = is.and([is("e.asks_published", "=", asks), is("v.version", "=", is.ref("e.published"))]);
      const newest = is.and([
        is("e.asks", "=", asks),
        is("e.state", "!=", "withdrawn"),
        is("v.version", "=", is.ref("e.newest")),
      ]);
      return drafts ? is.or([published, newest]) : published;
    })
    .select(["e.id", "v.draft"])
    .orderBy("e.id")
    .execute();
  const found = rows.find((row) => clashes({ id: own.id, draft }, row));
  return found && { id: found.id, question: found.draft.question };
}

interface Written {
  id: string;
  draft: KnowledgeDraft;
}
/** Of two that ask the same. */
export const clashes = (one: Written, other: Written): boolean =>
  overlap(one.draft, other.draft) &&
  !one.draft.supersedes.includes(other.id) &&
  !other.draft.supersedes.includes(one.id);

export const refuseDuplicate = ({ id, question }: Duplicate): Refusal => {
  const message = `和「${question}」（${id}）问的是同一件事。请改那一条，或写明代替它`;
  return refuse("conflict", message, { problems: [{ field: "question", message }] });
};

/** A number that grows with every change of the base. */
export async function revisionOf(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom("knowledge_steps")
    .select(
      sql<number>`coalesce(max(id), 0) + (select count(approved_at) + count(removed_at) from knowledge_terms)`.as(
        "revision",
      ),
    )
    .executeTakeFirstOrThrow();
  return row.revision;
}
