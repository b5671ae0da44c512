import * as v from "valibot";
import { sendable } from "./desk-content.ts";
import { answers, route } from "./route.ts";
import type {
  ConversationCard,
  ConversationView,
  PersonCard,
  SignInStep,
  Slip,
  StaffCaseCard,
  StaffCaseView,
  StaffMe,
} from "./staff-views.ts";
import { sentence } from "./sentence.ts";

const id = v.pipe(v.string(), v.uuid("编号不对"));
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, "操作标识不对，请重试"));
const nothing = v.strictObject({});

/** What the staff console says to the server. Signed in by a cookie; every change carries the header `X-Console: 1`. */
export const staff = {
  signIn: route(
    "POST",
    "/console/api/session",
    v.strictObject({
      account: v.pipe(v.string(), v.maxLength(60)),
      password: v.pipe(v.string(), v.maxLength(200)),
      /** Six digits of the app, or a recovery code. */
      code: v.optional(v.pipe(v.string(), v.maxLength(40))),
    }),
    answers<SignInStep>(),
  ),
  signOut: route("DELETE", "/console/api/session", nothing, answers<{ done: true }>()),
  me: route("GET", "/console/api/me", nothing, answers<StaffMe>()),

  cases: route(
    "GET",
    "/console/api/cases",
    v.strictObject({
      queue: v.optional(v.picklist(["todo", "waiting", "done"]), "todo"),
      item: v.optional(v.pipe(v.string(), v.maxLength(80))),
    }),
    answers<StaffCaseCard[]>(),
  ),
  case: route("GET", "/console/api/cases/:id", v.strictObject({ id }), answers<StaffCaseView>()),
  actOnCase: route(
    "POST",
    "/console/api/cases/:id/actions",
    v.strictObject({
      id,
      key,
      action: v.picklist(["accept", "return", "approve", "decline"]),
      /** For `return`: every gap at once, each at a question or a material of the item. */
      gaps: v.optional(
        v.pipe(
          v.array(v.strictObject({ field: v.pipe(v.string(), v.maxLength(64)), what: sentence(200) })),
          v.maxLength(30),
        ),
      ),
      /** For `decline`. */
      because: v.optional(sentence(300)),
      instead: v.optional(sentence(300)),
    }),
    answers<StaffCaseView>(),
  ),
  /**
   * The answer to a requested correction: what was done, or why not and what instead. What changes the ledger is `proposed` by one and
   * `corrected` by another, who confirms the first one's words or sends it back with a note.
   */
  decideCorrection: route(
    "POST",
    "/console/api/cases/:id/correction",
    v.strictObject({
      id,
      key,
      outcome: v.picklist(["proposed", "sent-back", "corrected", "refused"]),
      /** Left out by who confirms. */
      because: v.optional(sentence(300)),
      instead: v.optional(sentence(300)),
    }),
    answers<StaffCaseView>(),
  ),
  /** Shows one masked field of an applicant in full; the reason is kept and shown to the citizen. */
  /** 暂缓清除: keeps a case from being erased at the end of its term, or no longer. */
  holdCase: route(
    "POST",
    "/console/api/cases/:id/hold",
    v.strictObject({ id, held: v.boolean(), reason: sentence(200) }),
    answers<StaffCaseView>(),
  ),
  reveal: route(
    "POST",
    "/console/api/cases/:id/reveal",
    v.strictObject({ id, field: v.picklist(["name", "idNumber", "mobile"]), reason: sentence(100) }),
    answers<{ value: string }>(),
  ),

  /** By whole ID number, in the body so that it reaches no URL. */
  findPerson: route(
    "POST",
    "/console/api/people/search",
    v.strictObject({ idNumber: v.pipe(v.string(), v.maxLength(40)) }),
    answers<PersonCard | null>(),
  ),
  issueSlip: route(
    "POST",
    "/console/api/people/:id/slips",
    v.strictObject({ id, idChecked: v.literal(true, "请先核对身份证原件") }),
    answers<Slip>(),
  ),

  conversations: route(
    "GET",
    "/console/api/desk/conversations",
    nothing,
    answers<{ seq: number; conversations: ConversationCard[]; ready: boolean }>(),
  ),
  conversation: route(
    "GET",
    "/console/api/desk/conversations/:id",
    /** With `after`, a `seq` of the talk: of its messages only the later ones. What changed in earlier ones is told by the feed. */
    v.strictObject({
      id,
      after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,9}$/, "要是一个序号"), v.transform(Number))),
    }),
    answers<ConversationView>(),
  ),
  setReady: route(
    "POST",
    "/console/api/desk/ready",
    v.strictObject({ ready: v.boolean() }),
    answers<{ ready: boolean }>(),
  ),
  take: route("POST", "/console/api/desk/conversations/:id/take", v.strictObject({ id }), answers<ConversationView>()),
  say: route(
    "POST",
    "/console/api/desk/conversations/:id/messages",
    v.strictObject({
      id,
      key,
      /** Words; may be left out when something is attached. */
      text: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000, "最多 2000 个字")), ""),
      attach: v.optional(sendable),
    }),
    answers<ConversationView>(),
  ),
  note: route(
    "POST",
    "/console/api/desk/conversations/:id/notes",
    v.strictObject({ id, text: sentence(1000) }),
    answers<ConversationView>(),
  ),
  close: route(
    "POST",
    "/console/api/desk/conversations/:id/close",
    v.strictObject({
      id,
      summary: sentence(500),
      tags: v.pipe(
        v.array(
          v.pipe(v.string(), v.trim(), v.minLength(1, "标签不能是空的"), v.maxLength(20, "一个标签最多 20 个字")),
        ),
        v.maxLength(8, "最多 8 个标签"),
      ),
    }),
    answers<ConversationView>(),
  ),
};

/**
 * Not JSON, so not typed routes:
 *   GET /console/api/desk/feed?after=<seq>   text/event-stream of DeskEvent, `id:` is the seq; `event: sign` carries a DeskSign, `event: read` a DeskRead; `event: draft` says
 *     that another window of mine than `window` saved a draft: ask deskScreen.drafts
 *   GET /console/api/files/:id               the bytes of a material, for reviewers of its case
 */
export const staffStreams = { feed: "/console/api/desk/feed", file: "/console/api/files/:id" } as const;
