import * as v from "valibot";
import type { Phrase, ReviewStatistics, WorkCounts, WorkFilter, WorkPage, WorkView } from "./review-views.ts";
import { phraseKinds, workQueues, workSorts } from "./review-views.ts";
import { answers, route } from "./route.ts";
import { sentence } from "./sentence.ts";

const id = v.pipe(v.string(), v.uuid("编号不对"));
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, "操作标识不对，请重试"));
const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,79}$/, "事项编码不对"));
const day = v.pipe(v.string(), v.isoDate("日期不对"));
const region = v.pipe(v.string(), v.regex(/^\d{6}$/, "区划不对"));
const waited = v.pipe(
  v.union([v.number(), v.string()]),
  v.transform(Number),
  v.integer("天数不对"),
  v.minValue(0),
  v.maxValue(400),
);
const risk = v.picklist(["high", "medium", "low"]);
const due = v.picklist(["late", "today", "soon"]);

const filter = {
  item: v.optional(code),
  region: v.optional(region),
  risk: v.optional(risk),
  waited: v.optional(waited),
  due: v.optional(due),
  sort: v.optional(v.picklist(workSorts)),
};

/** The reviewers' workbench. Acts on the case itself stay `staff.actOnCase`. */
export const reviewRoutes = {
  list: route(
    "GET",
    "/console/api/work",
    v.strictObject({
      ...filter,
      free: v.optional(v.picklist(["true", "false"])),
      queue: v.optional(v.picklist(workQueues), "todo"),
      /** The beginning of a case number, or all of it. */
      number: v.optional(
        v.pipe(v.string(), v.toUpperCase(), v.regex(/^SB\d{0,14}$/, "办件编号以 SB 开头，后面是数字")),
      ),
      after: v.optional(v.pipe(v.string(), v.maxLength(300))),
    }),
    answers<WorkPage>(),
  ),
  counts: route("GET", "/console/api/work/counts", v.strictObject({}), answers<WorkCounts>()),
  keepFilter: route(
    "PUT",
    "/console/api/work/filter",
    v.strictObject({ ...filter, free: v.optional(v.boolean()) }),
    answers<WorkFilter>(),
  ),
  /** Claims the most pressing free one; null: nothing is left. */
  next: route(
    "POST",
    "/console/api/work/next",
    v.strictObject({ item: v.optional(code), region: v.optional(region) }),
    answers<{ id: string | null }>(),
  ),
  view: route("GET", "/console/api/work/cases/:id", v.strictObject({ id }), answers<WorkView>()),
  claim: route("POST", "/console/api/work/cases/:id/claim", v.strictObject({ id }), answers<WorkView>()),
  /** A sign of life: keeps a claim of one's own. */
  alive: route("POST", "/console/api/work/cases/:id/alive", v.strictObject({ id }), answers<{ until: string }>()),
  release: route("POST", "/console/api/work/cases/:id/release", v.strictObject({ id }), answers<WorkView>()),
  colleagues: route(
    "GET",
    "/console/api/work/colleagues",
    v.strictObject({}),
    answers<{ id: string; name: string; holds: number }[]>(),
  ),
  assign: route("POST", "/console/api/work/cases/:id/assign", v.strictObject({ id, to: id }), answers<WorkView>()),
  propose: route(
    "POST",
    "/console/api/work/cases/:id/proposal",
    v.strictObject({
      id,
      key,
      as: v.picklist(["approve", "decline"]),
      because: v.optional(sentence(300)),
      instead: v.optional(sentence(300)),
      note: v.optional(sentence(300)),
    }),
    answers<WorkView>(),
  ),
  sendBack: route(
    "POST",
    "/console/api/work/cases/:id/send-back",
    v.strictObject({ id, key, note: sentence(300) }),
    answers<WorkView>(),
  ),
  askConsent: route(
    "POST",
    "/console/api/work/cases/:id/consent",
    v.strictObject({
      id,
      gaps: v.pipe(
        v.array(v.strictObject({ field: v.pipe(v.string(), v.maxLength(64)), what: sentence(200) })),
        v.minLength(1, "请写明要补什么"),
        v.maxLength(30),
      ),
      why: sentence(300),
    }),
    answers<WorkView>(),
  ),
  answerConsent: route(
    "POST",
    "/console/api/work/cases/:id/consent/answer",
    v.strictObject({ id, agree: v.boolean(), reason: sentence(300) }),
    answers<WorkView>(),
  ),
  explain: route(
    "POST",
    "/console/api/work/cases/:id/explanation",
    v.strictObject({ id, key, text: sentence(200) }),
    answers<WorkView>(),
  ),
  check: route(
    "POST",
    "/console/api/work/cases/:id/check",
    v.strictObject({ id, fine: v.boolean(), note: v.optional(sentence(300)) }),
    answers<WorkView>(),
  ),
  phrases: route("GET", "/console/api/work/phrases", v.strictObject({ item: v.optional(code) }), answers<Phrase[]>()),
  addPhrase: route(
    "POST",
    "/console/api/work/phrases",
    v.strictObject({
      kind: v.picklist(phraseKinds),
      item: v.nullable(code),
      shared: v.boolean(),
      text: sentence(200),
    }),
    answers<Phrase>(),
  ),
  removePhrase: route("DELETE", "/console/api/work/phrases/:id", v.strictObject({ id }), answers<{ done: true }>()),
  statistics: route(
    "GET",
    "/console/api/work/statistics",
    v.strictObject({ from: day, to: day }),
    answers<ReviewStatistics>(),
  ),
};

/** Not JSON: GET with `from` and `to`, the same figures as an .xlsx, for supervisors. */
export const reviewFiles = { statistics: "/console/api/work/statistics.xlsx" } as const;
