import * as v from "valibot";
import { isDay } from "../values/index.ts";
import { knowledgeDraftSchema, knowledgeIdSchema, knowledgeLimits } from "./knowledge-draft.ts";
import {
  knowledgeStates,
  unansweredStates,
  type GoldenRun,
  type GoldenView,
  type KnowledgeChange,
  type KnowledgeEntryView,
  type KnowledgeList,
  type KnowledgeStatistics,
  type KnowledgeTrial,
  type UnansweredCluster,
  type UnansweredList,
  type UsefulnessRow,
} from "./knowledge-views.ts";
import type { KnowledgeDraft } from "./knowledge-draft.ts";
import { answers, route } from "./route.ts";
import { sentence } from "./sentence.ts";

const id = knowledgeIdSchema;
const one = v.strictObject({ id });
const nothing = v.strictObject({});
const day = v.pipe(v.string(), v.check(isDay, "日期要写成 2026-01-31 这样"));
const reason = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1, "请填写原因"),
  v.maxLength(knowledgeLimits.reason, `原因最多 ${knowledgeLimits.reason} 个字`),
);
/** The version that was on the screen: somebody else's later change is answered `stale`. */
const version = v.pipe(v.number(), v.integer(), v.minValue(1));
const step = v.strictObject({ id, version });
const inQuery = v.pipe(v.string(), v.regex(/^\d{1,6}$/, "数字不对"));
const page = v.optional(inQuery);
const cluster = v.pipe(v.string(), v.regex(/^\d{1,15}$/, "编号不对"));
const many = v.strictObject({
  entries: v.pipe(
    v.array(v.strictObject({ id, version })),
    v.minLength(1, "请先选择条目"),
    v.maxLength(knowledgeLimits.many, `一次最多 ${knowledgeLimits.many} 条`),
  ),
});
/** Nothing is done unless all can be. */
export interface DoneMany {
  done: number;
}

const at = "/console/api/knowledge";

/**
 * The knowledge base for the staff console: roles `editor` and `supervisor`. Every change of state answers the whole view anew.
 * Refusals: `stale` (changed meanwhile), `conflict` (not possible in this state, or another entry asks the same), `not-allowed`
 * (maker ≠ checker), `refused` (gaps, or golden questions that would break; `problems` name each), `not-found`.
 */
