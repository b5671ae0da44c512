import { knowledgeLimits, type KnowledgeDraft, type KnowledgeImport, type KnowledgeState } from "@wsi/shared/contract";
import type { Tx } from "../../../db.ts";
import { refuse, type Refusal } from "../../../refusal.ts";
import { asksOf, digestOfDraft } from "../draft.ts";
import { lockBase } from "../published.ts";
import { addVersions, clashes, type EntryRow, type Maker } from "../store.ts";
import { labelOf } from "./columns.ts";
import { parseJsonl } from "./jsonl.ts";
import { readRow, type GoodRow, type Problem } from "./row.ts";
import { looksLikeXlsx, parseXlsx } from "./xlsx.ts";

const LISTED = 1000;
const SAMPLE = 20;
const CHUNK = 500;

export interface KnowledgeFile {
  name: string;
  bytes: Buffer;
}

async function rowsOf({ name, bytes }: KnowledgeFile, today: string) {
  const wrongType = (message: string) => refuse("wrong-file-type", message);
  let parsed: Awaited<ReturnType<typeof parseXlsx>>;
  if (looksLikeXlsx(bytes)) parsed = await parseXlsx(bytes);
  else if (/\.xlsx?$/i.test(name) || bytes.includes(0)) return wrongType("只能导入 .jsonl 或 .xlsx 文件");
  else {
    try {
      parsed = parseJsonl(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    } catch {
      return wrongType("这个文件不是 UTF-8 编码，请另存为 UTF-8 再试");
    }
  }
  if (typeof parsed === "string") return wrongType(parsed);
  const problems: Problem[] = [...parsed.problems];
  const good: GoodRow[] = [];
  for (const raw of parsed.rows) {
    const read = readRow(raw, today);
    if (Array.isArray(read)) problems.push(...read);
    else good.push(read);
  }
  return { rows: parsed.rows.length + parsed.problems.length, good, problems };
}

interface Standing {
  row: EntryRow;
  newest: KnowledgeDraft;
  published: KnowledgeDraft | null;
}

async function readStanding(tx: Tx): Promise<Map<string, Standing>> {
  const rows = await tx
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as n", (join) =>
      join.onRef("n.entry_id", "=", "e.id").onRef("n.version", "=", "e.newest"),
    )
    .leftJoin("knowledge_versions as p", (join) =>
      join.onRef("p.entry_id", "=", "e.id").onRef("p.version", "=", "e.published"),
    )
    .selectAll("e")
    .select(["n.draft as newestDraft", "p.draft as publishedDraft"])
    .execute();
  return new Map(
    rows.map(({ newestDraft, publishedDraft, ...row }) => [
      row.id,
      { row, newest: newestDraft, published: publishedDraft },
    ]),
  );
}

interface Asking {
  id: string;
  draft: KnowledgeDraft;
  /** Where it stands in the file; null: in the base. */
  row: number | null;
}

/** Who asks what, over the base and the file; a row of the file takes the place of the draft it changes. */
function askingOf(good: readonly GoodRow[], standing: ReadonlyMap<string, Standing>): Map<string, Asking[]> {
  const all = new Map<string, Asking[]>();
  const add = (one: Asking) => {
    const asks = asksOf(one.draft.question);
    all.set(asks, [...(all.get(asks) ?? []), one]);
  };
  const inFile = new Set(good.map((one) => one.id));
  for (const [id, { row, newest, published }] of standing) {
    if (published) add({ id, draft: published, row: null });
    if (row.state !== "withdrawn" && row.state !== "published" && !inFile.has(id))
      add({ id, draft: newest, row: null });
  }
  for (const { id, draft, row } of good) add({ id, draft, row });
  return all;
}

/**
 * Within a file, the same question twice is a mistake of the file. What an entry of the base asks already is only noticed: other people's
 * files ask what everybody asks. Such a row becomes a draft, which cannot be submitted beside the other.
 */
