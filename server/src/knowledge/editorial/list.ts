import { sql } from "kysely";
import { addDays } from "@wsi/shared/values";
import { knowledgeStates, type KnowledgeCard, type KnowledgeList, type KnowledgeState } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { namesOf } from "./people.ts";
import { marksSince } from "./usefulness.ts";

export const EXPIRING_DAYS = 30;
const PAGE = 50;
const MARK_DAYS = 28;

export interface ListFilters {
  state?: KnowledgeState | undefined;
  topic?: string | undefined;
  validity?: "expiring" | "expired" | "not-yet" | undefined;
  text?: string | undefined;
  page?: string | undefined;
}

type Dated = { effectiveFrom: string; expires: string | null };
export function validityOf({ effectiveFrom, expires }: Dated, today: string): KnowledgeCard["validity"] {
  if (expires !== null && expires < today) return "expired";
  if (effectiveFrom > today) return "not-yet";
  return expires !== null && expires <= addDays(today, EXPIRING_DAYS) ? "expiring" : "valid";
}

/** % and _ of a search are themselves. */
const within = (text: string) => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

/** What an entry is filed under: the version that answers, else the newest. */
const shown = (tx: Tx) =>
  tx
    .selectFrom("knowledge_entries as e")
    .innerJoin("knowledge_versions as n", (join) =>
      join.onRef("n.entry_id", "=", "e.id").onRef("n.version", "=", "e.newest"),
    )
    .leftJoin("knowledge_versions as p", (join) =>
      join.onRef("p.entry_id", "=", "e.id").onRef("p.version", "=", "e.published"),
    );

const dateOf = (key: "effectiveFrom" | "expires") => sql<string | null>`coalesce(p.draft, n.draft)->>${sql.lit(key)}`;

function validityIs(validity: NonNullable<ListFilters["validity"]>, today: string) {
  const expires = dateOf("expires");
  if (validity === "expired") return sql<boolean>`e.published is not null and ${expires} < ${today}`;
  if (validity === "not-yet") return sql<boolean>`e.published is not null and ${dateOf("effectiveFrom")} > ${today}`;
  const soon = addDays(today, EXPIRING_DAYS);
  return sql<boolean>`e.published is not null and ${expires} between ${today} and ${soon}`;
}

/** `today` is the Beijing day. */
export async function listEntries(tx: Tx, filters: ListFilters, today: string, at: Date): Promise<KnowledgeList> {
  const page = Math.max(1, Number(filters.page ?? "1"));
  let chosen = shown(tx);
  if (filters.state !== undefined) chosen = chosen.where("e.state", "=", filters.state);
  if (filters.topic !== undefined && filters.topic !== "")
    chosen = chosen.where(sql<boolean>`n.draft->>'topic' = ${filters.topic}`);
  if (filters.validity !== undefined) chosen = chosen.where(validityIs(filters.validity, today));
  const text = filters.text?.trim() ?? "";
  if (text !== "") {
    const like = within(text);
    chosen = chosen.where(
      sql<boolean>`(e.id ilike ${like} or n.draft->>'question' ilike ${like} or n.draft->>'similar' ilike ${like}
        or n.draft->>'answer' ilike ${like})`,
    );
  }
  const { total } = await chosen.select((q) => q.fn.countAll<number>().as("total")).executeTakeFirstOrThrow();
  const rows = await chosen
    .select([
      "e.id",
      "e.state",
      "e.newest",
      "e.published",
      "e.updated_at",
      "n.draft",
      "n.maker",
      dateOf("effectiveFrom").as("from"),
      dateOf("expires").as("until"),
    ])
    .orderBy("e.updated_at", "desc")
    .orderBy("e.id")
    .limit(PAGE)
    .offset((page - 1) * PAGE)
    .execute();
  const [names, marks] = [
    await namesOf(
      tx,
      rows.map((row) => row.maker),
    ),
    await marksSince(
      tx,
      rows.map((row) => row.id),
      new Date(at.getTime() - MARK_DAYS * 86_400_000),
    ),
  ];
  return {
    entries: rows.map(({ id, draft, state, newest, published, updated_at, maker, from, until }) => ({
      id,
      question: draft.question,
      topic: draft.topic,
      state,
      version: newest,
      published,
      policyYear: draft.policyYear,
      effectiveFrom: from ?? draft.effectiveFrom,
      expires: until,
      validity: validityOf({ effectiveFrom: from ?? draft.effectiveFrom, expires: until }, today),
      similarCount: draft.similar.length,
      useful: marks.get(id)?.useful ?? 0,
      useless: marks.get(id)?.useless ?? 0,
      maker: names(maker),
      updatedAt: updated_at.toISOString(),
    })),
    total,
    page,
    counts: await countsOf(tx, today),
    topics: await topicsOf(tx),
  };
}

async function countsOf(tx: Tx, today: string): Promise<KnowledgeList["counts"]> {
  const rows = await tx
    .selectFrom("knowledge_entries")
    .select(["state", (q) => q.fn.countAll<number>().as("count")])
    .groupBy("state")
    .execute();
  const states = Object.fromEntries(
    knowledgeStates.map((state) => [state, rows.find((row) => row.state === state)?.count ?? 0]),
  ) as Record<KnowledgeState, number>;
  const dated = await shown(tx)
    .select([
      sql<number>`count(*) filter (where ${validityIs("expiring", today)})`.as("expiring"),
      sql<number>`count(*) filter (where ${validityIs("expired", today)})`.as("expired"),
    ])
    .executeTakeFirstOrThrow();
  return { ...states, ...dated };
}

const topicsOf = (tx: Tx): Promise<KnowledgeList["topics"]> =>
  shown(tx)
    .where("e.state", "!=", "withdrawn")
    .select([sql<string>`n.draft->>'topic'`.as("topic"), (q) => q.fn.countAll<number>().as("count")])
    .groupBy("topic")
    .orderBy("count", "desc")
    .orderBy("topic")
    .execute();
