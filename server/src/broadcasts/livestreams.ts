import { randomUUID } from "node:crypto";
import { beijingDay } from "@wsi/shared/case";
import type { BroadcastDraft, LivestreamDraft, LivestreamView } from "@wsi/shared/contract";
import { Day } from "@wsi/shared/values";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import { refuse, type Refusal } from "../refusal.ts";
import { createDraft, type ForLivestream } from "./drafts.ts";
import { note } from "./record.ts";
import type { BroadcastTables } from "./tables.ts";
import { livestreamTemplate } from "./templates.ts";

type Livestream = Selectable<BroadcastTables["livestreams"]>;
const absent = (): Refusal => refuse("not-found", "没有找到这场直播，请刷新列表");

export function stateOf(
  row: Pick<Livestream, "cancelled_at" | "starts_at" | "ends_at">,
  now: Date,
): LivestreamView["state"] {
  if (row.cancelled_at !== null) return "cancelled";
  return now < row.starts_at ? "upcoming" : now < row.ends_at ? "live" : "over";
}

async function present(tx: Tx, row: Livestream, now: Date): Promise<LivestreamView> {
  const made = await tx
    .selectFrom("broadcasts")
    .select(["id", "state", "livestream_part"])
    .where("livestream_id", "=", row.id)
    .orderBy("created_at")
    .execute();
  const { n } = await tx
    .selectFrom("livestream_reminders")
    .select((q) => q.fn.countAll<number>().as("n"))
    .where("livestream_id", "=", row.id)
    .executeTakeFirstOrThrow();
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
    cover: row.cover,
    remindMinutes: row.remind_minutes,
    state: stateOf(row, now),
    replayUrl: row.replay_url,
    reminders: n,
    announcement: part("announcement"),
    reminder: part("reminder"),
  };
}

const lock = (tx: Tx, id: string) =>
  tx.selectFrom("livestreams").selectAll().where("id", "=", id).forUpdate().executeTakeFirst();

const columnsOf = (draft: LivestreamDraft) => ({
  title: draft.title,
  about: draft.about,
  starts_at: new Date(draft.startsAt),
  ends_at: new Date(draft.endsAt),
  watch_url: draft.watchUrl,
  cover: draft.cover,
  remind_minutes: draft.remindMinutes,
});

/** `upcoming`: not over yet, the next first. `replays`: the library, the newest first. Also for the citizens' door. */
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
  const row = await lock(tx, id);
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

export const saveLivestream = (tx: Tx, id: string, draft: LivestreamDraft, now: Date) =>
  change(tx, id, now, (row) =>
    stateOf(row, now) === "upcoming"
      ? columnsOf(draft)
      : refuse("conflict", "直播已开始、结束或取消，不能再改；回看链接请用「设置回看」"),
  );

export const setReplay = (tx: Tx, id: string, url: string | null, now: Date) =>
  change(tx, id, now, (row) =>
    url === null || stateOf(row, now) === "over" ? { replay_url: url } : refuse("conflict", "直播结束以后才能放回看"),
  );

export async function cancelLivestream(tx: Tx, by: string, id: string, now: Date): Promise<LivestreamView | Refusal> {
  const cancelled = await tx
    .updateTable("broadcasts")
    .set({ state: "cancelled", state_reason: "直播取消了", finished_at: now, updated_at: now })
    .where("livestream_id", "=", id)
    .where("state", "in", ["draft", "submitted", "approved", "scheduled", "sending", "paused"])
    .returning(["id", "version"])
    .execute();
  for (const one of cancelled) await note(tx, one, { at: now, by, what: "取消", reason: "直播取消了" });
  return change(tx, id, now, (row) =>
    stateOf(row, now) === "over"
      ? refuse("conflict", "直播已经结束，不能取消")
      : { cancelled_at: row.cancelled_at ?? now },
  );
}

/** 「11月30日 15:00」, Beijing. */
function moment(at: Date): string {
  const time = new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(11, 16);
  return `${Day.print(beijingDay(at))} ${time}`;
}

function announcement(row: Livestream): BroadcastDraft {
  return {
    title: `直播预告：${row.title}`.slice(0, 60),
    means: "mass",
    content: {
      kind: "articles",
      articles: [
        {
          title: `直播预告｜${row.title}`.slice(0, 32),
          author: "",
          digest: `${moment(row.starts_at)}开播，欢迎预约`.slice(0, 128),
          cover: row.cover,
          sourceUrl: row.watch_url,
          blocks: [
            { kind: "heading", text: row.title },
            { kind: "paragraph", runs: [{ text: "时间：", bold: true }, { text: moment(row.starts_at) }] },
            { kind: "paragraph", runs: [{ text: row.about }] },
            { kind: "paragraph", runs: [{ text: "到时请点「阅读原文」观看。" }] },
          ],
        },
      ],
    },
    audience: { to: "all" },
    validFrom: null,
    validUntil: beijingDay(row.starts_at),
    scheduledFor: null,
    ratePerMinute: 600_000,
    pauseOverPercent: 20,
  };
}

const reminder = (row: Livestream): BroadcastDraft => ({
  title: `直播提醒：${row.title}`.slice(0, 60),
  means: "subscription",
  content: {
    kind: "template",
    templateId: livestreamTemplate,
    values: {
      thing1: row.title.slice(0, 20),
      time2: moment(row.starts_at),
      thing3: `${row.remind_minutes} 分钟后开始`,
    },
    open: null,
  },
  audience: { to: "reminders", livestream: row.id },
  validFrom: null,
  validUntil: beijingDay(row.ends_at),
  scheduledFor: new Date(row.starts_at.getTime() - row.remind_minutes * 60_000).toISOString(),
  ratePerMinute: 60_000,
  pauseOverPercent: 20,
});

/** The draft of a part, filled in; the one that is there already, if it is. Answers its id. */
export async function draftFor(
  tx: Tx,
  by: string,
  id: string,
  part: ForLivestream["part"],
  now: Date,
): Promise<string | Refusal> {
  const row = await lock(tx, id);
  if (!row) return absent();
  if (stateOf(row, now) !== "upcoming") return refuse("conflict", "直播已开始、结束或取消，不用再通知了");
  const there = await tx
    .selectFrom("broadcasts")
    .select("id")
    .where("livestream_id", "=", id)
    .where("livestream_part", "=", part)
    .where("state", "<>", "cancelled")
    .executeTakeFirst();
  if (there) return there.id;
  return createDraft(tx, by, part === "announcement" ? announcement(row) : reminder(row), now, { id, part });
}

/** A follower wants to be reminded. Harmless when repeated. Their consent to the template comes as `subscription-decided`. */
export async function askReminder(
  tx: Tx,
  livestreamId: string,
  openid: string,
  now: Date,
): Promise<{ done: true } | Refusal> {
  const row = await tx.selectFrom("livestreams").selectAll().where("id", "=", livestreamId).executeTakeFirst();
  if (!row) return absent();
  if (stateOf(row, now) !== "upcoming") return refuse("conflict", "直播已经开始或取消，不能再预约提醒");
  await tx
    .insertInto("livestream_reminders")
    .values({ livestream_id: livestreamId, openid, asked_at: now })
    .onConflict((same) => same.columns(["livestream_id", "openid"]).doNothing())
    .execute();
  return { done: true };
}
