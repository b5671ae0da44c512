import type { RubricsView, RubricVersion } from "@wsi/shared/contract";
import { rubricProblems, type Rubric } from "@wsi/shared/quality";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";

/** The rubric 评分表: one draft that supervisors write on, and versions that never change. */

/** The version by which a talk that ended at this moment is scored. */
export async function versionAt(tx: Tx, at: Date): Promise<number> {
  const row = await tx
    .selectFrom("quality_rubrics")
    .select("version")
    .where("in_force_from", "<=", at)
    .orderBy("in_force_from", "desc")
    .limit(1)
    .executeTakeFirst();
  // The first one came with the release and is for whatever was before it.
  return row?.version ?? 1;
}

export async function readRubrics(tx: Tx, versions: readonly number[]): Promise<ReadonlyMap<number, Rubric>> {
  if (versions.length === 0) return new Map();
  const rows = await tx
    .selectFrom("quality_rubrics")
    .select(["version", "body"])
    .where("version", "in", [...new Set(versions)])
    .execute();
  return new Map(rows.map((row) => [row.version, row.body]));
}

export async function readRubric(tx: Tx, version: number): Promise<RubricVersion> {
  const row = await tx
    .selectFrom("quality_rubrics")
    .select("body")
    .where("version", "=", version)
    .executeTakeFirstOrThrow();
  return { version, ...row.body };
}

export const rubricInForce = async (tx: Tx, now: Date): Promise<RubricVersion> =>
  readRubric(tx, await versionAt(tx, now));

const draftOf = (tx: Tx) =>
  tx
    .selectFrom("quality_rubric_draft as d")
    .innerJoin("staff", "staff.id", "d.edited_by")
    .selectAll("d")
    .select("staff.name as by")
    .executeTakeFirst();

export async function viewRubrics(tx: Tx, now: Date): Promise<RubricsView> {
  const rows = await tx
    .selectFrom("quality_rubrics as r")
    .leftJoin("staff", "staff.id", "r.made_by")
    .selectAll("r")
    .select("staff.name as by")
    .orderBy("r.version", "desc")
    .execute();
  const draft = await draftOf(tx);
  return {
    inForce: await versionAt(tx, now),
    versions: rows.map((row) => ({
      version: row.version,
      note: row.note,
      inForceFrom: row.in_force_from.toISOString(),
      by: row.by,
      sections: row.body.sections,
      criticals: row.body.criticals,
    })),
    draft: draft
      ? {
          body: draft.body,
          basedOn: draft.based_on,
          revision: draft.revision,
          by: draft.by,
          at: draft.edited_at.toISOString(),
        }
      : null,
  };
}

/** Whoever edits or publishes goes through here, one after another. */
const lock = (tx: Tx) => sql`select pg_advisory_xact_lock(hashtext('quality rubric'))`.execute(tx);

const staleDraft = (by: string | undefined) =>
  refuse("stale", by === undefined ? "草稿已经发布或丢弃了，请刷新" : `${by}刚改过草稿，请刷新后在新的上面改`);

async function openDraft(tx: Tx, revision: number) {
  await lock(tx);
  const draft = await draftOf(tx);
  return (draft?.revision ?? 0) === revision ? (draft ?? null) : staleDraft(draft?.by);
}

export async function keepRubric(
  tx: Tx,
  { body, revision, staffId }: { body: Rubric; revision: number; staffId: string },
  now: Date,
): Promise<true | Refusal> {
  const draft = await openDraft(tx, revision);
  if (draft !== null && !("body" in draft && "based_on" in draft)) return draft;
  const newest = await tx
    .selectFrom("quality_rubrics")
    .select((row) => row.fn.max("version").as("version"))
    .executeTakeFirstOrThrow();
  const written = { body: JSON.stringify(body), edited_by: staffId, edited_at: now, revision: revision + 1 };
  await tx
    .insertInto("quality_rubric_draft")
    .values({ ...written, based_on: newest.version })
    .onConflict((same) => same.column("only_row").doUpdateSet(written))
    .execute();
  return true;
}

export async function dropRubric(tx: Tx, revision: number): Promise<true | Refusal> {
  const draft = await openDraft(tx, revision);
  if (draft === null) return staleDraft(undefined);
  if (!("based_on" in draft)) return draft;
  await tx.deleteFrom("quality_rubric_draft").execute();
  return true;
}

/** Makes the draft the next version, in force from a moment to come; null: from now on. */
export async function publishRubric(
  tx: Tx,
  { revision, note, from, staffId }: { revision: number; note: string; from: Date | null; staffId: string },
  now: Date,
): Promise<{ version: number } | Refusal> {
  const draft = await openDraft(tx, revision);
  if (draft === null) return staleDraft(undefined);
  if (!("based_on" in draft)) return draft;
  const problems = rubricProblems(draft.body);
  if (problems[0] !== undefined)
    return refuse("bad-input", problems[0], { problems: problems.map((message) => ({ field: "body", message })) });
  const starts = from ?? now;
  if (starts < now) return refuse("bad-input", "生效时间不能早于现在：已经结束的会话按当时的评分表评");
  const last = await tx
    .selectFrom("quality_rubrics")
    .select(["version", "in_force_from"])
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
  if (starts <= last.in_force_from)
    return refuse("conflict", `第 ${last.version} 版还没有生效，新版要排在它之后，请把生效时间定得更晚`);
  const version = last.version + 1;
  await tx
    .insertInto("quality_rubrics")
    .values({
      version,
      body: JSON.stringify(draft.body),
      note,
      in_force_from: starts,
      made_by: staffId,
      made_at: now,
    })
    .execute();
  await tx.deleteFrom("quality_rubric_draft").execute();
  return { version };
}
