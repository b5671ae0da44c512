import { randomUUID } from "node:crypto";
import { sql, type Selectable } from "kysely";
import { inTransaction, type Db, type Tx } from "../db.ts";
import type { FollowerDetails } from "../ports/account.ts";
import { dropUnused } from "./audience.ts";
import { leaveMany } from "./comings.ts";
import { judge, type Judged, type Known } from "./judge.ts";
import { keep } from "./lease.ts";
import { noteMoves, type Move } from "./moves.ts";
import { doubtMs, type Pace, type RunnerParts } from "./parts.ts";
import type { SyncsTable } from "./tables.ts";

export type Sync = Selectable<SyncsTable>;

/** Asks for a synchronisation; undefined when one is under way. `staffId` null: by the clock. */
export async function startSync(tx: Tx, staffId: string | null, now: Date): Promise<string | undefined> {
  const row = await tx
    .insertInto("follower_syncs")
    .values({ id: randomUUID(), state: "running", phase: "pages", asked_by: staffId, started_at: now })
    .onConflict((same) => same.column("state").where("state", "=", "running").doNothing())
    .returning("id")
    .executeTakeFirst();
  // What stood in the way last night need not tonight.
  if (row) await tx.updateTable("follower_runner").set({ not_before: now, failures: 0 }).execute();
  return row?.id;
}

export const runningSync = (db: Db): Promise<Sync | undefined> =>
  db.selectFrom("follower_syncs").selectAll().where("state", "=", "running").executeTakeFirst();

/** The sync as it stands, locked; undefined when it is no longer where we left it: then what was asked meanwhile is void. */
async function stillAt(tx: Tx, { holder }: RunnerParts, pace: Pace, sync: Sync, now: Date): Promise<boolean> {
  if (!(await keep(tx, holder, now, pace))) return false;
  const row = await tx
    .selectFrom("follower_syncs")
    .select("id")
    .where("id", "=", sync.id)
    .where("state", "=", "running")
    .where("phase", "=", sync.phase)
    .where("cursor", "is not distinct from", sync.cursor)
    .forUpdate()
    .executeTakeFirst();
  return row !== undefined;
}

/** The next page of WeChat's list: whoever is on it and was unknown, or held to have left, is noted to be asked about. */
export async function pageStep(parts: RunnerParts, pace: Pace, sync: Sync): Promise<void> {
  const askedAt = parts.clock.now();
  const page = await parts.followers.page(sync.cursor);
  const openids = [...new Set(page.openids)].toSorted();
  await inTransaction(parts.db, async (tx) => {
    const now = parts.clock.now();
    if (!(await stillAt(tx, parts, pace, sync, now))) return;
    const { rows } = await sql<{ fresh: boolean }>`
      insert into followers (openid, listed_at) select one, greatest(${askedAt}::timestamptz, ${sync.started_at}) from unnest(${openids}::text[]) one
      on conflict (openid) do update set listed_at = excluded.listed_at where followers.unfollowed_at is not null
      returning xmax = 0 as fresh`.execute(tx);
    const joined = rows.filter((row) => row.fresh).length;
    const last = page.next === null || openids.length === 0;
    await tx
      .updateTable("follower_syncs")
      .set((row) => ({
        total: page.total,
        seen: row("seen", "+", openids.length),
        joined: row("joined", "+", joined),
        calls: row("calls", "+", 1),
        cursor: last ? null : page.next,
        trouble: null,
        ...(last
          ? {
              phase: "details" as const,
              to_check: row
                .selectFrom("followers")
                .select((q) => q.fn.countAll<number>().as("n"))
                .where((q) => q.or([q("unfollowed_at", "is", null), q("listed_at", ">=", sync.started_at)])),
            }
          : {}),
      }))
      .where("id", "=", sync.id)
      .execute();
  });
}

/** The next hundred: who they are, whether they still follow, what tags they carry. After the last, the synchronisation is done. */
export async function detailsStep(parts: RunnerParts, pace: Pace, sync: Sync): Promise<void> {
  const rows = await parts.db
    .selectFrom("followers")
    .select("openid")
    .where("openid", ">", sync.cursor ?? "")
    .where((q) => q.or([q("unfollowed_at", "is", null), q("listed_at", ">=", sync.started_at)]))
    .orderBy("openid")
    .limit(pace.details)
    .execute();
  const openids = rows.map((row) => row.openid);
  const last = openids.at(-1);
  const askedAt = parts.clock.now();
  const told = last === undefined ? [] : await parts.followers.details(openids);
  await inTransaction(parts.db, async (tx) => {
    const now = parts.clock.now();
    if (!(await stillAt(tx, parts, pace, sync, now))) return;
    if (last === undefined) {
      await tx
        .updateTable("follower_syncs")
        .set({ state: "done", finished_at: now, trouble: null })
        .where("id", "=", sync.id)
        .execute();
      return;
    }
    const came = await takeDetails(tx, told, askedAt, now);
    await tx
      .updateTable("follower_syncs")
      .set((row) => ({
        cursor: last,
        checked: row("checked", "+", openids.length),
        joined: row("joined", "+", came.back),
        left_count: row("left_count", "+", came.left),
        linked: row("linked", "+", came.linked),
        calls: row("calls", "+", 1),
        trouble: null,
      }))
      .where("id", "=", sync.id)
      .execute();
  });
}

