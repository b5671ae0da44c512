import { randomBytes } from "node:crypto";
import { knowledgeLimits, type KnowledgeDraft, type KnowledgeOrigin } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { asksOf, digestOfDraft, flawsOf, tidy } from "./draft.ts";
import { announce, lockBase } from "./published.ts";
import {
  absentEntry,
  addStep,
  addVersions,
  findDraft,
  findDuplicate,
  findEntry,
  getDraft,
  refuseDuplicate,
  stale,
  type EntryRow,
  type Maker,
} from "./store.ts";

/** Writing an entry, up to the door of its checker. All answer the row as it stands afterwards, or why not. */

/** What is asked, of which version of which entry. */
export interface Step {
  id: string;
  version: number;
}
interface Saving {
  origin?: KnowledgeOrigin;
  reason?: string;
}

const newId = () => `k-${randomBytes(5).toString("hex")}`;

/** The row, locked against everybody else, if it is still the version that was on the screen. */
export async function open(tx: Tx, { id, version }: Step): Promise<EntryRow | Refusal> {
  await lockBase(tx);
  const row = await findEntry(tx, id);
  if (!row) return absentEntry();
  return row.newest === version ? row : stale();
}

const flawless = (draft: KnowledgeDraft): Refusal | undefined =>
  draft.expires !== null && draft.expires < draft.effectiveFrom
    ? refuse("bad-input", "失效日期不能早于生效日期", {
        problems: [{ field: "expires", message: "失效日期不能早于生效日期" }],
      })
    : undefined;

export async function createEntry(
  tx: Tx,
  given: { id?: string | undefined; draft: KnowledgeDraft },
  maker: Maker,
  at: Date,
  { origin = "editor", reason }: Saving = {},
): Promise<EntryRow | Refusal> {
  await lockBase(tx);
  const id = given.id ?? newId();
  const draft = tidy(given.draft);
  const flaw = flawless(draft);
  if (flaw) return flaw;
  const taken = await findEntry(tx, id);
  if (taken) return refuse("conflict", `编号 ${id} 已经有了，请换一个，或打开那一条来改`);
  const duplicate = await findDuplicate(tx, { id, published: null }, draft);
  if (duplicate) return refuseDuplicate(duplicate);
  const row: EntryRow = {
    id,
    created_at: at,
    updated_at: at,
    versions: 1,
    published: null,
    state: "draft",
    newest: 1,
    authors: [maker],
    seed_digest: null,
    asks: asksOf(draft.question),
    asks_published: null,
  };
  await tx.insertInto("knowledge_entries").values(row).execute();
  const version = { id, version: 1, draft, origin, maker };
  await addVersions(tx, [version], { what: "saved", reason: reason ?? null }, at);
  return row;
}

/** The next version, as a draft. The same words again change nothing. */
export async function saveEntry(
  tx: Tx,
  given: Step & { draft: KnowledgeDraft },
  maker: Maker,
  at: Date,
  { origin = "editor", reason }: Saving = {},
): Promise<EntryRow | Refusal> {
  const row = await open(tx, given);
  if (isRefusal(row)) return row;
  if (row.state === "submitted") return refuse("conflict", "这条正在审核，请先撤回再改");
  const draft = tidy(given.draft);
  const flaw = flawless(draft);
  if (flaw) return flaw;
  const duplicate = await findDuplicate(tx, row, draft);
  if (duplicate) return refuseDuplicate(duplicate);
  const before = await getDraft(tx, row.id, row.newest);
  if (row.state !== "withdrawn" && digestOfDraft(before) === digestOfDraft(draft)) return row;
  const next: EntryRow = {
    ...row,
    state: "draft",
    versions: row.versions + 1,
    newest: row.versions + 1,
    authors: [...new Set([...row.authors, maker])],
    asks: asksOf(draft.question),
    updated_at: at,
  };
  await put(tx, next);
  const version = { id: row.id, version: next.newest, draft, origin, maker };
  await addVersions(tx, [version], { what: "saved", reason: reason ?? null }, at);
  return next;
}

/** Content of an old version as a new draft. */
export async function restoreVersion(
  tx: Tx,
  given: Step & { from: number },
  maker: Maker,
  at: Date,
): Promise<EntryRow | Refusal> {
  const draft = await findDraft(tx, given.id, given.from);
  if (!draft) return refuse("not-found", "没有这个版本，请刷新后再试");
  const saving: Saving = { origin: "restored", reason: `恢复第 ${given.from} 版` };
  return saveEntry(tx, { ...given, draft }, maker, at, saving);
}

