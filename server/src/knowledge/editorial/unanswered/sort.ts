import { sql } from "kysely";
import { inTransaction, type Db, type Tx } from "../../../db.ts";
import { asksOf } from "../draft.ts";
import { lockClusters } from "../published.ts";
import { createNeighbours, shapeOf } from "./alike.ts";

/** Taking what was not answered into clusters, a bounded piece at a time. */

const PIECE = 500;
/** Clusters that a new wording is compared with: the last that were asked. */
const COMPARED = 5_000;
const MOST_PIECES = 200;

interface Asked {
  key: string;
  question: string;
  decision: "menu" | "handoff";
  at: Date;
}
/** What one piece adds to one cluster. */
interface Growth {
  menu: number;
  handoff: number;
  first: Date;
  last: Date;
}

/** A question has at least two characters that mean something; a number alone is a choice that came too late. */
const isQuestion = (asks: string) => /\p{L}.*\p{L}/u.test(asks);

const earlier = (a: Date, b: Date) => (a < b ? a : b);
const later = (a: Date, b: Date) => (a < b ? b : a);

async function readNeighbours(tx: Tx) {
  const neighbours = createNeighbours<number>();
  const rows = await tx
    .selectFrom("unanswered_clusters as c")
    .innerJoinLateral(
      (q) =>
        q
          .selectFrom("unanswered_wordings as w")
          .whereRef("w.cluster_id", "=", "c.id")
          .select("w.asks")
          .orderBy("w.count", "desc")
          .orderBy("w.asks")
          .limit(1)
          .as("top"),
      (join) => join.onTrue(),
    )
    .select(["c.id", "top.asks"])
    .orderBy("c.last_at", "desc")
    .limit(COMPARED)
    .execute();
  for (const { id, asks } of rows) neighbours.add(shapeOf(asks), id);
  return neighbours;
}

async function newCluster(tx: Tx, { at }: Asked): Promise<number> {
  const row = await tx
    .insertInto("unanswered_clusters")
    .values({
      count: 0,
      menu: 0,
      handoff: 0,
      first_at: at,
      last_at: at,
      entry_id: null,
      decided_by: null,
      decided_at: null,
      decided_because: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Takes in up to `most` questions, the oldest first; answers how many there were. */
export async function sortUnanswered(tx: Tx, most = PIECE): Promise<number> {
  await lockClusters(tx);
  const asked = (await tx
    .selectFrom("answers_given")
    .select(["key", "question", "decision", "at"])
    .where("decision", "!=", "answer")
    .where("sorted", "=", false)
    .orderBy("at")
    .orderBy("key")
    .limit(most)
    .execute()) as Asked[];
  if (asked.length === 0) return 0;
  const read = asked.map((one) => ({ ...one, asks: asksOf(one.question) })).filter((one) => isQuestion(one.asks));
  const clusterOf = await knownWordings(tx, [...new Set(read.map((one) => one.asks))]);
  const neighbours = await readNeighbours(tx);
  const growths = new Map<number, Growth>();
  const wordings = new Map<string, { cluster_id: number; text: string; count: number; last_at: Date }>();
  for (const one of read) {
    const { asks, question, decision, at } = one;
    let cluster = clusterOf.get(asks);
    if (cluster === undefined) {
      const shape = shapeOf(asks);
      cluster = neighbours.find(shape);
      if (cluster === undefined) {
        cluster = await newCluster(tx, one);
        neighbours.add(shape, cluster);
      }
      clusterOf.set(asks, cluster);
    }
    const growth = growths.get(cluster) ?? { menu: 0, handoff: 0, first: at, last: at };
    growth[decision] += 1;
    growths.set(cluster, { ...growth, first: earlier(growth.first, at), last: later(growth.last, at) });
    const wording = wordings.get(asks) ?? { cluster_id: cluster, text: question, count: 0, last_at: at };
    wordings.set(asks, { ...wording, count: wording.count + 1, last_at: later(wording.last_at, at) });
  }
  await keep(tx, growths, wordings);
  await tx
    .updateTable("answers_given")
    .set({ sorted: true })
    .where(
      "key",
      "in",
      asked.map((one) => one.key),
    )
    .execute();
  return asked.length;
}

async function knownWordings(tx: Tx, asks: readonly string[]): Promise<Map<string, number>> {
  if (asks.length === 0) return new Map();
  const rows = await tx
    .selectFrom("unanswered_wordings")
    .select(["asks", "cluster_id"])
    .where("asks", "in", asks)
    .execute();
  return new Map(rows.map((row) => [row.asks, row.cluster_id]));
}

async function keep(
  tx: Tx,
  growths: ReadonlyMap<number, Growth>,
  wordings: ReadonlyMap<string, { cluster_id: number; text: string; count: number; last_at: Date }>,
): Promise<void> {
  if (wordings.size > 0)
    await tx
      .insertInto("unanswered_wordings")
      .values([...wordings].map(([asks, row]) => ({ asks, ...row })))
      .onConflict((same) =>
        same.column("asks").doUpdateSet((q) => ({
          count: sql`unanswered_wordings.count + excluded.count`,
          last_at: q.fn<Date>("greatest", ["unanswered_wordings.last_at", "excluded.last_at"]),
        })),
      )
      .execute();
  for (const [id, { menu, handoff, first, last }] of growths)
    await tx
      .updateTable("unanswered_clusters")
      .set((q) => ({
        count: q("count", "+", menu + handoff),
        menu: q("menu", "+", menu),
        handoff: q("handoff", "+", handoff),
        since: sql<number>`case when state = 'open' then 0 else since + ${menu + handoff}::integer end`,
        first_at: sql<Date>`least(first_at, ${first})`,
        last_at: sql<Date>`greatest(last_at, ${last})`,
      }))
      .where("id", "=", id)
      .execute();
}

/** For the night: everything, each piece in its own transaction. Must bear being done twice. */
export async function sortAllUnanswered(db: Db): Promise<number> {
  let all = 0;
  for (let piece = 0; piece < MOST_PIECES; piece++) {
    const taken = await inTransaction(db, (tx) => sortUnanswered(tx));
    all += taken;
    if (taken < PIECE) break;
  }
  return all;
}
