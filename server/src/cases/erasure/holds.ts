import { randomUUID } from "node:crypto";
import type { CaseHold } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { absent } from "../access.ts";
import { lockCase } from "../load.ts";
import { staffNames } from "../work/view.ts";

/** 暂缓清除: a supervisor keeps a case from being erased while its content is still needed, and says why. */

/** The one in force, with who set it. */
export async function holdOf(tx: Tx, caseId: string): Promise<CaseHold | null> {
  const row = await tx
    .selectFrom("case_holds")
    .selectAll()
    .where("case_id", "=", caseId)
    .where("lifted_at", "is", null)
    .executeTakeFirst();
  if (!row) return null;
  const names = await staffNames(tx, [row.set_by]);
  return { reason: row.reason, by: names.get(row.set_by) ?? "同事", at: row.set_at.toISOString() };
}

/** Sets or lifts it, on the locked case: the nightly erasure and a hold never cross. */
export async function changeHold(
  tx: Tx,
  given: { id: string; held: boolean; reason: string },
  staffId: string,
  now: Date,
): Promise<Refusal | undefined> {
  const kase = await lockCase(tx, given.id);
  if (!kase || kase.state === "draft" || kase.number === null) return absent();
  if (kase.erasedAt !== null) return refuse("conflict", "这个办件的内容已按规定期限清除，没有可以保留的了");
  const held = await tx
    .selectFrom("case_holds")
    .select("id")
    .where("case_id", "=", given.id)
    .where("lifted_at", "is", null)
    .executeTakeFirst();
  if (given.held) {
    if (held) return refuse("conflict", "这个办件已经暂缓清除，请刷新查看是谁、为什么");
    await tx
      .insertInto("case_holds")
      .values({ id: randomUUID(), case_id: given.id, reason: given.reason, set_by: staffId, set_at: now })
      .execute();
    return undefined;
  }
  if (!held) return refuse("conflict", "这个办件没有暂缓清除，可能同事刚解除，请刷新");
  await tx
    .updateTable("case_holds")
    .set({ lifted_by: staffId, lifted_at: now, lifted_because: given.reason })
    .where("id", "=", held.id)
    .execute();
  return undefined;
}
