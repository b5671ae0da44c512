import * as v from "valibot";
import type { AudienceTag } from "./broadcast-views.ts";
import { answers, route } from "./route.ts";

/** Audience kinds 受众类别 of followers, beside the districts: what the tags at WeChat are called. */
export const audienceKinds: Readonly<Record<string, string>> = {
  employer: "单位经办人",
  flexible: "灵活就业人员",
  unemployed: "失业人员",
  retired: "退休人员",
};
/** The one kind that staff may set by hand. */
export const markedByHand = "employer";

/** Bringing our list in line with WeChat's: first all its pages, then the details of everybody. */
export interface FollowerSyncView {
  id: string;
  state: "running" | "done" | "failed";
  phase: "pages" | "details";
  /** How many follow, by WeChat; null until its first page. */
  total: number | null;
  /** How many its pages have shown. */
  seen: number;
  /** How many have to be asked about; null until the pages are through. */
  toCheck: number | null;
  checked: number;
  joined: number;
  left: number;
  /** Newly joined to a bound person. */
  linked: number;
  startedAt: string;
  finishedAt: string | null;
  /** Null: by the clock. */
  by: string | null;
  /** What is in the way; it goes on by itself while `running`. */
  trouble: string | null;
}
export interface FollowerProgress {
  sync: FollowerSyncView | null;
  /** Tag memberships that WeChat does not have yet. */
  unpushed: number;
  /** Why tags do not get on. */
  tagTrouble: string | null;
}
export interface FollowerTagView extends AudienceTag {
  /** WeChat's number; null: not there yet. */
  wechatId: number | null;
}
export interface FollowerOverview extends FollowerProgress {
  following: number;
  left: number;
  /** Of those who follow. */
  bound: number;
  tags: FollowerTagView[];
  /** The last 30 days, oldest first, today included; 'YYYY-MM-DD' in Beijing. */
  growth: { day: string; joined: number; left: number }[];
}

export interface FollowerRow {
  /** Names the follower to us; the openid stays on the server. */
  number: number;
  /** The last six characters of the openid. */
  tail: string;
  followedAt: string | null;
  /** Null: follows. */
  leftAt: string | null;
  bound: boolean;
  tags: { code: string; label: string; byHand: boolean }[];
}
export interface FollowerPage {
  rows: FollowerRow[];
  total: number;
  page: number;
}
export interface FollowerMark {
  at: string;
  /** Null: by the machine. */
  by: string | null;
  marked: boolean;
  reason: string;
}

export const followerPageSize = 50;
export const followerReasonLength = 100;

const nothing = v.strictObject({});
const number = v.pipe(v.string(), v.regex(/^\d{1,15}$/, "关注者编号不对"));
const at = "/console/api/followers";

/** Followers of the official account 粉丝. */
export const followerRoutes = {
  overview: route("GET", `${at}/overview`, nothing, answers<FollowerOverview>()),
  progress: route("GET", `${at}/progress`, nothing, answers<FollowerProgress>()),
  /** By POST, since the end of an openid must not travel in an address. */
  search: route(
    "POST",
    `${at}/search`,
    v.strictObject({
      tag: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}$/))),
      following: v.optional(v.picklist(["yes", "no", "all"]), "yes"),
      bound: v.optional(v.picklist(["yes", "no", "all"]), "all"),
      /** The end of an openid. */
      tail: v.optional(
        v.pipe(v.string(), v.trim(), v.regex(/^(|[A-Za-z0-9_-]{4,64})$/, "请输入编号结尾的至少 4 位，字母区分大小写")),
        "",
      ),
      page: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000)), 1),
    }),
    answers<FollowerPage>(),
  ),
  /** Starts a synchronisation; conflict when one is under way. */
  sync: route("POST", `${at}/sync`, nothing, answers<FollowerProgress>()),
  /** Marks a follower as an employer's clerk 单位经办人, or takes the mark away. */
  mark: route(
    "POST",
    `${at}/:number/mark`,
    v.strictObject({
      number,
      marked: v.boolean(),
      reason: v.pipe(
        v.string(),
        v.trim(),
        v.minLength(1, "请写明依据"),
        v.maxLength(followerReasonLength, `依据最多 ${followerReasonLength} 个字`),
      ),
    }),
    answers<FollowerRow>(),
  ),
  /** Newest first. */
  marks: route("GET", `${at}/:number/marks`, v.strictObject({ number }), answers<FollowerMark[]>()),
};
