import * as v from "valibot";
import { citizenSendable } from "./desk-content.ts";
import type {
  CitizenDesk,
  CitizenNews,
  CitizenTalk,
  DeskBoard,
  DeskOffer,
  DeskOverview,
  DeskTicket,
  DeskTicketView,
  EarlierTalk,
  FollowUp,
  Suggestion,
} from "./desk-views.ts";
import { answers, route } from "./route.ts";
import type { ConversationView } from "./staff-views.ts";
import { sentence } from "./sentence.ts";

const id = v.pipe(v.string(), v.uuid("编号不对"));
/** What a window of the console calls itself; empty for who has only one. */
export const windowName = v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{0,40}$/, "窗口的名字不对"));
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, "操作标识不对，请重试"));
const nothing = v.strictObject({});
const groupId = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
const talk = "/console/api/desk/conversations/:id";
const numberText = (most: number) =>
  v.pipe(v.string(), v.regex(/^\d{1,15}$/, "要是一个序号"), v.transform(Number), v.maxValue(most));

/** The desk beyond list, talk, take, say, note and close (staff.ts): for agents and supervisors. */
export const desk = {
  overview: route("GET", "/console/api/desk", nothing, answers<DeskOverview>()),
  setPresence: route(
    "POST",
    "/console/api/desk/presence",
    v.strictObject({ presence: v.picklist(["ready", "busy", "away"]) }),
    answers<DeskOverview>(),
  ),
  /** A collision sign; repeated every ten seconds while it goes on. Heard as the SSE event `sign` (DeskSign). */
  sign: route(
    "POST",
    `${talk}/signs`,
    v.strictObject({ id, doing: v.picklist(["views", "types", "gone"]) }),
    answers<{ done: true }>(),
  ),

  hold: route(
    "POST",
    `${talk}/hold`,
    v.strictObject({ id, reason: sentence(200), until: v.optional(v.pipe(v.string(), v.isoTimestamp("时间不对"))) }),
    answers<ConversationView>(),
  ),
  resume: route("POST", `${talk}/resume`, v.strictObject({ id }), answers<ConversationView>()),
  /** Back into the queue, to its old place. */
  requeue: route("POST", `${talk}/requeue`, v.strictObject({ id, note: sentence(500) }), answers<ConversationView>()),
  /** Offers the talk to a colleague or a group; it stays until somebody accepts. */
  offer: route(
    "POST",
    `${talk}/offers`,
    v.strictObject({
      id,
      to: v.union([v.strictObject({ staff: id }), v.strictObject({ group: groupId })], "请选择转给谁"),
      note: sentence(500),
    }),
    answers<ConversationView>(),
  ),
  /** Offers that wait for me, and mine that wait for others. */
  offers: route(
    "GET",
    "/console/api/desk/offers",
    nothing,
    answers<{ forMe: (DeskOffer & { conversationId: string })[]; mine: (DeskOffer & { conversationId: string })[] }>(),
  ),
  answerOffer: route(
    "POST",
    "/console/api/desk/offers/:id/answer",
    v.strictObject({ id, accept: v.boolean(), note: v.optional(sentence(300)) }),
    answers<ConversationView>(),
  ),
  withdrawOffer: route(
    "POST",
    "/console/api/desk/offers/:id/withdraw",
    v.strictObject({ id }),
    answers<ConversationView>(),
  ),

  /** Supervisors: read along, say a line, take over, stop. */
  listen: route("POST", `${talk}/listen`, v.strictObject({ id }), answers<ConversationView>()),
  stopListening: route("POST", `${talk}/stop-listening`, v.strictObject({ id }), answers<ConversationView>()),
  stepIn: route(
    "POST",
    `${talk}/step-in`,
    v.strictObject({ id, key, text: sentence(2000) }),
    answers<ConversationView>(),
  ),
  takeOver: route(
    "POST",
    `${talk}/take-over`,
    v.strictObject({ id, note: sentence(300) }),
    answers<ConversationView>(),
  ),

  recall: route(
    "POST",
    `${talk}/messages/:message/recall`,
    v.strictObject({ id, message: id }),
    answers<ConversationView>(),
  ),
  /** A new attempt. `sure`: somebody has looked and knows that an `unknown` one did not arrive. */
  retry: route(
    "POST",
    `${talk}/messages/:message/retry`,
    v.strictObject({ id, message: id, sure: v.optional(v.boolean()) }),
    answers<ConversationView>(),
  ),
  /** The way out once WeChat's window is closed: into the inbox of the mini-program of the bound person. */
  otherMeans: route(
    "POST",
    `${talk}/other-means`,
    v.strictObject({ id, key, text: sentence(500) }),
    answers<ConversationView>(),
  ),
  saveDraft: route(
    "PUT",
    `${talk}/draft`,
    v.strictObject({
      id,
      text: v.pipe(v.string(), v.maxLength(10_000, "草稿最多 10000 个字")),
      /** The window that saves, by the name it gave the feed: it is not told of its own. */
      window: v.optional(windowName, ""),
    }),
    answers<{ savedAt: string }>(),
  ),
  earlier: route("GET", `${talk}/earlier`, v.strictObject({ id }), answers<EarlierTalk[]>()),
  suggestions: route("GET", `${talk}/suggestions`, v.strictObject({ id }), answers<Suggestion[]>()),

  /** A ticket with the masked transcript; with `item`, also the draft of a case of the bound person. */
  openTicket: route(
    "POST",
    `${talk}/tickets`,
    v.strictObject({
      id,
      key,
      title: sentence(100),
      note: v.optional(v.pipe(v.string(), v.maxLength(1000, "说明最多 1000 个字")), ""),
      item: v.optional(v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,79}$/, "事项编号不对"))),
    }),
    answers<DeskTicketView>(),
  ),
  tickets: route(
    "GET",
    "/console/api/desk/tickets",
    v.strictObject({ state: v.optional(v.picklist(["open", "settled"]), "open") }),
    answers<DeskTicket[]>(),
  ),
  ticket: route("GET", "/console/api/desk/tickets/:id", v.strictObject({ id }), answers<DeskTicketView>()),
  settleTicket: route(
    "POST",
    "/console/api/desk/tickets/:id/settle",
    v.strictObject({ id, outcome: sentence(500) }),
    answers<DeskTicketView>(),
  ),

  /** Supervisors. */
  followUps: route(
    "GET",
    "/console/api/desk/follow-ups",
    v.strictObject({ state: v.optional(v.picklist(["open", "settled"]), "open") }),
    answers<FollowUp[]>(),
  ),
  followUpCalled: route("POST", "/console/api/desk/follow-ups/:id/called", v.strictObject({ id }), answers<FollowUp>()),
  settleFollowUp: route(
    "POST",
    "/console/api/desk/follow-ups/:id/settle",
    v.strictObject({
      id,
      outcome: v.picklist(["explained", "mended", "apologised", "unreachable", "unfounded"], "请选择处理结果"),
      report: sentence(1000),
    }),
    answers<FollowUp>(),
  ),
  board: route(
    "GET",
    "/console/api/desk/board",
    v.strictObject({
      /** Beijing days, both included; today when left out, at most 31. */
      from: v.optional(v.pipe(v.string(), v.isoDate("日期不对"))),
      to: v.optional(v.pipe(v.string(), v.isoDate("日期不对"))),
    }),
    answers<DeskBoard>(),
  ),
};

