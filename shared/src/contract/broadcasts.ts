import * as v from "valibot";
import {
  broadcastDraftSchema,
  broadcastMeans,
  instantSchema,
  linkSchema,
  livestreamSchema,
  openidSchema,
} from "./broadcast-content.ts";
import {
  broadcastStates,
  recipientStates,
  type AudienceRehearsal,
  type AudienceTag,
  type BroadcastCard,
  type BroadcastMonth,
  type BroadcastOverview,
  type BroadcastProgress,
  type BroadcastRecipient,
  type BroadcastStatistics,
  type BroadcastView,
  type ContentCalendar,
  type LivestreamView,
  type SubscriptionTemplate,
} from "./broadcast-views.ts";
import { answers, route } from "./route.ts";

const id = v.pipe(v.string(), v.uuid("编号不对"));
const one = v.strictObject({ id });
const nothing = v.strictObject({});
const month = v.pipe(v.string(), v.regex(/^20\d{2}-(0[1-9]|1[0-2])$/, "月份不对"));
const sentence = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, "请填写原因"), v.maxLength(max, `最多 ${max} 个字`));
/** The version that was on the screen: somebody else's later change is answered `stale`. */
const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const step = v.strictObject({ id, version });

const at = "/console/api/broadcasts";

/**
 * Broadcasts for the staff console: roles `editor` and `supervisor`. Every change of state answers the whole view anew. Refusals:
 * `stale` (changed meanwhile), `conflict` (not possible in this state), `not-allowed` (maker ≠ checker), `refused` (forbidden words,
 * limits; `problems` name each with its place).
 */
