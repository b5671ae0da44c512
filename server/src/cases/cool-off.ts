import type { Db } from "../db.ts";
import { machine, move } from "./act.ts";
import { lockCase } from "./load.ts";
import { tellAccepted } from "./messages.ts";
import type { CaseParts } from "./parts.ts";

/**
 * Accepts what was not taken back within its cool-off 冷静期, one case a transaction: only then does the office see it and do the days
 * count. Answers how many.
 */
export async function endCoolOffs(parts: CaseParts, db: Db, now: Date): Promise<number> {
  const over = await db
    .selectFrom("cases")
    .select("id")
    .where("state", "=", "submitted")
    .where("waits_until", "<", now)
    .limit(1000)
    .execute();
  for (const { id } of over)
    await db.transaction().execute(async (tx) => {
      const kase = await lockCase(tx, id);
      if (kase?.state !== "submitted" || kase.waitsUntil === null || kase.waitsUntil >= now) return;
      const accepted = await move(tx, kase, "accept", machine, now, "冷静期已满，没有撤回，系统受理，转入审核", {
        set: { waits_until: null },
        also: { waitsUntil: null },
      });
      await tellAccepted(parts, tx, accepted, now);
    });
  return over.length;
}