export async function discardDraft(tx: Tx, step: Step, by: Maker, at: Date): Promise<EntryRow | Refusal> {
  const row = await open(tx, step);
  if (isRefusal(row)) return row;
  if (row.state !== "draft" && row.state !== "rejected") return refuse("conflict", "没有可以放弃的草稿");
  const stands = row.published;
  const next: EntryRow =
    stands === null
      ? { ...row, state: "withdrawn", authors: [], updated_at: at }
      : {
          ...row,
          state: "published",
          newest: stands,
          authors: [],
          asks: asksOf((await getDraft(tx, row.id, stands)).question),
          updated_at: at,
        };
  await put(tx, next);
  await addStep(tx, step, "discarded", by, null, at);
  return next;
}

export async function submitEntry(tx: Tx, step: Step, by: Maker, at: Date): Promise<EntryRow | Refusal> {
  const row = await open(tx, step);
  if (isRefusal(row)) return row;
  if (row.state !== "draft" && row.state !== "rejected")
    return refuse("conflict", row.state === "submitted" ? "已经提交过了，等人审核" : "没有改动，不用提交");
  const draft = await getDraft(tx, row.id, row.newest);
  const problems = flawsOf(row.id, draft);
  if (problems.length > 0)
    return refuse("refused", `「${draft.question}」还不能提交：${problems[0]?.message ?? ""}`, { problems });
  const duplicate = await findDuplicate(tx, row, draft);
  if (duplicate) return refuseDuplicate(duplicate);
  const next: EntryRow = {
    ...row,
    state: "submitted",
    authors: [...new Set([...row.authors, by])],
    updated_at: at,
  };
  await put(tx, next);
  await addStep(tx, step, "submitted", by, null, at);
  return next;
}

export async function recallEntry(tx: Tx, step: Step, by: Maker, at: Date): Promise<EntryRow | Refusal> {
  const row = await open(tx, step);
  if (isRefusal(row)) return row;
  if (row.state !== "submitted") return refuse("conflict", "这条不在审核中");
  if (!row.authors.includes(by)) return refuse("not-allowed", "只有写它或提交它的人能撤回；要退回请用「退回」");
  const next: EntryRow = { ...row, state: "draft", updated_at: at };
  await put(tx, next);
  await addStep(tx, step, "recalled", by, null, at);
  return next;
}

/** Stops it from answering at once. A draft of it, if there is one, stays. `withdrawn` is the version that answered. */
export async function withdrawEntry(
  tx: Tx,
  given: Step & { reason: string },
  by: Maker,
  at: Date,
): Promise<(EntryRow & { withdrawn: number }) | Refusal> {
  const row = await open(tx, given);
  if (isRefusal(row)) return row;
  if (row.published === null) return refuse("conflict", "这条没有发布，不用撤下");
  const next: EntryRow = {
    ...row,
    published: null,
    asks_published: null,
    state: row.state === "published" ? "withdrawn" : row.state,
    updated_at: at,
  };
  await put(tx, next);
  await addStep(tx, { id: row.id, version: row.published }, "withdrawn", by, given.reason, at);
  await announce(tx);
  return { ...next, withdrawn: row.published };
}

export interface WordsAdded {
  row: EntryRow;
  added: string[];
}
/** Similar questions of an entry, in a new draft of it; those it has already, and those too many, are left out. */
export async function addSimilar(
  tx: Tx,
  id: string,
  wordings: readonly string[],
  maker: Maker,
  at: Date,
): Promise<WordsAdded | Refusal> {
  await lockBase(tx);
  const row = await findEntry(tx, id);
  if (!row) return absentEntry();
  if (row.state === "withdrawn") return refuse("conflict", "这条已经撤下，请选别的条目，或先恢复它");
  if (row.state === "submitted") return refuse("conflict", "这条正在审核，请等审完再加相似问法");
  const draft = await getDraft(tx, id, row.newest);
  const known = new Set([draft.question, ...draft.similar].map(asksOf));
  const added: string[] = [];
  for (const wording of wordings) {
    const asks = asksOf(wording);
    if (known.has(asks) || draft.similar.length + added.length >= knowledgeLimits.similar) continue;
    known.add(asks);
    added.push(wording);
  }
  if (added.length === 0) return refuse("conflict", "这些问法这一条里都有了");
  const saved = await saveEntry(
    tx,
    { id, version: row.newest, draft: { ...draft, similar: [...draft.similar, ...added] } },
    maker,
    at,
    { origin: "unanswered", reason: `加了 ${added.length} 种问法` },
  );
  return isRefusal(saved) ? saved : { row: saved, added };
}

/** Writes a row that was read under the lock. */
export async function put(tx: Tx, row: EntryRow): Promise<void> {
  const { id, ...rest } = row;
  await tx.updateTable("knowledge_entries").set(rest).where("id", "=", id).execute();
}
