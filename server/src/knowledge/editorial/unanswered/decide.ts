import { beijingDay } from "@wsi/shared/case";
import { knowledgeLimits, type KnowledgeDraft } from "@wsi/shared/contract";
import type { Tx } from "../../../db.ts";
import { isRefusal, refuse, type Refusal } from "../../../refusal.ts";
import { UNWRITTEN } from "../draft.ts";
import { addSimilar, createEntry } from "../edit.ts";
import { lockBase, lockClusters } from "../published.ts";
import type { EntryRow, Maker } from "../store.ts";

/** What becomes of a cluster: a new entry, similar questions of one, or nothing. The base is locked before the clusters. */

const IN_NEW_ENTRY = 10;
const IN_OLD_ENTRY = 5;

const absent = () => refuse("not-found", "没有这组问题，请刷新后再看");

async function openCluster(tx: Tx, id: string) {
  await lockBase(tx);
  await lockClusters(tx);
  return tx.selectFrom("unanswered_clusters").selectAll().where("id", "=", Number(id)).executeTakeFirst();
}

/** The most asked first; cut to what a question may be. */
async function wordingsOf(tx: Tx, id: string, most: number): Promise<string[]> {
  const rows = await tx
    .selectFrom("unanswered_wordings")
    .select("text")
    .where("cluster_id", "=", Number(id))
    .orderBy("count", "desc")
    .orderBy("asks")
    .limit(most)
    .execute();
  return rows.map((row) => row.text.trim().slice(0, knowledgeLimits.question));
}

const turn = (tx: Tx, id: string, entryId: string, by: Maker, at: Date) =>
  tx
    .updateTable("unanswered_clusters")
    .set({ state: "turned", entry_id: entryId, decided_by: by, decided_at: at, decided_because: null, since: 0 })
    .where("id", "=", Number(id))
    .execute();

const turnedAlready = () => refuse("conflict", "这组问题已经处理过了，请刷新");

/** A draft whose question is the wording asked most, or the given one; its answer is still to be written. */
export async function draftFromCluster(
  tx: Tx,
  given: { id: string; question?: string | undefined },
  by: Maker,
  at: Date,
): Promise<EntryRow | Refusal> {
  const cluster = await openCluster(tx, given.id);
  if (!cluster) return absent();
  if (cluster.state === "turned") return turnedAlready();
  const wordings = await wordingsOf(tx, given.id, IN_NEW_ENTRY);
  const draft: KnowledgeDraft = {
    question: given.question ?? wordings[0] ?? "",
    similar: wordings,
    keywords: [],
    answer: UNWRITTEN,
    topic: "综合",
    audience: [],
    policyYear: null,
    effectiveFrom: beijingDay(at),
    expires: null,
    source: { title: "", article: null },
    trust: "check",
    linkedItems: [],
    supersedes: [],
  };
  const row = await createEntry(tx, { draft }, by, at, {
    origin: "unanswered",
    reason: `有 ${cluster.count} 次没答上`,
  });
  if (!isRefusal(row)) await turn(tx, given.id, row.id, by, at);
  return row;
}

export async function addClusterTo(
  tx: Tx,
  given: { id: string; entryId: string; wordings?: readonly string[] | undefined },
  by: Maker,
  at: Date,
): Promise<EntryRow | Refusal> {
  const cluster = await openCluster(tx, given.id);
  if (!cluster) return absent();
  if (cluster.state === "turned") return turnedAlready();
  const wordings = given.wordings ?? (await wordingsOf(tx, given.id, IN_OLD_ENTRY));
  const done = await addSimilar(tx, given.entryId, wordings, by, at);
  if (isRefusal(done)) return done;
  await turn(tx, given.id, given.entryId, by, at);
  return done.row;
}

async function settle(
  tx: Tx,
  id: string,
  set: { state: "open" | "ignored"; because: string | null },
  by: Maker,
  at: Date,
): Promise<true | Refusal> {
  const cluster = await openCluster(tx, id);
  if (!cluster) return absent();
  if (cluster.state === set.state) return true;
  if (set.state === "ignored" && cluster.state === "turned") return turnedAlready();
  await tx
    .updateTable("unanswered_clusters")
    .set({
      state: set.state,
      entry_id: null,
      decided_by: by,
      decided_at: at,
      decided_because: set.because,
      since: 0,
    })
    .where("id", "=", Number(id))
    .execute();
  return true;
}

export const ignoreCluster = (tx: Tx, id: string, because: string | null, by: Maker, at: Date) =>
  settle(tx, id, { state: "ignored", because }, by, at);
export const reopenCluster = (tx: Tx, id: string, by: Maker, at: Date) =>
  settle(tx, id, { state: "open", because: null }, by, at);
