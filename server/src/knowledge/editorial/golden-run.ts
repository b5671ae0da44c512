import type { GoldenFailure, GoldenRun } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { isValid, type Entry } from "../entry.ts";
import { createKnowledge, type Knowledge, type Term } from "../index.ts";
import { entryOf } from "./draft.ts";
import { readPublished, readTerms } from "./published.ts";
import { getDraft } from "./store.ts";

/**
 * Golden questions: what must stay answered as it is. One with an entry holds when that entry, or one that takes its place, is the answer
 * or among the three that are offered; one without, when the machine does not answer by itself.
 */

export interface Golden {
  id: number;
  text: string;
  entry_id: string | null;
}
/** Entries by the entries that take their place. */
export type Heirs = ReadonlyMap<string, readonly string[]>;

const OFFERED = 3;

export const readGolden = (tx: Tx): Promise<Golden[]> =>
  tx
    .selectFrom("knowledge_golden")
    .select(["id", "text", "entry_id"])
    .where("removed_at", "is", null)
    .orderBy("id")
    .execute();

/** Of what is published. */
export async function readHeirs(tx: Tx): Promise<Map<string, string[]>> {
  const rows = await tx
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", "e.published"),
    )
    .select(["e.id", "v.draft"])
    .where(
      (is) => is.fn("jsonb_array_length", [is.fn("jsonb_extract_path", ["v.draft", is.val("supersedes")])]),
      ">",
      0,
    )
    .execute();
  const heirs = new Map<string, string[]>();
  for (const { id, draft } of rows) for (const old of draft.supersedes) addHeir(heirs, old, id);
  return heirs;
}
export const addHeir = (heirs: Map<string, string[]>, old: string, heir: string) =>
  void heirs.set(old, [...(heirs.get(old) ?? []), heir]);

export interface Base {
  entries: readonly Entry[];
  heirs: Heirs;
  /** Of the editors. */
  terms: readonly Term[];
}
/** One knowledge base, to be asked. */
interface Side {
  knowledge: Knowledge;
  byId: ReadonlyMap<string, Entry>;
  heirs: Heirs;
}
const sideOf = ({ entries, heirs, terms }: Base): Side => ({
  knowledge: createKnowledge(entries, terms),
  byId: new Map(entries.map((entry) => [entry.id, entry])),
  heirs,
});

const acceptedIds = ({ heirs }: Side, golden: Golden): string[] =>
  golden.entry_id === null ? [] : [golden.entry_id, ...(heirs.get(golden.entry_id) ?? [])];

type Verdict = { held: true } | { held: false; got: string };
const held: Verdict = { held: true };
const instead = (got: string): Verdict => ({ held: false, got });

function judgeOne(side: Side, golden: Golden, day: string): Verdict {
  const { decision, best } = side.knowledge.ask(golden.text, day);
  const [first] = best;
  const said = first?.entry.question ?? "";
  if (golden.entry_id === null) return decision === "answer" ? instead(`直接回答「${said}」`) : held;
  const accepted = acceptedIds(side, golden);
  if (decision === "handoff") return instead("转人工");
  const offered = decision === "answer" ? best.slice(0, 1) : best.slice(0, OFFERED);
  if (offered.some((hit) => accepted.includes(hit.entry.id))) return held;
  if (decision === "answer") return instead(`回答「${said}」`);
  return instead(`只给出候选${offered.map((hit) => `「${hit.entry.question}」`).join("")}`);
}

/** Why a question says nothing on that day; undefined when it does. */
function idleBecause(side: Side, golden: Golden, day: string): string | undefined {
  if (golden.entry_id === null) return undefined;
  const known = acceptedIds(side, golden).flatMap((id) => side.byId.get(id) ?? []);
  if (known.some((entry) => isValid(entry, day))) return undefined;
  const [entry] = known;
  return entry ? `「${entry.question}」这一天不在有效期内` : `条目 ${golden.entry_id} 没有发布`;
}

const failureOf = (golden: Golden, got: string, day: string, ...sides: readonly Side[]): GoldenFailure => {
  const { id, text, entry_id } = golden;
  const question = sides.map((side) => side.byId.get(entry_id ?? "")?.question).find(Boolean);
  const expected = entry_id === null ? "不应由机器直接回答" : `应答「${question ?? entry_id}」`;
  return { id: String(id), text, expected, got, day };
};

export function runGolden(base: Base, golden: readonly Golden[], day: string): Omit<GoldenRun, "ms"> {
  const side = sideOf(base);
  const idle: GoldenRun["idle"] = [];
  const failed: GoldenFailure[] = [];
  for (const one of golden) {
    const because = idleBecause(side, one, day);
    const verdict = because === undefined ? judgeOne(side, one, day) : held;
    if (because !== undefined) idle.push({ id: String(one.id), text: one.text, because });
    if (!verdict.held) failed.push(failureOf(one, verdict.got, day, side));
  }
  return { day, total: golden.length, held: golden.length - idle.length - failed.length, idle, failed };
}

export interface Change {
  before: Base;
  after: Base;
  /** Entries that are about to be published: their own golden questions must hold even if they did not before. */
  own: readonly string[];
}

/**
 * Which golden questions a change breaks on one of the days. What failed before anyway is no reason to hold others up; it stands in every
 * run.
 */
export function brokenBy(change: Change, golden: readonly Golden[], days: readonly string[]): GoldenFailure[] {
  const now = sideOf(change.before);
  const then = sideOf(change.after);
  const broken = new Map<number, GoldenFailure>();
  for (const day of days)
    for (const one of golden) {
      if (broken.has(one.id)) continue;
      const own = acceptedIds(then, one).some((id) => change.own.includes(id));
      const idle = idleBecause(then, one, day);
      // Not valid on that day, before or after, or made so on purpose: says nothing.
      if (idle !== undefined && (own || idleBecause(now, one, day) !== undefined)) continue;
      const verdict = judgeOne(then, one, day);
      if (verdict.held) continue;
      const worse = own || (idleBecause(now, one, day) === undefined && judgeOne(now, one, day).held);
      if (worse) broken.set(one.id, failureOf(one, verdict.got, day, then, now));
    }
  return [...broken.values()];
}

/** After an entry was withdrawn: what held because of it. It is told, and does not stop anybody from stopping a wrong answer. */
export async function brokenByWithdrawal(tx: Tx, id: string, version: number, day: string): Promise<GoldenFailure[]> {
  const withdrawn = entryOf(id, await getDraft(tx, id, version));
  const after = { entries: await readPublished(tx), heirs: await readHeirs(tx), terms: await readTerms(tx) };
  const before = { ...after, entries: [...after.entries, withdrawn] };
  return brokenBy({ before, after, own: [] }, await readGolden(tx), [day]);
}
