import { addDays } from "@wsi/shared/values";
import type { GoldenFailure, KnowledgeDraft } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../refusal.ts";
import { asksOf, entryOf, flawsOf } from "./draft.ts";
import { open, put, type Step } from "./edit.ts";
import { addHeir, brokenBy, readGolden, readHeirs } from "./golden-run.ts";
import { announce, readPublished, readTerms } from "./published.ts";
import {
  addStep,
  addVersions,
  findDuplicate,
  findEntry,
  getDraft,
  refuseDuplicate,
  type EntryRow,
  type Maker,
} from "./store.ts";

/** The checker's part. Nobody approves what they wrote or submitted, and nothing that breaks a golden question. */

export const OWN_WORK = "不能审核自己写的或自己提交的内容，请让另一位同事来审";

interface Ready {
  row: EntryRow;
  draft: KnowledgeDraft;
}

async function ready(tx: Tx, step: Step, by: Maker): Promise<Ready | Refusal> {
  const row = await open(tx, step);
  if (isRefusal(row)) return row;
  if (row.state !== "submitted") return refuse("conflict", `${row.id} 不在审核中，请刷新后再看`);
  if (row.authors.includes(by)) return refuse("not-allowed", OWN_WORK);
  const draft = await getDraft(tx, row.id, row.newest);
  const problems = flawsOf(row.id, draft);
  if (problems.length > 0) return refuse("refused", `「${draft.question}」还有要改的地方，请退回`, { problems });
  const duplicate = await findDuplicate(tx, row, draft);
  return duplicate ? refuseDuplicate(duplicate) : { row, draft };
}

/** What ends because something new takes its place: it holds until the day before, or not at all any more. */
interface Ending {
  row: EntryRow;
  draft: KnowledgeDraft;
  by: Ready;
}

async function endings(tx: Tx, approved: readonly Ready[]): Promise<Ending[]> {
  const found = new Map<string, Ending>();
  for (const by of approved)
    for (const id of by.draft.supersedes) {
      if (approved.some((one) => one.row.id === id)) continue;
      const row = await findEntry(tx, id);
      if (!row || row.published === null) continue;
      const draft = await getDraft(tx, id, row.published);
      const last = addDays(by.draft.effectiveFrom, -1);
      const sooner = found.get(id);
      if ((draft.expires !== null && draft.expires <= last) || (sooner?.draft.expires ?? "9999") <= last) continue;
      found.set(id, { row, draft: { ...draft, expires: last }, by });
    }
  return [...found.values()];
}

const neverHolds = ({ draft }: Ending) => draft.expires !== null && draft.expires < draft.effectiveFrom;

async function end(tx: Tx, ending: Ending, maker: Maker, at: Date): Promise<void> {
  const { row, draft, by } = ending;
  const reason = `由「${by.draft.question}」代替`;
  if (neverHolds(ending)) {
    const state = row.state === "published" ? "withdrawn" : row.state;
    await put(tx, { ...row, state, published: null, asks_published: null, updated_at: at });
    await addStep(tx, { id: row.id, version: row.published ?? row.newest }, "superseded", maker, reason, at);
    return;
  }
  const version = row.versions + 1;
  const newest = row.state === "published" ? version : row.newest;
  await put(tx, { ...row, versions: version, published: version, newest, updated_at: at });
  await addVersions(
    tx,
    [{ id: row.id, version, draft, origin: "superseded", maker }],
    { what: "superseded", reason },
    at,
  );
}

/** Refuses with every golden question that would no longer hold. `today` is the Beijing day. */
async function guarded(
  tx: Tx,
  approved: readonly Ready[],
  ending: readonly Ending[],
  today: string,
): Promise<Refusal | undefined> {
  const before = await readPublished(tx);
  const changed = new Map(approved.map(({ row, draft }) => [row.id, entryOf(row.id, draft)]));
  for (const one of ending) changed.set(one.row.id, entryOf(one.row.id, one.draft));
  const gone = new Set(ending.filter(neverHolds).map((one) => one.row.id));
  const after = [...before.filter((entry) => !changed.has(entry.id)), ...changed.values()].filter(
    (entry) => !gone.has(entry.id),
  );
  const days = new Set([today, ...approved.map(({ draft }) => draft.effectiveFrom).filter((day) => day > today)]);
  const heirsBefore = await readHeirs(tx);
  const heirsAfter = new Map(heirsBefore);
  for (const { row, draft } of approved) for (const old of draft.supersedes) addHeir(heirsAfter, old, row.id);
  const own = approved.map((one) => one.row.id);
  // A file of a hundred different dates need not ask everything a hundred times.
  const asked = [...days].toSorted().slice(0, MOST_DAYS);
  const terms = await readTerms(tx);
  const change = {
    before: { entries: before, heirs: heirsBefore, terms },
    after: { entries: after, heirs: heirsAfter, terms },
    own,
  };
  const failures = brokenBy(change, await readGolden(tx), asked);
  return failures.length === 0 ? undefined : refuseBroken(failures);
}
const MOST_DAYS = 3;

export const refuseBroken = (failures: readonly GoldenFailure[]): Refusal => {
  const named = failures.slice(0, 3).map((one) => `「${one.text}」`);
  return refuse("refused", `发布后会答错 ${failures.length} 个必答题：${named.join("、")}。请退回修改`, {
    problems: failures.map(({ id, text, expected, got, day }) => ({
      field: `golden:${id}`,
      message: `「${text}」${expected}；发布后（${day}）变成${got}`,
    })),
  });
};

/** All or none. */
export async function approveEntries(
  tx: Tx,
  steps: readonly Step[],
  by: Maker,
  today: string,
  at: Date,
): Promise<EntryRow[] | Refusal> {
  const approved: Ready[] = [];
  for (const step of steps) {
    const one = await ready(tx, step, by);
    if (isRefusal(one)) return one;
    approved.push(one);
  }
  const ending = await endings(tx, approved);
  const broken = await guarded(tx, approved, ending, today);
  if (broken) return broken;
  const rows: EntryRow[] = [];
  for (const { row, draft } of approved) {
    const next: EntryRow = {
      ...row,
      state: "published",
      published: row.newest,
      asks_published: asksOf(draft.question),
      authors: [],
      updated_at: at,
    };
    await put(tx, next);
    await addStep(tx, { id: row.id, version: row.newest }, "approved", by, null, at);
    rows.push(next);
  }
  for (const one of ending) await end(tx, one, by, at);
  await announce(tx);
  return rows;
}

export async function rejectEntry(
  tx: Tx,
  given: Step & { reason: string },
  by: Maker,
  at: Date,
): Promise<EntryRow | Refusal> {
  const row = await open(tx, given);
  if (isRefusal(row)) return row;
  if (row.state !== "submitted") return refuse("conflict", "这条不在审核中，请刷新后再看");
  if (row.authors.includes(by)) return refuse("not-allowed", "自己写的请用「撤回」，退回由另一位同事来做");
  const next: EntryRow = { ...row, state: "rejected", updated_at: at };
  await put(tx, next);
  await addStep(tx, given, "rejected", by, given.reason, at);
  return next;
}