function conflictsOf(good: readonly GoodRow[], standing: ReadonlyMap<string, Standing>) {
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const asking = askingOf(good, standing);
  const firstRow = new Map<string, number>();
  for (const one of good) {
    const { row, id, draft } = one;
    const before = firstRow.get(id);
    if (before !== undefined) {
      problems.push({ row, column: labelOf.id, reason: `编号和第 ${before} 行重复：${id}` });
      continue;
    }
    firstRow.set(id, row);
    if (standing.get(id)?.row.state === "submitted")
      problems.push({ row, column: labelOf.id, reason: `${id} 正在审核，请等审完再导入` });
    const same = (asking.get(asksOf(draft.question)) ?? []).find(
      (other) => other.id !== id && (other.row === null || other.row < row) && clashes(one, other),
    );
    if (!same) continue;
    const where = same.row === null ? `已有的 ${same.id}` : `第 ${same.row} 行`;
    const reason = `和${where}「${same.draft.question}」问的是同一件事`;
    (same.row === null ? notices : problems).push({ row, column: labelOf.question, reason });
  }
  return { problems, notices };
}

type What = "added" | "changed" | "unchanged";
const whatOf = ({ draft }: GoodRow, standing: Standing | undefined): What => {
  if (!standing) return "added";
  return digestOfDraft(standing.newest) === digestOfDraft(draft) ? "unchanged" : "changed";
};

/**
 * Reads a file against the base. With a problem anywhere nothing is imported and every problem is named; else, unless it is a preview,
 * what is new or differs becomes drafts of `maker`. `today` is the Beijing day.
 */
export async function importFile(
  tx: Tx,
  file: KnowledgeFile,
  mode: "preview" | "keep",
  maker: Maker,
  today: string,
  at: Date,
): Promise<KnowledgeImport | Refusal> {
  const read = await rowsOf(file, today);
  if (!("good" in read)) return read;
  if (read.rows === 0) return refuse("bad-input", "文件里没有内容");
  if (read.rows > knowledgeLimits.importRows)
    return refuse("too-large", `一次最多导入 ${knowledgeLimits.importRows} 行，请拆成几个文件`);
  await lockBase(tx);
  const standing = await readStanding(tx);
  const conflicts = conflictsOf(read.good, standing);
  const problems = [...read.problems, ...conflicts.problems].toSorted((a, b) => a.row - b.row);
  const judged = read.good.map((row) => ({ ...row, what: whatOf(row, standing.get(row.id)) }));
  const count = (what: What) => judged.filter((one) => one.what === what).length;
  const keep = mode === "keep" && problems.length === 0;
  if (keep) await write(tx, judged, standing, maker, at, `导入 ${file.name}`.slice(0, 200));
  return {
    name: file.name,
    rows: read.rows,
    problems: problems.slice(0, LISTED),
    moreProblems: Math.max(0, problems.length - LISTED),
    notices: conflicts.notices.slice(0, LISTED),
    added: count("added"),
    changed: count("changed"),
    unchanged: count("unchanged"),
    sample: judged.slice(0, SAMPLE).map(({ row, id, draft, what }) => ({ row, id, question: draft.question, what })),
    imported: keep,
  };
}

async function write(
  tx: Tx,
  judged: readonly (GoodRow & { what: What })[],
  standing: ReadonlyMap<string, Standing>,
  maker: Maker,
  at: Date,
  reason: string,
): Promise<void> {
  const next = judged.flatMap(({ id, draft, what }): { row: EntryRow; draft: KnowledgeDraft }[] => {
    if (what === "unchanged") return [];
    const before = standing.get(id)?.row;
    const version = (before?.versions ?? 0) + 1;
    const state: KnowledgeState = "draft";
    const row: EntryRow = {
      id,
      created_at: before?.created_at ?? at,
      updated_at: at,
      versions: version,
      published: before?.published ?? null,
      state,
      newest: version,
      authors: [...new Set([...(before?.authors ?? []), maker])],
      seed_digest: before?.seed_digest ?? null,
      asks: asksOf(draft.question),
      asks_published: before?.asks_published ?? null,
    };
    return [{ row, draft }];
  });
  for (let from = 0; from < next.length; from += CHUNK)
    await tx
      .insertInto("knowledge_entries")
      .values(next.slice(from, from + CHUNK).map(({ row }) => row))
      .onConflict((same) =>
        same.column("id").doUpdateSet((q) => ({
          updated_at: q.ref("excluded.updated_at"),
          versions: q.ref("excluded.versions"),
          state: q.ref("excluded.state"),
          newest: q.ref("excluded.newest"),
          authors: q.ref("excluded.authors"),
          asks: q.ref("excluded.asks"),
        })),
      )
      .execute();
  const versions = next.map(({ row, draft }) => ({
    id: row.id,
    version: row.newest,
    draft,
    origin: "import" as const,
    maker,
  }));
  await addVersions(tx, versions, { what: "saved", reason }, at);
}
