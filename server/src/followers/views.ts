import {
  audienceKinds,
  followerPageSize,
  type FollowerOverview,
  type FollowerPage,
  type FollowerProgress,
  type FollowerRow,
  type FollowerSyncView,
  type FollowerTagView,
  type followerRoutes,
  type ParsedInputOf,
} from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../db.ts";
import { audienceNames } from "./audience.ts";
import { growth } from "./moves.ts";

const iso = (at: Date | null) => at?.toISOString() ?? null;
export const labelOf = (code: string): string => audienceNames.get(code) ?? code;

async function lastSync(tx: Tx): Promise<FollowerSyncView | null> {
  const row = await tx
    .selectFrom("follower_syncs as f")
    .leftJoin("staff as s", "s.id", "f.asked_by")
    .selectAll("f")
    .select("s.name as by")
    .orderBy("f.started_at", "desc")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    state: row.state,
    phase: row.phase,
    total: row.total,
    seen: row.seen,
    toCheck: row.to_check,
    checked: row.checked,
    joined: row.joined,
    left: row.left_count,
    linked: row.linked,
    startedAt: row.started_at.toISOString(),
    finishedAt: iso(row.finished_at),
    by: row.by,
    trouble: row.trouble,
  };
}

/** How far the last synchronisation is, and what tags WeChat does not have yet. */
export async function viewProgress(tx: Tx): Promise<FollowerProgress> {
  const { n } = await tx
    .selectFrom("audience_tags")
    .select((q) => q.fn.countAll<number>().as("n"))
    .whereRef("wanted", "<>", "pushed")
    .executeTakeFirstOrThrow();
  const runner = await tx.selectFrom("follower_runner").select("tags_trouble").executeTakeFirst();
  return { sync: await lastSync(tx), unpushed: n, tagTrouble: runner?.tags_trouble ?? null };
}

/** Followers by tag. */
export async function countByTag(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx
    .selectFrom("audience_tags")
    .select((q) => ["code", q.fn.countAll<number>().as("n")])
    .where("wanted", "=", true)
    .groupBy("code")
    .execute();
  return new Map(rows.map((row) => [row.code, row.n]));
}

async function tagViews(tx: Tx): Promise<FollowerTagView[]> {
  const counted = await countByTag(tx);
  const known = await tx.selectFrom("follower_tags").select(["id", "code"]).execute();
  const idOf = new Map(known.map((row) => [row.code, row.id]));
  return [...audienceNames].map(([code, label]) => ({
    code,
    label,
    group: Object.hasOwn(audienceKinds, code) ? "kind" : "district",
    followers: counted.get(code) ?? 0,
    wechatId: idOf.get(code) ?? null,
  }));
}

export async function viewOverview(tx: Tx, now: Date): Promise<FollowerOverview> {
  const { rows } = await sql<{ following: number; left: number; bound: number }>`
    select (count(*) filter (where unfollowed_at is null))::integer as following,
      (count(*) filter (where unfollowed_at is not null))::integer as left,
      (count(*) filter (where unfollowed_at is null and person_id is not null))::integer as bound
    from followers`.execute(tx);
  const counts = rows[0] ?? { following: 0, left: 0, bound: 0 };
  return { ...counts, tags: await tagViews(tx), growth: await growth(tx, now), ...(await viewProgress(tx)) };
}

type Search = Omit<ParsedInputOf<(typeof followerRoutes)["search"]>, "page">;

const filtered = (tx: Tx, { tag, following, bound, tail }: Search) =>
  tx
    .selectFrom("followers as f")
    .$if(following !== "all", (q) => q.where("f.unfollowed_at", following === "yes" ? "is" : "is not", null))
    .$if(bound !== "all", (q) => q.where("f.person_id", bound === "yes" ? "is not" : "is", null))
    .$if(tail !== "", (q) => q.where(sql<boolean>`right(f.openid, ${tail.length}::integer) = ${tail}`))
    .$if(tag !== undefined, (q) =>
      q.where(
        sql<boolean>`exists (select from audience_tags a where a.openid = f.openid and a.wanted and a.code = ${tag})`,
      ),
    );

const rowsOf = (query: ReturnType<typeof filtered>) =>
  query.select(["f.number", "f.followed_at", "f.unfollowed_at"]).select([
    sql<string>`right(f.openid, 6)`.as("tail"),
    sql<boolean>`f.person_id is not null`.as("bound"),
    sql<{ code: string; hand: boolean }[] | null>`(
        select json_agg(json_build_object('code', a.code, 'hand', a.source = 'hand') order by a.code desc)
        from audience_tags a where a.openid = f.openid and a.wanted)`.as("tags"),
  ]);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>["executeTakeFirstOrThrow"]>>;

const present = (row: Row): FollowerRow => ({
  number: row.number,
  tail: row.tail,
  followedAt: iso(row.followed_at),
  leftAt: iso(row.unfollowed_at),
  bound: row.bound,
  tags: (row.tags ?? []).map(({ code, hand }) => ({ code, label: labelOf(code), byHand: hand })),
});

/** A page of followers, newest first. */
export async function searchFollowers(tx: Tx, search: Search, page: number): Promise<FollowerPage> {
  const { n } = await filtered(tx, search)
    .select((q) => q.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  const rows = await rowsOf(filtered(tx, search))
    .orderBy(sql`f.followed_at desc nulls last`)
    .orderBy("f.number", "desc")
    .limit(followerPageSize)
    .offset((page - 1) * followerPageSize)
    .execute();
  return { rows: rows.map(present), total: n, page };
}

export async function viewFollower(tx: Tx, openid: string): Promise<FollowerRow> {
  const all = filtered(tx, { following: "all", bound: "all", tail: "" });
  return present(await rowsOf(all.where("f.openid", "=", openid)).executeTakeFirstOrThrow());
}