/** The citizen's own chat page: no quota of WeChat's. */
export const citizenDesk = {
  desk: route("GET", "/api/desk", nothing, answers<CitizenDesk>()),
  open: route(
    "POST",
    "/api/desk/conversations",
    v.strictObject({
      about: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(300, "最多 300 个字，其余的请进来以后再说")), ""),
      /** What led here: an item whose form failed, that was refused, or that needs the counter. The desk reads it. */
      led: v.optional(
        v.strictObject({
          item: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,79}$/, "事项编号不对")),
          by: v.picklist(["failed", "refused", "counter"]),
        }),
      ),
    }),
    answers<CitizenTalk>(),
  ),
  say: route(
    "POST",
    "/api/desk/conversations/:id/messages",
    v.strictObject({
      id,
      key,
      text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(10_000, "最多 10000 个字，请分几次发")), ""),
      attach: v.optional(citizenSendable),
    }),
    answers<CitizenNews>(),
  ),
  /** What is new after `after` (0: everything). With `wait`, answers when there is something, or after so many seconds. */
  news: route(
    "GET",
    "/api/desk/conversations/:id/messages",
    v.strictObject({ id, after: v.optional(numberText(Number.MAX_SAFE_INTEGER)), wait: v.optional(numberText(25)) }),
    answers<CitizenNews>(),
  ),
  recall: route(
    "POST",
    "/api/desk/conversations/:id/messages/:message/recall",
    v.strictObject({ id, message: id }),
    answers<CitizenNews>(),
  ),
  /** Still waiting, but not in front of the phone: answered in its turn. */
  leaveMessage: route(
    "POST",
    "/api/desk/conversations/:id/leave-message",
    v.strictObject({ id }),
    answers<CitizenTalk>(),
  ),
  /** The answer to `offer`: they go on waiting, in their place. */
  stay: route("POST", "/api/desk/conversations/:id/stay", v.strictObject({ id }), answers<CitizenTalk>()),
  leave: route("POST", "/api/desk/conversations/:id/leave", v.strictObject({ id }), answers<CitizenTalk>()),
  rate: route(
    "POST",
    "/api/desk/conversations/:id/rating",
    v.strictObject({
      id,
      level: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)),
      comment: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500, "最多 500 个字"))),
    }),
    answers<CitizenTalk>(),
  ),
};
