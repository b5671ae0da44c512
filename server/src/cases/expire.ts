import type { Db } from "../db.ts";
import { machine, move } from "./act.ts";
import { lockCase } from "./load.ts";

/** Ends what waited for a person past its time (drafts, unanswered notices), one case a transaction. Answers how many. */
export async function expireCases(db: Db, now: Date): Promise<number> {
  const late = await db
    .selectFrom("cases")
    .select("id")
    .where("state", "in", ["draft", "returned"])
    .where("waits_until", "<", now)
    .limit(1000)
    .execute();
  for (const { id } of late)
    await db.transaction().execute(async (tx) => {
      const kase = await lockCase(tx, id);
      if (!kase || kase.waitsUntil === null || kase.waitsUntil >= now) return;
      if (kase.state !== "draft" && kase.state !== "returned") return;
      await move(
        tx,
        kase,
        "expire",
        machine,
        now,
        kase.state === "draft" ? "草稿过期" : "过了补正时间，办件已过期，可以重新申请",
      );
    });
  return late.length;
}