export const broadcastRoutes = {
  /** Newest first, at most 200. */
  list: route(
    "GET",
    at,
    v.strictObject({
      state: v.optional(v.picklist(broadcastStates)),
      means: v.optional(v.picklist(broadcastMeans)),
      search: v.optional(v.pipe(v.string(), v.maxLength(60))),
    }),
    answers<BroadcastCard[]>(),
  ),
  view: route("GET", `${at}/:id`, one, answers<BroadcastView>()),
  /** Content of an earlier version, for comparing and taking back. */
  versionOf: route(
    "GET",
    `${at}/:id/versions/:version`,
    v.strictObject({ id, version: v.pipe(v.string(), v.regex(/^\d{1,6}$/)) }),
    answers<{ version: number; draft: BroadcastView["draft"]; html: string[] }>(),
  ),
  /** A new draft. */
  create: route("POST", at, v.strictObject({ draft: broadcastDraftSchema }), answers<BroadcastView>()),
  /** Saves a draft as its next version; `version` is the one that was edited. */
  save: route(
    "PUT",
    `${at}/:id`,
    v.strictObject({ id, version, draft: broadcastDraftSchema }),
    answers<BroadcastView>(),
  ),
  remove: route("DELETE", `${at}/:id`, one, answers<{ done: true }>()),
  copy: route("POST", `${at}/:id/copy`, one, answers<BroadcastView>()),

  /**
   * Sends it to one follower now, whatever the state; in the body, so that nobody's name reaches a URL. `to`: an openid, or for articles
   * and mass texts a WeChat name 微信号.
   */
  preview: route(
    "POST",
    `${at}/:id/preview`,
    v.strictObject({ id, to: v.pipe(v.string(), v.trim(), v.minLength(1, "请填写微信号"), v.maxLength(64, "太长了")) }),
    answers<{ sent: true } | { sent: false; message: string }>(),
  ),
  submit: route("POST", `${at}/:id/submit`, step, answers<BroadcastView>()),
  /** submitted | approved → draft. */
  withdraw: route("POST", `${at}/:id/withdraw`, step, answers<BroadcastView>()),
  /** Never by who wrote or submitted it. */
  approve: route("POST", `${at}/:id/approve`, step, answers<BroadcastView>()),
  reject: route(
    "POST",
    `${at}/:id/reject`,
    v.strictObject({ id, version, reason: sentence(200) }),
    answers<BroadcastView>(),
  ),
  /** `at` null: now. */
  schedule: route(
    "POST",
    `${at}/:id/schedule`,
    v.strictObject({ id, version, at: v.nullable(instantSchema) }),
    answers<BroadcastView>(),
  ),
  /** scheduled → approved. */
  unschedule: route("POST", `${at}/:id/unschedule`, step, answers<BroadcastView>()),
  pause: route("POST", `${at}/:id/pause`, one, answers<BroadcastView>()),
  resume: route("POST", `${at}/:id/resume`, one, answers<BroadcastView>()),
  /** Articles of a mass message that went out. A supervisor's word is enough; an editor's waits for `decideRecall`. */
  recall: route("POST", `${at}/:id/recall`, v.strictObject({ id, reason: sentence(200) }), answers<BroadcastView>()),
  /** Never by who asked for it. A no needs a reason. */
  decideRecall: route(
    "POST",
    `${at}/:id/recall/decision`,
    v.strictObject({ id, agree: v.boolean(), reason: v.optional(sentence(200)) }),
    answers<BroadcastView>(),
  ),
  /** What was sent stays sent; the rest is not. */
  cancel: route("POST", `${at}/:id/cancel`, v.strictObject({ id, reason: sentence(200) }), answers<BroadcastView>()),

  /** Who would get it now and who not, by reason. Counts only. */
  rehearse: route("GET", `${at}/:id/rehearsal`, one, answers<AudienceRehearsal>()),
  progress: route("GET", `${at}/:id/progress`, one, answers<BroadcastProgress>()),
  /** 50 a page, masked. `after`: the last `ref` of the page before. A POST: a ref reaches no URL. */
  recipients: route(
    "POST",
    `${at}/:id/recipients`,
    v.strictObject({ id, state: v.optional(v.picklist(recipientStates)), after: v.optional(openidSchema) }),
    answers<{ rows: BroadcastRecipient[]; next: string | null }>(),
  ),
  /** A person decides about a row of unknown fate. */
  settle: route(
    "POST",
    `${at}/:id/settle`,
    v.strictObject({ id, ref: openidSchema, as: v.picklist(["sent", "failed"]), reason: sentence(200) }),
    answers<BroadcastProgress>(),
  ),
  statistics: route("GET", `${at}/:id/statistics`, one, answers<BroadcastStatistics>()),
  overview: route(
    "GET",
    "/console/api/broadcast-overview",
    v.strictObject({ from: month, to: month }),
    answers<BroadcastOverview>(),
  ),
  monthFigures: route("GET", "/console/api/broadcast-month", v.strictObject({ month }), answers<BroadcastMonth>()),
  calendar: route("GET", "/console/api/content-calendar", v.strictObject({ month }), answers<ContentCalendar>()),

  audienceTags: route("GET", "/console/api/broadcast-audience-tags", nothing, answers<AudienceTag[]>()),
  templates: route("GET", "/console/api/subscription-templates", nothing, answers<SubscriptionTemplate[]>()),
  /** Brings the list in line with what was chosen at WeChat, for the account and the mini-program. */
  refreshTemplates: route(
    "POST",
    "/console/api/subscription-templates/refresh",
    nothing,
    answers<SubscriptionTemplate[]>(),
  ),

  livestreams: route(
    "GET",
    "/console/api/livestreams",
    v.strictObject({ which: v.optional(v.picklist(["upcoming", "replays", "all"]), "all") }),
    answers<LivestreamView[]>(),
  ),
  createLivestream: route(
    "POST",
    "/console/api/livestreams",
    v.strictObject({ livestream: livestreamSchema }),
    answers<LivestreamView>(),
  ),
  saveLivestream: route(
    "PUT",
    "/console/api/livestreams/:id",
    v.strictObject({ id, livestream: livestreamSchema }),
    answers<LivestreamView>(),
  ),
  /** Cancels its announcement and reminder too, if they are not out. Who asked to be reminded is told, with the reason. */
  cancelLivestream: route(
    "POST",
    "/console/api/livestreams/:id/cancel",
    v.strictObject({ id, reason: sentence(200) }),
    answers<LivestreamView>(),
  ),
  /** Into the replay library; null takes it out. */
  setReplay: route(
    "POST",
    "/console/api/livestreams/:id/replay",
    v.strictObject({ id, url: v.nullable(linkSchema) }),
    answers<LivestreamView>(),
  ),
  /** Drafts, filled in, that go the usual way of approval. Again: answers the same draft. */
  draftAnnouncement: route("POST", "/console/api/livestreams/:id/announcement", one, answers<BroadcastView>()),
  draftReminder: route("POST", "/console/api/livestreams/:id/reminder", one, answers<BroadcastView>()),
};

/**
 * Not JSON, so not typed routes:
 *   POST /console/api/broadcast-pictures       multipart, one file `file`: jpg or png up to 1 MB → BroadcastPicture
 *   GET  /console/api/broadcast-pictures/:id   its bytes
 */
export const broadcastPictures = {
  upload: "/console/api/broadcast-pictures",
  picture: "/console/api/broadcast-pictures/:id",
} as const;
