import { beijingDay } from "@wsi/shared/case";
import type { BroadcastDraft } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import { refuse, type Refusal } from "../../refusal.ts";
import { createDraft, type ForLivestream } from "../editing/drafts.ts";
import { absent, livestreamMoment, lockLivestream, stateOf, type Livestream } from "./livestreams.ts";
import { livestreamTemplate } from "../editing/templates.ts";

const whereToWatch = (row: Livestream): string => {
  const channel = row.channel === "" ? "" : `在微信里搜视频号「${row.channel}」`;
  if (row.watch_url === null) return `到时请${channel}观看。`;
  return channel === "" ? "到时请点「阅读原文」观看。" : `到时请点「阅读原文」，或${channel}观看。`;
};

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
          digest: `${livestreamMoment(row.starts_at)}开播，欢迎预约`.slice(0, 128),
          cover: row.cover,
          sourceUrl: row.watch_url,
          blocks: [
            { kind: "heading", text: row.title },
            { kind: "paragraph", runs: [{ text: "时间：", bold: true }, { text: livestreamMoment(row.starts_at) }] },
            { kind: "paragraph", runs: [{ text: row.about }] },
            { kind: "paragraph", runs: [{ text: whereToWatch(row) }] },
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
      time2: livestreamMoment(row.starts_at),
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
  const row = await lockLivestream(tx, id);
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
