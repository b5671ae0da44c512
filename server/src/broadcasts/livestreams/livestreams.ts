import { randomUUID } from "node:crypto";
import { inBeijing } from "@wsi/shared/case";
import type { BroadcastState, LivestreamDraft, LivestreamView } from "@wsi/shared/contract";
import { Day } from "@wsi/shared/values";
import { sql, type Selectable } from "kysely";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import type { ForLivestream } from "../editing/drafts.ts";
import { note } from "../record.ts";
import type { BroadcastTables } from "../tables.ts";

export type Livestream = Selectable<BroadcastTables["livestreams"]>;
export const absent = (): Refusal => refuse("not-found", "没有找到这场直播，请刷新列表");

export function stateOf(
  row: Pick<Livestream, "cancelled_at" | "starts_at" | "ends_at">,
  now: Date,
): LivestreamView["state"] {
  if (row.cancelled_at !== null) return "cancelled";
  return now < row.starts_at ? "upcoming" : now < row.ends_at ? "live" : "over";
}

/** 「11月30日 15:00」, Beijing. */
export function livestreamMoment(at: Date): string {
  const { day, time } = inBeijing(at);
  return `${Day.print(day)} ${time}`;
}

async function present(tx: Tx, row: Livestream, now: Date): Promise<LivestreamView> {
  const made = await tx
    .selectFrom("broadcasts")
    .select(["id", "state", "livestream_part"])
    .where("livestream_id", "=", row.id)
    .orderBy("created_at")
    .execute();
  // Somebody may have asked in the mini-program, as a follower, or both: counted once.
  const { rows: counted } = await sql<{ n: number }>`
    select (select count(*) from livestream_wishes where livestream_id = ${row.id}::uuid)
      + (select count(*) from livestream_reminders r left join followers f on f.openid = r.openid
         left join livestream_wishes w on w.livestream_id = r.livestream_id and w.identity = f.unionid
         where r.livestream_id = ${row.id}::uuid and w.identity is null) as n`.execute(tx);
  const part = (name: ForLivestream["part"]) => {
    const last = made.filter((one) => one.livestream_part === name).at(-1);
    return last ? { id: last.id, state: last.state } : null;
  };
  return {
    id: row.id,
    title: row.title,
    about: row.about,
    startsAt: row.starts_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    watchUrl: row.watch_url,
    channel: row.channel,
    cover: row.cover,
    remindMinutes: row.remind_minutes,
    state: stateOf(row, now),
    cancelReason: row.cancel_reason,
    replayUrl: row.replay_url,
    reminders: counted[0]?.n ?? 0,
    announcement: part("announcement"),
    reminder: part("reminder"),
  };
}

export const lockLivestream = (tx: Tx, id: string) =>
  tx.selectFrom("livestreams").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

const columnsOf = (draft: LivestreamDraft) => ({
  title: draft.title,
  about: draft.about,
  starts_at: new Date(draft.startsAt),
  ends_at: new Date(draft.endsAt),
  watch_url: draft.watchUrl,
  channel: draft.channel,
  cover: draft.cover,
  remind_minutes: draft.remindMinutes,
});

/** `upcoming`: not over yet, the next first. `replays`: the library, the newest first. At most 200. */
export async function listLivestreams(
  tx: Tx,
  which: "upcoming" | "replays" | "all",
  now: Date,
): Promise<LivestreamView[]> {
  let query = tx.selectFrom("livestreams").selectAll().limit(200);
  if (which === "upcoming")
    query = query.where("ends_at", ">", now).where("cancelled_at", "is", null).orderBy("starts_at");
  else if (which === "replays") query = query.where("replay_url", "is not", null).orderBy("starts_at", "desc");
  else query = query.orderBy("starts_at", "desc");
  const views: LivestreamView[] = [];
  for (const row of await query.execute()) views.push(await present(tx, row, now));
  return views;
}

export async function createLivestream(tx: Tx, by: string, draft: LivestreamDraft, now: Date): Promise<LivestreamView> {
  const row = await tx
    .insertInto("livestreams")
    .values({ id: randomUUID(), ...columnsOf(draft), created_by: by, created_at: now })
    .returningAll()
    .executeTakeFirstOrThrow();
  return present(tx, row, now);
}

async function change(
  tx: Tx,
  id: string,
  now: Date,
  work: (row: Livestream) => Refusal | Partial<Livestream>,
): Promise<LivestreamView | Refusal> {
  const row = await lockLivestream(tx, id);
  if (!row) return absent();
  const set = work(row);
  if ("body" in set) return set as Refusal;
  const changed = await tx
    .updateTable("livestreams")
    .set(set as Partial<Livestream>)
    .where("id", "=", id)
    .returningAll()
    .executeTakeFirstOrThrow();
  return present(tx, changed, now);
}

/** What its broadcasts say of it: when this changes, they would say what is no longer true. */
const told = (draft: LivestreamDraft) =>
  JSON.stringify([draft.title, draft.about, Date.parse(draft.startsAt), draft.watchUrl, draft.channel]);

/**
 * Broadcasts made for it that are not out yet fall with what they say, to be written anew. Another time is another reminder, also for
 * those who had theirs.
 */
export async function saveLivestream(
  tx: Tx,
  by: string,
  { id, livestream: draft }: { id: string; livestream: LivestreamDraft },
  now: Date,
): Promise<LivestreamView | Refusal> {
  const row = await lockLivestream(tx, id);
  if (!row) return absent();
  if (stateOf(row, now) !== "upcoming")
    return refuse("conflict", "直播已开始、结束或取消，不能再改；回放链接请在「播过的」里放");
  if (told(await present(tx, row, now)) !== told(draft))
    await cancelParts(tx, by, id, "直播改过了，请重新写", ["draft", "submitted", "approved", "scheduled"], now);
  if (row.starts_at.getTime() !== Date.parse(draft.startsAt))
    await tx.updateTable("livestream_wishes").set({ reminded_at: null }).where("livestream_id", "=", id).execute();
  return change(tx, id, now, () => columnsOf(draft));
}

async function cancelParts(
  tx: Tx,
  by: string,
  id: string,
  because: string,
  states: readonly BroadcastState[],
  now: Date,
): Promise<void> {
  const cancelled = await tx
    .updateTable("broadcasts")
    .set({ state: "cancelled", state_reason: because, finished_at: now, updated_at: now })
    .where("livestream_id", "=", id)
    .where("state", "in", states)
    .returning(["id", "version"])
    .execute();
  for (const one of cancelled) await note(tx, one, { at: now, by, what: "取消", reason: because });
}

export const setReplay = (tx: Tx, id: string, url: string | null, now: Date) =>
  change(tx, id, now, (row) =>
    url === null || stateOf(row, now) === "over" ? { replay_url: url } : refuse("conflict", "直播结束以后才能放回看"),
  );

/** Its broadcasts that are not out fall with it. Whoever asked to be reminded is told by the machine (livestream-calls.ts). */
export async function cancelLivestream(
  tx: Tx,
  by: string,
  { id, reason }: { id: string; reason: string },
  now: Date,
): Promise<LivestreamView | Refusal> {
  const unsent = ["draft", "submitted", "approved", "scheduled", "sending", "paused"] as const;
  await cancelParts(tx, by, id, `直播取消了：${reason}`, unsent, now);
  return change(tx, id, now, (row) => {
    if (stateOf(row, now) === "over") return refuse("conflict", "直播已经结束，不能取消");
    return { cancelled_at: row.cancelled_at ?? now, cancel_reason: row.cancel_reason ?? reason };
  });
}
