import { randomUUID } from "node:crypto";
import type { BroadcastDraft } from "@wsi/shared/contract";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { lockBroadcast, note, type Broadcast } from "../record.ts";
import { getDraft } from "../record.ts";

export const absent = (): Refusal => refuse("not-found", "没有找到这条群发，可能已被删除，请刷新列表");
export const stale = (): Refusal => refuse("stale", "这条群发刚被别人改过，请刷新后再操作");

const columnsOf = (draft: BroadcastDraft) => ({
  title: draft.title,
  means: draft.means,
  valid_from: draft.validFrom,
  valid_until: draft.validUntil,
  scheduled_for: draft.scheduledFor === null ? null : new Date(draft.scheduledFor),
  rate_per_minute: draft.ratePerMinute,
  pause_over_percent: draft.pauseOverPercent,
});

async function keepVersion(tx: Tx, id: string, version: number, draft: BroadcastDraft, by: string, now: Date) {
  await tx
    .insertInto("broadcast_versions")
    .values({ broadcast_id: id, version, draft: JSON.stringify(draft), saved_by: by, saved_at: now })
    .execute();
}

/** A part of a livestream's notices, when the draft is made for one. */
export interface ForLivestream {
  id: string;
  part: "announcement" | "reminder";
}

/** Answers the id. */
export async function createDraft(
  tx: Tx,
  by: string,
  draft: BroadcastDraft,
  now: Date,
  livestream?: ForLivestream,
): Promise<string> {
  const id = randomUUID();
  await tx
    .insertInto("broadcasts")
    .values({
      id,
      ...columnsOf(draft),
      state: "draft",
      version: 1,
      authors: [by],
      created_by: by,
      created_at: now,
      updated_at: now,
      livestream_id: livestream?.id ?? null,
      livestream_part: livestream?.part ?? null,
    })
    .execute();
  await keepVersion(tx, id, 1, draft, by, now);
  await note(tx, { id, version: 1 }, { at: now, by, what: "新建" });
  return id;
}

/** The next version of a draft. Who writes on it may not approve it any more. */
export async function saveDraft(
  tx: Tx,
  by: string,
  given: { id: string; version: number; draft: BroadcastDraft },
  now: Date,
): Promise<Broadcast | Refusal> {
  const broadcast = await lockBroadcast(tx, given.id);
  if (!broadcast) return absent();
  if (broadcast.version !== given.version) return stale();
  if (broadcast.state !== "draft") return refuse("conflict", "只有草稿可以修改；已提交的请先撤回");
  const version = broadcast.version + 1;
  await keepVersion(tx, given.id, version, given.draft, by, now);
  const saved = await tx
    .updateTable("broadcasts")
    .set({ ...columnsOf(given.draft), version, updated_at: now, authors: [...new Set([...broadcast.authors, by])] })
    .where("id", "=", given.id)
    .returningAll()
    .executeTakeFirstOrThrow();
  await note(tx, saved, { at: now, by, what: "修改" });
  return saved;
}

/** Only what was never submitted: anything else is history. */
export async function removeDraft(tx: Tx, id: string): Promise<{ done: true } | Refusal> {
  const broadcast = await lockBroadcast(tx, id);
  if (!broadcast) return absent();
  if (broadcast.state !== "draft") return refuse("conflict", "只有草稿可以删除；其他的请撤回或取消");
  const used = await tx
    .selectFrom("broadcast_events")
    .select("id")
    .where("broadcast_id", "=", id)
    .where("what", "=", "提交审核")
    .limit(1)
    .executeTakeFirst();
  if (used) return refuse("conflict", "提交过审核的内容要留痕，不能删除；不用的请留作草稿");
  await tx.deleteFrom("broadcasts").where("id", "=", id).execute();
  return { done: true };
}

export async function copyDraft(tx: Tx, by: string, id: string, now: Date): Promise<string | Refusal> {
  const broadcast = await tx.selectFrom("broadcasts").selectAll().where("id", "=", id).executeTakeFirst();
  if (!broadcast) return absent();
  const draft = await getDraft(tx, broadcast);
  const title = `${draft.title}（副本）`.slice(-60);
  return createDraft(tx, by, { ...draft, title, scheduledFor: null }, now);
}

export const listVersions = (tx: Tx, id: string) =>
  tx
    .selectFrom("broadcast_versions")
    .leftJoin("staff", (join) => join.on(sql`staff.id`, "=", sql`broadcast_versions.saved_by`))
    .select(["broadcast_versions.version", "saved_at", "staff.name"])
    .where("broadcast_id", "=", id)
    .orderBy("version", "desc")
    .limit(100)
    .execute();
