import type { BroadcastDraft, BroadcastMeans } from "./broadcast-content.ts";

/** What the staff console sees of broadcasts. Instants are ISO UTC; days and months are Beijing's; counts are people unless said. */

/**
 * draft → submitted → approved → scheduled → sending ⇄ paused → sent. A rejected or withdrawn one is a draft again; cancelled before
 * or while it is sent; failed when it could not be sent at all (`stateReason` says why). `approved` waits for `schedule`.
 */
export const broadcastStates = [
  "draft",
  "submitted",
  "approved",
  "scheduled",
  "sending",
  "paused",
  "sent",
  "cancelled",
  "failed",
] as const;
export type BroadcastState = (typeof broadcastStates)[number];
export const broadcastStateName: Readonly<Record<BroadcastState, string>> = {
  draft: "草稿",
  submitted: "待审核",
  approved: "已通过，待排期",
  scheduled: "已排期",
  sending: "发送中",
  paused: "已暂停",
  sent: "已发完",
  cancelled: "已取消",
  failed: "未能发出",
};

/** `unknown`: left us, and nobody knows whether it arrived; never repeated by the machine. `delivered`: WeChat confirmed it. */
export const recipientStates = ["queued", "sending", "sent", "delivered", "failed", "unknown", "excluded"] as const;
export type RecipientState = (typeof recipientStates)[number];
export const recipientStateName: Readonly<Record<RecipientState, string>> = {
  queued: "排队中",
  sending: "正在发",
  sent: "已发出",
  delivered: "已送达",
  failed: "失败",
  unknown: "结果不明",
  excluded: "不发",
};

export const exclusionReasons = [
  "unfollowed",
  "never-followed",
  "quota",
  "blocked",
  "no-consent",
  "window-closed",
  "not-bound",
] as const;
export type ExclusionReason = (typeof exclusionReasons)[number];
export const exclusionName: Readonly<Record<ExclusionReason, string>> = {
  unfollowed: "已取消关注",
  "never-followed": "没有关注过公众号",
  quota: "本月 4 条群发已用完",
  blocked: "拒收消息",
  "no-consent": "没有订阅这个模板，或同意的次数已用完",
  "window-closed": "48 小时内没有互动",
  "not-bound": "没有绑定社保账户",
};

/** What the person who asks may do now; the server decides, the screen only shows. */
export const broadcastActions = [
  "edit",
  "delete",
  "preview",
  "submit",
  "withdraw",
  "approve",
  "reject",
  "schedule",
  "unschedule",
  "pause",
  "resume",
  "cancel",
  "recall",
  "decide-recall",
] as const;
export type BroadcastAction = (typeof broadcastActions)[number];

/**
 * 群发撤回: the articles' pages are taken away at WeChat; their cards stay in the chats. asked: a second person must agree; running: WeChat
 * is being told; partly: some of its messages could not be taken back.
 */
export type BroadcastRecallState = "asked" | "running" | "done" | "partly";
export const broadcastRecallName: Readonly<Record<BroadcastRecallState, string>> = {
  asked: "等确认撤回",
  running: "正在撤回",
  done: "已撤回",
  partly: "没有全部撤回",
};
export interface BroadcastRecall {
  state: BroadcastRecallState;
  reason: string;
  askedBy: string;
  askedAt: string;
  decidedBy: string | null;
  decidedAt: string | null;
  /** Mass messages, each for up to 10 000 people. `unnumbered`: went out, but WeChat's number of them never came. */
  messages: { total: number; gone: number; failed: number; unnumbered: number };
  /** What to do about those that failed. */
  advice: string | null;
}

export interface BroadcastCard {
  id: string;
  title: string;
  means: BroadcastMeans;
  state: BroadcastState;
  /** Why it paused, failed, was rejected or cancelled; null when there is nothing to say. */
  stateReason: string | null;
  version: number;
  /** 「武昌区、失业人员」 or 「全部关注者」. */
  audience: string;
  validFrom: string | null;
  validUntil: string | null;
  scheduledFor: string | null;
  createdBy: string;
  updatedAt: string;
  progress: BroadcastProgress | null;
  recall: BroadcastRecallState | null;
}

export interface BroadcastView extends Omit<BroadcastCard, "recall"> {
  recall: BroadcastRecall | null;
  draft: BroadcastDraft;
  /** One rendered HTML per article, as WeChat will show it (pictures by our own address); empty for other contents. */
  html: string[];
  actions: BroadcastAction[];
  /** Why approving is not offered to who asks, when it is not: 「不能审核自己写的内容」. */
  approveBarred: string | null;
  /** Forbidden words, foreign links and gaps, found by the same check that `submit` applies. Empty: may be submitted. */
  flaws: BroadcastFlaw[];
  /** Newest first. */
  history: { at: string; by: string; what: string; reason: string | null; version: number }[];
  versions: { version: number; by: string; at: string }[];
  /** Addresses of the articles at WeChat, once known. */
  urls: string[];
}

/** One thing that must be mended before submitting. */
export interface BroadcastFlaw {
  /** 「第 2 篇正文第 3 段」. */
  where: string;
  /** The word, link or field. */
  what: string;
  /** How to mend it. */
  message: string;
}

