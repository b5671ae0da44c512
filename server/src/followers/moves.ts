import { beijingDay, beijingInstant } from "@wsi/shared/case";
import type { FollowerOverview } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Db, Tx } from "../db.ts";

export interface Move {
  openid: string;
  at: Date;
  move: "joined" | "left";
}

/** Keeps who came or went, once however often it is told. */
export async function noteMoves(tx: Tx, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await tx
    .insertInto("follower_moves")
    .values([...moves])
    .onConflict((same) => same.columns(["openid", "at", "move"]).doNothing())
    .execute();
}

export const growthDays = 30;

/** Who came and went on each of the last 30 days in Beijing, oldest first. */
export async function growth(tx: Tx, now: Date): Promise<FollowerOverview["growth"]> {
  const today = beijingDay(now);
  const first = addDays(today, 1 - growthDays);
  const { rows } = await sql<{ day: string; joined: number; left: number }>`
    select (at at time zone 'Asia/Shanghai')::date as day,
      (count(*) filter (where move = 'joined'))::integer as joined, (count(*) filter (where move = 'left'))::integer as left
    from follower_moves where at >= ${beijingInstant(first)} group by 1`.execute(tx);
  const told = new Map(rows.map((row) => [row.day, row]));
  return Array.from({ length: growthDays }, (_, n) => {
    const day = addDays(first, n);
    const { joined = 0, left = 0 } = told.get(day) ?? {};
    return { day, joined, left };
  });
}

const keptDays = 400;

/** Nobody needs to know who came or went more than a year ago. Once a day; answers how many were dropped. */
export async function trimMoves(db: Db, now: Date): Promise<number> {
  const result = await db
    .deleteFrom("follower_moves")
    .where("at", "<", new Date(now.getTime() - keptDays * 86_400_000))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}