export const knowledgeRoutes = {
  /** Newest change first, 50 a page; `text` looks into ids, questions, similar questions and answers. */
  list: route(
    "GET",
    `${at}/entries`,
    v.strictObject({
      state: v.optional(v.picklist(knowledgeStates)),
      topic: v.optional(v.pipe(v.string(), v.maxLength(knowledgeLimits.topic))),
      validity: v.optional(v.picklist(["expiring", "expired", "not-yet"])),
      text: v.optional(v.pipe(v.string(), v.maxLength(60))),
      /** From 1. */
      page,
    }),
    answers<KnowledgeList>(),
  ),
  view: route("GET", `${at}/entries/:id`, one, answers<KnowledgeEntryView>()),
  versionOf: route(
    "GET",
    `${at}/entries/:id/versions/:version`,
    v.strictObject({ id, version: inQuery }),
    answers<{ version: number; draft: KnowledgeDraft }>(),
  ),
  compare: route(
    "GET",
    `${at}/entries/:id/compare`,
    v.strictObject({ id, from: inQuery, to: inQuery }),
    answers<{ changes: KnowledgeChange[] }>(),
  ),
  /** A new draft. Without an id, one is made. */
  create: route(
    "POST",
    `${at}/entries`,
    v.strictObject({ id: v.optional(id), draft: knowledgeDraftSchema }),
    answers<KnowledgeEntryView>(),
  ),
  /** Saves as the next version; `version` is the one that was edited. The published one goes on answering. */
  save: route(
    "PUT",
    `${at}/entries/:id`,
    v.strictObject({ id, version, draft: knowledgeDraftSchema }),
    answers<KnowledgeEntryView>(),
  ),
  /** Gives the draft up: back to what is published. One that never was published is `withdrawn`; nothing is lost, `restore` takes it back. */
  discard: route("POST", `${at}/entries/:id/discard`, step, answers<KnowledgeEntryView>()),
  submit: route("POST", `${at}/entries/:id/submit`, step, answers<KnowledgeEntryView>()),
  /** submitted → draft, by whoever wrote or submitted it. */
  recall: route("POST", `${at}/entries/:id/recall`, step, answers<KnowledgeEntryView>()),
  /** Never by who wrote or submitted it. Runs the golden questions first. */
  approve: route("POST", `${at}/entries/:id/approve`, step, answers<KnowledgeEntryView>()),
  reject: route(
    "POST",
    `${at}/entries/:id/reject`,
    v.strictObject({ id, version, reason }),
    answers<KnowledgeEntryView>(),
  ),
  /** Stops answering at once; needs no second person, because a wrong answer must be stoppable. */
  withdraw: route(
    "POST",
    `${at}/entries/:id/withdraw`,
    v.strictObject({ id, version, reason }),
    answers<KnowledgeEntryView>(),
  ),
  /** Content of an old version as a new draft. */
  restore: route(
    "POST",
    `${at}/entries/:id/restore`,
    v.strictObject({ id, version, from: version }),
    answers<KnowledgeEntryView>(),
  ),
  submitMany: route("POST", `${at}/submit`, many, answers<DoneMany>()),
  /** All or none; one run of the golden questions for all of them. */
  approveMany: route("POST", `${at}/approve`, many, answers<DoneMany>()),

  /** The test panel. A POST: what is typed reaches no URL. `drafts`: with the newest version of every entry that is not withdrawn. */
  trial: route(
    "POST",
    `${at}/trial`,
    v.strictObject({
      text: sentence(500),
      day: v.optional(day),
      drafts: v.optional(v.boolean(), false),
    }),
    answers<KnowledgeTrial>(),
  ),

  golden: route("GET", `${at}/golden`, nothing, answers<GoldenView[]>()),
  /** `entryId` null: must never be answered by the machine. */
  addGolden: route(
    "POST",
    `${at}/golden`,
    v.strictObject({ text: sentence(200), entryId: v.nullable(id) }),
    answers<GoldenView[]>(),
  ),
  removeGolden: route(
    "POST",
    `${at}/golden/:id/remove`,
    v.strictObject({ id: cluster, reason }),
    answers<GoldenView[]>(),
  ),
  runGolden: route(
    "POST",
    `${at}/golden/run`,
    v.strictObject({ day: v.optional(day), drafts: v.optional(v.boolean(), false) }),
    answers<GoldenRun>(),
  ),

  /** Most asked first, 20 a page. Takes in what was asked since the last look. */
  unanswered: route(
    "GET",
    `${at}/unanswered`,
    v.strictObject({ state: v.optional(v.picklist(unansweredStates), "open"), page }),
    answers<UnansweredList>(),
  ),
  /** A new draft entry with the cluster's wordings as question and similar questions; only its answer is still to be written. */
  draftUnanswered: route(
    "POST",
    `${at}/unanswered/:id/draft`,
    v.strictObject({ id: cluster, question: v.optional(sentence(knowledgeLimits.question)) }),
    answers<KnowledgeEntryView>(),
  ),
  /** Its wordings as similar questions of an entry, as a draft of it. Without `wordings`: all that are not there yet (at most 5). */
  addUnanswered: route(
    "POST",
    `${at}/unanswered/:id/add`,
    v.strictObject({
      id: cluster,
      entryId: id,
      wordings: v.optional(v.pipe(v.array(sentence(knowledgeLimits.question)), v.minLength(1), v.maxLength(20))),
    }),
    answers<KnowledgeEntryView>(),
  ),
  ignoreUnanswered: route(
    "POST",
    `${at}/unanswered/:id/ignore`,
    v.strictObject({ id: cluster, reason: v.optional(reason) }),
    answers<UnansweredCluster>(),
  ),
  /** turned or ignored → open. */
  reopenUnanswered: route(
    "POST",
    `${at}/unanswered/:id/reopen`,
    v.strictObject({ id: cluster }),
    answers<UnansweredCluster>(),
  ),

  /** The worst first. `weeks`: how many back, this one included; 8 when not said. */
  usefulness: route(
    "GET",
    `${at}/usefulness`,
    v.strictObject({ entryId: v.optional(id), weeks: v.optional(inQuery) }),
    answers<UsefulnessRow[]>(),
  ),
  /** At most 366 days; the last 30 when not said. */
  statistics: route(
    "GET",
    `${at}/statistics`,
    v.strictObject({ from: v.optional(day), to: v.optional(day) }),
    answers<KnowledgeStatistics>(),
  ),
};

/**
 * Not JSON, so not typed routes:
 *   POST /console/api/knowledge/import?mode=preview|keep    multipart, one file `file`: .jsonl or .xlsx up to 10 MB → KnowledgeImport
 *   GET  /console/api/knowledge/export?format=jsonl|xlsx&which=published|newest|none
 *        the file; `none` is the empty sheet with its explanations, to be filled in
 */
export const knowledgeFiles = {
  import: "/console/api/knowledge/import",
  export: "/console/api/knowledge/export",
} as const;
