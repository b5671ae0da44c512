import type { Db, Tx } from "../db.ts";
import { machine, move } from "./act.ts";
import { lockCase } from "./load.ts";

const AT_ONCE = 500;

/**
 * Ends what waited for a person past its time (drafts, unanswered notices), one case a transaction, until none is left. Answers how many.
 * What was in them is erased by erasure/run.ts: of drafts the same night.
 */
export async function expireCases(db: Db, now: Date): Promise<number> {
  for (let ended = 0; ;) {
    const late = await db
      .selectFrom("cases")
      .select("id")
      .where("state", "in", ["draft", "returned"])
      .where("waits_until", "<", now)
      .limit(AT_ONCE)
      .execute();
    // Each is ended here, or somebody else has just moved it on: none is found a second time.
    for (const { id } of late) if (await db.transaction().execute((tx) => expire(tx, id, now))) ended += 1;
    if (late.length < AT_ONCE) return ended;
  }
}

async function expire(tx: Tx, id: string, now: Date): Promise<boolean> {
  const kase = await lockCase(tx, id);
  if (!kase || kase.waitsUntil === null || kase.waitsUntil >= now) return false;
  if (kase.state !== "draft" && kase.state !== "returned") return false;
  const words = kase.state === "draft" ? "草稿过期" : "过了补正时间，办件已过期，可以重新申请";
  await move(tx, kase, "expire", machine, now, words);
  return true;
}
