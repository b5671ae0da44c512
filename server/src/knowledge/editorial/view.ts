import { sql } from "kysely";
import type {
  GoldenFailure,
  KnowledgeAction,
  KnowledgeChange,
  KnowledgeEntryView,
  KnowledgeState,
} from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import type { KnowledgeStep } from "../tables.ts";
import { OWN_WORK } from "./approve.ts";
import { changesBetween, flawsOf } from "./draft.ts";
import { namesOf } from "./people.ts";
import { absentEntry, findDraft, findDuplicate, findEntry, getDraft, type EntryRow, type Maker } from "./store.ts";
import { usefulnessOf } from "./usefulness.ts";

const HISTORY = 100;
const WEEKS = 8;

const stepName: Readonly<Record<KnowledgeStep, string>> = {
  saved: "保存草稿",
  discarded: "放弃草稿",
  submitted: "提交审核",
  recalled: "撤回提交",
  approved: "审核通过并发布",
  rejected: "退回修改",
  withdrawn: "撤下",
  superseded: "被代替",
  seeded: "随系统发布",
};

const byState: Readonly<Record<KnowledgeState, readonly KnowledgeAction[]>> = {
  draft: ["edit", "discard", "submit"],
  rejected: ["edit", "discard", "submit"],
  submitted: [],
  published: ["edit"],
  withdrawn: ["edit"],
};

function actionsOf(row: EntryRow, who: Maker): KnowledgeAction[] {
  const own = row.authors.includes(who);
  const checking: KnowledgeAction[] = row.state !== "submitted" ? [] : own ? ["recall"] : ["approve", "reject"];
  return [...byState[row.state], ...checking, ...(row.published === null ? [] : (["withdraw"] as const))];
}

/** An entry for its page, as `who` may see and change it. */
export async function viewEntry(
  tx: Tx,
  id: string,
  who: Maker,
  at: Date,
  goldenBroken?: GoldenFailure[],
): Promise<KnowledgeEntryView | Refusal> {
  const row = await findEntry(tx, id);
  if (!row) return absentEntry();
  const draft = await getDraft(tx, id, row.newest);
  const publishedDraft = row.published === null ? null : await getDraft(tx, id, row.published);
  const versions = await tx
    .selectFrom("knowledge_versions")
    .select(["version", "origin", "maker", "at", "digest"])
    .where("entry_id", "=", id)
    .orderBy("version", "desc")
    .execute();
  const steps = await tx
    .selectFrom("knowledge_steps")
    .selectAll()
    .where("entry_id", "=", id)
    .orderBy("id", "desc")
    .limit(HISTORY)
    .execute();
  const golden = await tx
    .selectFrom("knowledge_golden")
    .select(["id", "text"])
    .where("entry_id", "=", id)
    .where("removed_at", "is", null)
    .orderBy("id")
    .execute();
  const supersededBy = await tx
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", "e.newest"),
    )
    .where("e.state", "!=", "withdrawn")
    .where(sql<boolean>`v.draft->'supersedes' @> ${JSON.stringify([id])}::jsonb`)
    .select(["e.id", sql<string>`v.draft->>'question'`.as("question")])
    .orderBy("e.id")
    .execute();
  const names = await namesOf(tx, [...versions.map((one) => one.maker), ...steps.map((one) => one.by)]);
  const publishing = new Set<KnowledgeStep>(["approved", "seeded", "superseded"]);
  const wasPublished = new Set(steps.filter((one) => publishing.has(one.what)).map((one) => one.version));
  return {
    id,
    state: row.state,
    version: row.newest,
    published: row.published,
    draft,
    publishedDraft,
    changes: publishedDraft === null ? [] : changesBetween(publishedDraft, draft),
    flaws: flawsOf(id, draft),
    duplicateOf: (await findDuplicate(tx, row, draft)) ?? null,
    actions: actionsOf(row, who),
    approveBarred: row.state === "submitted" && row.authors.includes(who) ? OWN_WORK : null,
    versions: versions.map((one) => ({
      version: one.version,
      origin: one.origin,
      maker: names(one.maker),
      at: one.at.toISOString(),
      digest: one.digest,
      wasPublished: wasPublished.has(one.version),
    })),
    history: steps.map((one) => ({
      at: one.at.toISOString(),
      by: names(one.by),
      what: stepName[one.what],
      reason: one.reason,
      version: one.version,
    })),
    golden: golden.map((one) => ({ id: String(one.id), text: one.text })),
    supersededBy,
    usefulness: await usefulnessOf(tx, { entryId: id, weeks: WEEKS }, at),
    ...(goldenBroken === undefined ? {} : { goldenBroken }),
  };
}

const noVersion = () => refuse("not-found", "没有这个版本，请刷新后再试");

export async function viewVersion(tx: Tx, id: string, version: number) {
  const draft = await findDraft(tx, id, version);
  return draft ? { version, draft } : noVersion();
}

export async function compareVersions(
  tx: Tx,
  id: string,
  from: number,
  to: number,
): Promise<{ changes: KnowledgeChange[] } | Refusal> {
  const [before, after] = [await findDraft(tx, id, from), await findDraft(tx, id, to)];
  return before && after ? { changes: changesBetween(before, after) } : noVersion();
}
