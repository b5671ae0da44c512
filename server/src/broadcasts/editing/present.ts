import type {
  AudienceRehearsal,
  BroadcastAudience,
  BroadcastCard,
  BroadcastDraft,
  BroadcastMeans,
  BroadcastState,
  BroadcastView,
  ExclusionReason,
} from "@wsi/shared/contract";
import { beijingDay } from "@wsi/shared/case";
import { broadcastPictures } from "@wsi/shared/contract";
import { daysBetween, monthOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { countAudience, countMassOfMonth, massQuota, rivalsOf } from "./audience.ts";
import { listVersions } from "./drafts.ts";
import { findFlaws } from "./flaws.ts";
import { defaultPace, type AudienceTags, type BroadcastParts } from "../parts.ts";
import { presentProgress } from "../results/progress.ts";
import { getDraft, type Broadcast } from "../record.ts";
import { renderBody } from "./render.ts";
import { actionsOf, approveBarred } from "./steps.ts";
import { presentRecall, recallActions, recallersOf, recallStateOf } from "../results/recall.ts";
import { listTemplates, miniTemplateOf } from "./templates.ts";

function audienceInWords(audience: BroadcastAudience, tags: AudienceTags): string {
  const labels = (codes: readonly string[]) => codes.map((code) => tags.label(code)).join("、");
  switch (audience.to) {
    case "all":
      return "全部关注者";
    case "tags": {
      const some = audience.anyOf.length === 0 ? "全部关注者" : labels(audience.anyOf);
      return audience.noneOf.length === 0 ? some : `${some}，不含${labels(audience.noneOf)}`;
    }
    case "openids":
      return `名单 ${audience.openids.length} 人`;
    case "reminders":
      return "预约了直播提醒的人";
  }
}

async function staffNames(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom("staff")
    .select(["id", "name"])
    .where("id", "in", [...new Set(ids)])
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

async function card(
  tx: Tx,
  tags: AudienceTags,
  one: Broadcast,
  by: string,
  draft: BroadcastDraft,
  now: Date,
): Promise<BroadcastCard> {
  return {
    id: one.id,
    title: one.title,
    means: one.means,
    state: one.state,
    stateReason: one.state_reason,
    version: one.version,
    audience: one.means === "publish" ? "公众号主页" : audienceInWords(draft.audience, tags),
    validFrom: one.valid_from,
    validUntil: one.valid_until,
    scheduledFor: one.scheduled_for?.toISOString() ?? null,
    createdBy: by,
    updatedAt: one.updated_at.toISOString(),
    progress: one.started_at === null ? null : await presentProgress(tx, one, now),
    recall: await recallStateOf(tx, one.id),
  };
}

export async function listBroadcasts(
  tx: Tx,
  tags: AudienceTags,
  wanted: { state?: BroadcastState | undefined; means?: BroadcastMeans | undefined; search?: string | undefined },
  now: Date,
): Promise<BroadcastCard[]> {
  let query = tx.selectFrom("broadcasts").selectAll().orderBy("updated_at", "desc").limit(200);
  if (wanted.state !== undefined) query = query.where("state", "=", wanted.state);
  if (wanted.means !== undefined) query = query.where("means", "=", wanted.means);
  if (wanted.search) query = query.where("title", "like", `%${wanted.search.replace(/[\\%_]/g, String.raw`\$&`)}%`);
  const rows = await query.execute();
  const names = await staffNames(
    tx,
    rows.map((row) => row.created_by),
  );
  const cards: BroadcastCard[] = [];
  for (const row of rows)
    cards.push(await card(tx, tags, row, names.get(row.created_by) ?? "", await getDraft(tx, row), now));
  return cards;
}

export const renderForConsole = ({ content }: BroadcastDraft, miniAppId: string): string[] =>
  content.kind === "articles"
    ? content.articles.map((article) =>
        renderBody(article, { pictureUrl: (id) => broadcastPictures.picture.replace(":id", id), miniAppId }),
      )
    : [];

export async function presentBroadcast(
  tx: Tx,
  { tags, account }: BroadcastParts,
  one: Broadcast,
  staffId: string,
  now: Date,
): Promise<BroadcastView> {
  const draft = await getDraft(tx, one);
  const events = await tx
    .selectFrom("broadcast_events")
    .selectAll()
    .where("broadcast_id", "=", one.id)
    .orderBy("id", "desc")
    .limit(200)
    .execute();
  const hands = [one.created_by, ...events.flatMap((row) => row.staff_id ?? []), ...(await recallersOf(tx, one.id))];
  const names = await staffNames(tx, hands);
  const versions = await listVersions(tx, one.id);
  return {
    ...(await card(tx, tags, one, names.get(one.created_by) ?? "", draft, now)),
    draft,
    html: renderForConsole(draft, account.miniAppId),
    actions: [...actionsOf(one, staffId), ...(await recallActions(tx, one, staffId))],
    recall: await presentRecall(tx, one.id, (id) => names.get(id) ?? "已离职"),
    approveBarred: one.state === "submitted" ? approveBarred(one, staffId) : null,
    flaws: findFlaws(draft, await listTemplates(tx, null)),
    history: events.map((row) => ({
      at: row.at.toISOString(),
      by: row.staff_id === null ? "系统" : (names.get(row.staff_id) ?? "已离职"),
      what: row.what,
      reason: row.reason,
      version: row.version,
    })),
    versions: versions.map((row) => ({ version: row.version, by: row.name ?? "", at: row.saved_at.toISOString() })),
    urls: one.urls,
  };
}

/** Who would get it now, and who not and why. */
export async function rehearse(
  tx: Tx,
  { tags }: Pick<BroadcastParts, "tags">,
  one: Broadcast,
  now: Date,
): Promise<AudienceRehearsal> {
  const draft = await getDraft(tx, one);
  const warnings: string[] = [];
  const today = beijingDay(now);
  if (draft.validUntil !== null) {
    const days = daysBetween(today, draft.validUntil);
    if (days < 0) warnings.push("内容已经失效，不能发送");
    else if (days <= 7) warnings.push(days === 0 ? "内容今天之后失效" : `内容 ${days} 天后失效`);
  }
  if (draft.means === "publish") return { total: 0, reached: 0, excluded: [], minutes: 0, calls: 2, warnings };
  const rivals = draft.means === "mass" ? await rivalsOf(tx, one.id, now) : [];
  const counts = await countAudience(tx, { draft, rivals, now }, draft.audience, tags, await miniTemplateOf(tx, draft));
  const reached = counts.get(null) ?? 0;
  const excluded = [...counts]
    .filter((entry): entry is [ExclusionReason, number] => entry[0] !== null)
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count);
  const batch = Math.min(defaultPace.massBatch, draft.ratePerMinute);
  const calls = draft.means === "mass" ? Math.ceil(reached / batch) : draft.means === "inbox" ? 0 : reached;
  if (reached === 0) warnings.push("现在没有人会收到");
  if (draft.means === "mass") {
    if (reached === 1) warnings.push("微信群发至少要两位接收人，请改用客服消息");
    const { sent, planned } = await countMassOfMonth(tx, monthOf(today));
    const left = massQuota - sent;
    warnings.push(
      `${Number(monthOf(today).slice(5))} 月已群发 ${sent} 次，待发 ${planned} 次；每人每月最多收 ${massQuota} 条`,
    );
    if (left <= 0) warnings.push("本月次数可能已用完，收满的人会被排除；在公众平台后台直接群发的也计入，本系统看不到");
  }
  return {
    total: reached + excluded.reduce((sum, one_) => sum + one_.count, 0),
    reached,
    excluded,
    minutes: Math.ceil(
      Math.max(reached / draft.ratePerMinute, draft.means === "mass" ? calls / defaultPace.massCallsPerMinute : 0),
    ),
    calls,
    warnings,
  };
}
