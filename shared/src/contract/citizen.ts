import * as v from "valibot";
import { forWhom } from "./delegation.ts";
import { answers, route } from "./route.ts";
import type {
  CaseCard,
  CaseView,
  Enrolment,
  FileView,
  ItemCard,
  ItemView,
  KeepingView,
  Me,
  Notice,
  PaymentMonth,
  Preview,
} from "./views.ts";

const id = v.pipe(v.string(), v.uuid("编号不对，请从列表重新进入"));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,79}$/, "事项编号不对"));
/** Chosen by the client once per press of a button, so that a repeated request happens once. */
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, "操作标识不对，请重试"));
const answerMap = v.record(v.pipe(v.string(), v.maxLength(64)), v.unknown());
const lookedUp = { for: forWhom, employee: v.optional(id) };
const nothing = v.strictObject({});

/** What the mini-program (weapp and h5) says to the server. Signed in by `Authorization: Bearer <token>`. */
export const citizen = {
  signIn: route(
    "POST",
    "/api/session",
    v.strictObject({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(200)) }),
    answers<{ token: string; me: Me }>(),
  ),
  signOut: route("DELETE", "/api/session", nothing, answers<{ done: true }>()),
  me: route("GET", "/api/me", nothing, answers<Me>()),
  /** Binds this WeChat to a person with the activation slip 密码条 handed out at a counter. */
  bind: route(
    "POST",
    "/api/me/binding",
    v.strictObject({
      idNumber: v.pipe(v.string(), v.maxLength(40)),
      slip: v.pipe(v.string(), v.maxLength(40)),
      mobile: v.pipe(v.string(), v.maxLength(40)),
      consent: v.literal(true, "请先阅读并同意个人信息处理告知"),
    }),
    answers<Me>(),
  ),
  unbind: route("DELETE", "/api/me/binding", nothing, answers<Me>()),

  items: route("GET", "/api/items", nothing, answers<ItemCard[]>()),
  /** 个人信息保存多久. */
  keeping: route("GET", "/api/keeping", nothing, answers<KeepingView>()),
  /** Judged for the one chosen by `for`. */
  item: route("GET", "/api/items/:code", v.strictObject({ code, for: forWhom }), answers<ItemView>()),

  /** Of the person chosen by `for`; an employer's clerk names one of its employees and sees what is with that employer. */
  enrolments: route("GET", "/api/enrolments", v.strictObject(lookedUp), answers<Enrolment[]>()),
  /** Newest month first; `asOf` is when the ledger was read. */
  payments: route(
    "GET",
    "/api/payments",
    v.strictObject({
      ...lookedUp,
      months: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), v.minValue(1), v.maxValue(120))),
    }),
    answers<{ asOf: string; months: PaymentMonth[] }>(),
  ),

  cases: route("GET", "/api/cases", nothing, answers<CaseCard[]>()),
  /** Opens a draft, or answers the draft of that item which is already there. */
  openCase: route(
    "POST",
    "/api/cases",
    v.strictObject({
      item: code,
      for: forWhom,
      /** For items about an employee: one of the employer's, or somebody new, by what stands on their ID card. */
      employee: v.optional(id),
      newcomer: v.optional(
        v.strictObject({ idNumber: v.pipe(v.string(), v.maxLength(40)), name: v.pipe(v.string(), v.maxLength(60)) }),
      ),
    }),
    answers<CaseView>(),
  ),
  case: route("GET", "/api/cases/:id", v.strictObject({ id }), answers<CaseView>()),
  /** Autosave. `revision` is the one last seen: another phone that saved in between makes this `stale`. */
  saveAnswers: route(
    "PUT",
    "/api/cases/:id/answers",
    v.strictObject({ id, revision: v.pipe(v.number(), v.integer(), v.minValue(0)), answers: answerMap }),
    answers<CaseView>(),
  ),
  /** What will follow if the person confirms: judged on the server with today's ledger. Keeps nothing. */
  preview: route("POST", "/api/cases/:id/preview", v.strictObject({ id }), answers<Preview>()),
  actOnCase: route(
    "POST",
    "/api/cases/:id/actions",
    v.strictObject({
      id,
      key,
      action: v.picklist(["submit", "resubmit", "withdraw"]),
      revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
      /** The name the person wrote to sign, asked for items of medium and high risk. */
      signature: v.optional(v.pipe(v.string(), v.maxLength(60))),
    }),
    answers<CaseView>(),
  ),
  /** 更正 of a case that is done: what is wrong and what it should be; a reviewer answers. */
  askCorrection: route(
    "POST",
    "/api/cases/:id/corrections",
    v.strictObject({
      id,
      key,
      field: v.pipe(v.string(), v.maxLength(64)),
      /** In words; of a question that is `correctable` the `value` instead, as the question itself is answered. */
      shouldBe: v.optional(
        v.pipe(v.string(), v.trim(), v.minLength(1, "请填写正确的内容"), v.maxLength(200, "最多 200 个字")),
      ),
      value: v.optional(v.unknown()),
      why: v.pipe(v.string(), v.trim(), v.minLength(1, "请说明为什么不对"), v.maxLength(300, "最多 300 个字")),
    }),
    answers<CaseView>(),
  ),
  rateCase: route(
    "POST",
    "/api/cases/:id/rating",
    v.strictObject({
      id,
      level: v.picklist([1, 2, 3, 4, 5]),
      comment: v.optional(v.pipe(v.string(), v.maxLength(500))),
    }),
    answers<CaseView>(),
  ),

  notices: route("GET", "/api/notices", nothing, answers<Notice[]>()),
  readNotice: route("POST", "/api/notices/:id/read", v.strictObject({ id }), answers<Notice[]>()),
};

/**
 * Not JSON, so not typed routes:
 *   POST /api/files?case=<id>  multipart, one part `file` (jpeg, png, pdf; 10 MB) → FileView
 *   GET  /api/files/:id        the bytes, for its owner only
 *   GET  /api/cases/:id/receipt  application/pdf
 *   GET  /api/cases/:id/certificate  application/pdf, of an item that issues one
 *   GET  /verify?number=&code=  text/html, for anyone who is shown a certificate
 */
export const citizenFiles = {
  upload: "/api/files",
  file: "/api/files/:id",
  receipt: "/api/cases/:id/receipt",
  certificate: "/api/cases/:id/certificate",
  verify: "/verify",
} as const;
export const maxFileBytes = 10 * 1024 * 1024;
export type { FileView };
