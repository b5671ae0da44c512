import * as v from "valibot";
import { isDay } from "../values/index.ts";
import type {
  OwnQuality,
  QualityCard,
  QualityCheck,
  QualityCounts,
  QualityDraw,
  QualityFigures,
  QualityProof,
  QualitySettingsView,
  RubricsView,
  RubricVersion,
} from "./quality-views.ts";
import { answers, route } from "./route.ts";

const at = "/console/api/desk/quality";
const nothing = v.strictObject({});
const id = v.pipe(v.string(), v.uuid("编号不对"));
const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{8,64}$/, "操作标识不对，请重试"));
const day = v.pipe(v.string(), v.check(isDay, "日期要写成 2026-01-31 这样，并且是真有的一天"));
const words = (max: number, missing: string) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, missing), v.maxLength(max, `最多 ${max} 个字`));
const atMost = (max: number) => v.pipe(v.string(), v.trim(), v.maxLength(max, `最多 ${max} 个字`));
const whole = (least: number, most: number) => {
  const say = `要是 ${least} 到 ${most} 的整数`;
  return v.pipe(v.number(say), v.integer(say), v.minValue(least, say), v.maxValue(most, say));
};

export const qualityLimits = { comment: 300, overall: 500, appeal: 500, decision: 500, note: 200 } as const;

const slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, "编号不对"));
const point = v.strictObject({
  id: slug,
  name: atMost(20),
  full: atMost(120),
  less: atMost(120),
  most: whole(1, 100),
  mayNotApply: v.boolean(),
});
/** Its shape. Whether it can be scored by is `rubricProblems`: a draft may be unfinished. */
export const rubricShape = v.strictObject({
  sections: v.pipe(
    v.array(
      v.strictObject({
        id: slug,
        name: atMost(20),
        points: v.pipe(v.array(point), v.maxLength(12, "一个部分最多 12 个评分点")),
      }),
    ),
    v.maxLength(8, "最多 8 个部分"),
  ),
  criticals: v.pipe(
    v.array(v.strictObject({ id: slug, name: atMost(20), about: atMost(120) })),
    v.maxLength(10, "一票否决最多 10 项"),
  ),
});

const quote = v.nullable(id);
const marks = v.strictObject({
  points: v.pipe(
    v.array(
      v.strictObject({
        id: slug,
        points: v.nullable(whole(0, 100)),
        quote,
        comment: atMost(qualityLimits.comment),
      }),
    ),
    v.maxLength(96),
  ),
  criticals: v.pipe(
    v.array(v.strictObject({ id: slug, quote, comment: atMost(qualityLimits.comment) })),
    v.maxLength(10),
  ),
  comment: atMost(qualityLimits.overall),
});

export const checkLists = ["waiting", "appealed", "scored"] as const;
export type CheckList = (typeof checkLists)[number];
const revision = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Supervisors score, decide appeals and keep the rubric; `own…` is for everybody at the desk, of their own talks alone. */
export const quality = {
  /** For everybody at the desk: what the rail says. */
  counts: route("GET", `${at}/counts`, nothing, answers<QualityCounts>()),
  /** waiting: for me to score, oldest first · appealed: open appeals · scored: those of talks that ended from … to. */
  checks: route(
    "GET",
    `${at}/checks`,
    v.strictObject({ list: v.picklist(checkLists), from: v.optional(day), to: v.optional(day) }),
    answers<QualityCard[]>(),
  ),
  check: route("GET", `${at}/checks/:id`, v.strictObject({ id }), answers<QualityCheck>()),
  saveDraft: route("PUT", `${at}/checks/:id/draft`, v.strictObject({ id, marks }), answers<{ savedAt: string }>()),
  /** Final. The same key is the same score. `conflict`: somebody else was first, and who. */
  score: route("POST", `${at}/checks/:id/scores`, v.strictObject({ id, key, marks }), answers<QualityCheck>()),
  /** By another supervisor than the scorer. `marks` only when it is changed, and never to fewer points. */
  decide: route(
    "POST",
    `${at}/checks/:id/decision`,
    v.strictObject({
      id,
      outcome: v.picklist(["upheld", "changed"], "请选择维持还是改分"),
      reason: words(qualityLimits.decision, "请写明理由，申诉的同事会看到"),
      marks: v.optional(marks),
    }),
    answers<QualityCheck>(),
  ),
  /** Talks that ended from … to, Beijing days, both included, at most 92. */
  figures: route("GET", `${at}/figures`, v.strictObject({ from: day, to: day }), answers<QualityFigures>()),

  rubrics: route("GET", `${at}/rubrics`, nothing, answers<RubricsView>()),
  /** `revision`: of the draft this is a change of, 0 when there was none. `stale`: somebody else has changed it since. */
  keepRubric: route(
    "PUT",
    `${at}/rubric-draft`,
    v.strictObject({ body: rubricShape, revision }),
    answers<RubricsView>(),
  ),
  dropRubric: route("POST", `${at}/rubric-draft/drop`, v.strictObject({ revision }), answers<RubricsView>()),
  /** In force from a moment to come; at once when left out. Later than every version there is. */
  publishRubric: route(
    "POST",
    `${at}/rubrics`,
    v.strictObject({
      revision,
      note: words(qualityLimits.note, "请写改了什么、为什么"),
      from: v.optional(v.pipe(v.string(), v.isoTimestamp("时间不对"))),
    }),
    answers<RubricsView>(),
  ),

  settings: route("GET", `${at}/settings`, nothing, answers<QualitySettingsView>()),
  keepSettings: route(
    "PUT",
    `${at}/settings`,
    v.strictObject({ perAgent: whole(0, 20), twicePercent: whole(0, 100), appealDays: whole(1, 30) }),
    answers<QualitySettingsView>(),
  ),
  /** The last sixty days that have begun, newest first. */
  draws: route("GET", `${at}/draws`, nothing, answers<QualityDraw[]>()),
  proof: route("GET", `${at}/draws/:day`, v.strictObject({ day }), answers<QualityProof>()),

  /** What agents are scored by. */
  rubric: route("GET", `${at}/rubric`, nothing, answers<RubricVersion>()),
  own: route("GET", `${at}/own`, v.strictObject({ from: day, to: day }), answers<OwnQuality>()),
  /** Read by its agent: from then on it is seen. */
  ownCheck: route("GET", `${at}/own/:id`, v.strictObject({ id }), answers<QualityCheck>()),
  /** Once, within the working days of the settings. */
  appeal: route(
    "POST",
    `${at}/own/:id/appeal`,
    v.strictObject({ id, reason: words(qualityLimits.appeal, "请写明为什么不同意") }),
    answers<QualityCheck>(),
  ),
};
/** GET with from and to: an .xlsx of the span. Bytes, so not a typed route. */
export const qualityExport = `${at}/export`;