interface Came {
  back: number;
  left: number;
  linked: number;
}

/** Keeps what WeChat told of followers when asked at `askedAt`. In the order of openid, as every writer of many locks them. */
export async function takeDetails(tx: Tx, told: readonly FollowerDetails[], askedAt: Date, now: Date): Promise<Came> {
  const openids = told.map((one) => one.openid);
  const known = new Map(
    (
      await tx
        .selectFrom("followers")
        .select(["openid", "followed_at", "unfollowed_at", "person_id", "unionid", "forgotten_at"])
        .where("openid", "in", openids)
        .orderBy("openid")
        .forUpdate()
        .execute()
    ).map((row) => [row.openid, row]),
  );
  const unionids = told.flatMap((one) => one.unionid ?? []);
  const bindings =
    unionids.length === 0
      ? []
      : await tx
          .selectFrom("bindings")
          .select(["identity", "person_id", "bound_at"])
          .where("identity", "in", unionids)
          .execute();
  const boundOf = new Map(bindings.map((row) => [row.identity, row]));

  const away = told.filter((one) => !one.following).map((one) => one.openid);
  const left = await leaveMany(tx, away, askedAt, now, new Date(askedAt.getTime() - doubtMs));

  const changed: (Judged & { openid: string })[] = [];
  const moves: Move[] = [];
  const here: FollowerDetails[] = [];
  const came: Came = { back: 0, left: left.length, linked: 0 };
  for (const one of told) {
    const before = known.get(one.openid);
    const after = before && one.following && judge(before, one, boundOf.get(one.unionid ?? ""), askedAt);
    if (!before || !after) continue;
    here.push(one);
    if (after.joinedAt) moves.push({ openid: one.openid, at: after.joinedAt, move: "joined" });
    if (before.unfollowed_at !== null) came.back += 1;
    if (after.linked) came.linked += 1;
    if (differs(before, after)) changed.push({ ...after, openid: one.openid });
  }
  await write(tx, changed);
  await noteMoves(tx, moves);
  await takeTags(tx, here);
  return came;
}

const differs = (before: Known, after: Judged): boolean =>
  before.unfollowed_at !== null ||
  before.person_id !== after.person_id ||
  before.unionid !== after.unionid ||
  before.followed_at?.getTime() !== after.followed_at?.getTime() ||
  before.forgotten_at?.getTime() !== after.forgotten_at?.getTime();

async function write(tx: Tx, changed: readonly (Judged & { openid: string })[]): Promise<void> {
  if (changed.length === 0) return;
  await sql`
    update followers f set followed_at = w.followed_at, unfollowed_at = null, person_id = w.person_id, unionid = w.unionid,
      forgotten_at = w.forgotten_at
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
      as w (openid text, followed_at timestamptz, person_id text, unionid text, forgotten_at timestamptz)
    where f.openid = w.openid`.execute(tx);
}

/** What they really carry at WeChat, of our tags: what differs from what we want is put right by the pushes that follow. */
async function takeTags(tx: Tx, here: readonly FollowerDetails[]): Promise<void> {
  if (here.length === 0) return;
  const openids = here.map((one) => one.openid);
  const carried = here.flatMap(({ openid, tags }) => tags.map((tag) => ({ openid, tag })));
  await sql`
    with carried as (
      select c.openid, t.code
      from unnest(${carried.map((one) => one.openid)}::text[], ${carried.map((one) => one.tag)}::integer[]) c (openid, tag)
      join follower_tags t on t.id = c.tag),
    strange as (
      insert into audience_tags (openid, code, wanted, pushed) select openid, code, false, true from carried
      on conflict (openid, code) do nothing)
    update audience_tags a set pushed = not a.pushed
    where a.openid = any(${openids}) and exists (select from follower_tags t where t.code = a.code)
      and a.pushed <> exists (select from carried c where c.openid = a.openid and c.code = a.code)`.execute(tx);
  await dropUnused(tx, openids);
}