export interface BroadcastProgress {
  /** Recipients are still being listed: `total` grows. */
  preparing: boolean;
  /** Everybody in the audience, the excluded with them. */
  total: number;
  counts: Record<RecipientState, number>;
  excluded: { reason: ExclusionReason; count: number }[];
  /** Over the last minute; null before the first. */
  sentPerMinute: number | null;
  /** Of the last 200 results, percent failed or unknown; null below 20 results. */
  errorPercent: number | null;
  startedAt: string | null;
  finishedAt: string | null;
  /** At the present rate; null when unknown. */
  expectedEnd: string | null;
  stateReason: string | null;
  state: BroadcastState;
}

/** What would happen if it were sent now. */
export interface AudienceRehearsal {
  total: number;
  reached: number;
  excluded: { reason: ExclusionReason; count: number }[];
  /** Minutes it takes at its rate. */
  minutes: number;
  /** Calls to WeChat. */
  calls: number;
  /** In words: 「今年11月还剩 2 次群发」, 「此内容 3 天后失效」. */
  warnings: string[];
}

export interface BroadcastRecipient {
  /** Names the row for `settle`; not to be shown. */
  ref: string;
  /** 张** when bound, else 关注者 and four characters. */
  name: string;
  state: RecipientState;
  /** In words. */
  reason: string | null;
  at: string | null;
}

export interface BroadcastStatistics {
  progress: BroadcastProgress;
  /** For a chart: people by minute, or by hour when it took long; moments without any are left out. */
  unit: "minute" | "hour";
  pace: { at: string; sent: number; delivered: number; failed: number; unknown: number }[];
  /** Why people failed or are of unknown fate, the most frequent first; at most 20. */
  reasons: { state: "failed" | "unknown"; reason: string; count: number }[];
  /** Who left the account within 24 hours after it reached them; null before the first was sent. */
  unfollowed: number | null;
  /** WeChat's own figures from the result events; null before the first. For means `mass`. */
  wechat: { total: number; filtered: number; sent: number; failed: number; messages: number } | null;
}
export interface BroadcastOverview {
  /** One entry a month, oldest first, months without broadcasts included. */
  months: {
    month: string;
    broadcasts: number;
    people: number;
    delivered: number;
    sent: number;
    failed: number;
    unknown: number;
    excluded: number;
  }[];
  means: { means: BroadcastMeans; broadcasts: number; people: number }[];
}

/** Figures of the broadcasts that began in one month. Percents are whole; null when nobody was sent to. */
export interface BroadcastMonth {
  month: string;
  means: {
    means: BroadcastMeans;
    broadcasts: number;
    /** Sent and delivered. */
    reached: number;
    delivered: number;
    failed: number;
    unknown: number;
    excluded: number;
    failedPercent: number | null;
  }[];
  /** Newest first, at most 100. */
  broadcasts: {
    id: string;
    title: string;
    means: BroadcastMeans;
    state: BroadcastState;
    startedAt: string;
    reached: number;
    delivered: number;
    failed: number;
    unknown: number;
    /** Who left within 24 hours after it reached them. */
    unfollowed: number;
  }[];
}

/** The content calendar 内容日历. */
export interface ContentCalendar {
  month: string;
  /** Those scheduled, sent, or valid in the month. `day`: when it goes or went out; null when that is open. */
  entries: {
    id: string;
    title: string;
    means: BroadcastMeans;
    state: BroadcastState;
    day: string | null;
    validFrom: string | null;
    validUntil: string | null;
  }[];
  livestreams: { id: string; title: string; startsAt: string; state: LivestreamView["state"] }[];
  /** Mass messages of this month: WeChat lets a follower have four. `planned` are scheduled or approved and not sent. */
  quota: { of: number; sent: number; planned: number; left: number };
  /** Content that is still out and ends within seven days, or has ended. */
  alarms: { id: string; title: string; validUntil: string; kind: "ends-soon" | "ended"; message: string }[];
}

export interface BroadcastPicture {
  id: string;
  /** Where the console shows it from. */
  url: string;
  name: string;
  bytes: number;
}

export interface SubscriptionTemplate {
  id: string;
  title: string;
  /** True: 长期订阅, one consent lasts; false: one consent, one message. */
  longTerm: boolean;
  /** Whose: of the account 服务号订阅通知, to its followers; or of the mini-program 小程序订阅消息, to whoever agreed in it. */
  app: "account" | "mini-program";
  /** `max`: characters WeChat accepts in it. */
  fields: { name: string; label: string; max: number }[];
  /** Followers who may get one now. */
  consenting: number;
}
export interface AudienceTag {
  code: string;
  label: string;
  group: "district" | "kind" | "other";
  followers: number;
}

export interface LivestreamView {
  id: string;
  title: string;
  about: string;
  startsAt: string;
  endsAt: string;
  watchUrl: string | null;
  /** Name of the channel 视频号; "": none. */
  channel: string;
  cover: string | null;
  remindMinutes: number;
  /** By the clock, unless cancelled. */
  state: "upcoming" | "live" | "over" | "cancelled";
  /** Why it was cancelled. */
  cancelReason: string | null;
  /** In the replay library 回看. */
  replayUrl: string | null;
  /** How many asked to be reminded. */
  reminders: number;
  /** The broadcasts made for it, which go the usual way of approval. */
  announcement: { id: string; state: BroadcastState } | null;
  reminder: { id: string; state: BroadcastState } | null;
}
