import { sql } from "kysely";
import { beijingDay } from "@wsi/shared/case";
import type { UnansweredCluster, UnansweredList, UnansweredState } from "@wsi/shared/contract";
import type { Tx } from "../../../db.ts";
import { refuse, type Refusal } from "../../../refusal.ts";
import type { Trial } from "../trial.ts";
import { sortUnanswered } from "./sort.ts";

const PAGE = 20;
const SAMPLES = 10;
const NEAR = 3;

async function present(tx: Tx, ids: readonly number[], trial: Trial, at: Date): Promise<UnansweredCluster[]> {
  if (ids.length === 0) return [];
  const clusters = await tx
    .selectFrom("unanswered_clusters as c")
    .leftJoin("knowledge_entries as e", "e.id", "c.entry_id")
    .leftJoin("knowledge_versions as v", (join) =>
      join.onRef("v.entry_id", "=", "e.id").onRef("v.version", "=", "e.newest"),
    )
    .selectAll("c")
    .select(sql<string | null>`v.draft->>'question'`.as("entryQuestion"))
    .where("c.id", "in", ids)
    .execute();
  const wordings = await tx
    .selectFrom("unanswered_wordings")
    .select(["cluster_id", "text", "count", "last_at"])
    .where("cluster_id", "in", ids)
    .orderBy("count", "desc")
    .orderBy("asks")
    .execute();
  const byId = new Map(clusters.map((cluster) => [cluster.id, cluster]));
  const views: UnansweredCluster[] = [];
  for (const id of ids) {
    const cluster = byId.get(id);
    if (!cluster) continue;
    const own = wordings.filter((wording) => wording.cluster_id === id);
    const question = own[0]?.text ?? "";
    views.push({
      id: String(id),
      question,
      count: cluster.count,
      menu: cluster.menu,
      handoff: cluster.handoff,
      samples: own
        .slice(0, SAMPLES)
        .map(({ text, count, last_at }) => ({ text, count, lastAskedAt: last_at.toISOString() })),
      wordings: own.length,
      firstAskedAt: cluster.first_at.toISOString(),
      lastAskedAt: cluster.last_at.toISOString(),
      state: cluster.state,
      since: cluster.since,
      entry: cluster.entry_id === null ? null : { id: cluster.entry_id, question: cluster.entryQuestion ?? "" },
      near: await trial.near(tx, question, beijingDay(at), NEAR),
    });
  }
  return views;
}

/** The most asked first. Takes in a piece of what was asked since the last look. */
export async function listUnanswered(
  tx: Tx,
  given: { state: UnansweredState; page?: string | undefined },
  trial: Trial,
  at: Date,
): Promise<UnansweredList> {
  await sortUnanswered(tx);
  const page = Math.max(1, Number(given.page ?? "1"));
  const chosen = tx.selectFrom("unanswered_clusters").where("state", "=", given.state);
  const { total } = await chosen.select((q) => q.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await chosen
    .select("id")
    .orderBy("count", "desc")
    .orderBy("id")
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute();
  const { waiting } = await tx
    .selectFrom("answers_given")
    .where("decision", "!=", "answer")
    .where("sorted", "=", false)
    .select((q) => q.fn.countAll<number>().as("waiting"))
    .executeTakeFirstOrThrow();
  const ids = rows.map((row) => row.id);
  return { clusters: await present(tx, ids, trial, at), total, page, waiting };
}

export async function viewCluster(tx: Tx, id: string, trial: Trial, at: Date): Promise<UnansweredCluster | Refusal> {
  const [view] = await present(tx, [Number(id)], trial, at);
  return view ?? refuse("not-found", "没有这组问题，请刷新后再看");
}
