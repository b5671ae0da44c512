import * as v from "valibot";
import type { CaseClock } from "../case/index.ts";
import type { RollStateView } from "./rolls.ts";
import { answers, route } from "./route.ts";
import { sentence } from "./sentence.ts";

const id = v.pipe(v.string(), v.uuid("编号不对，请从列表重新进入"));

/** Of the confirmation that was looked at. */
const confirmedAt = v.pipe(v.string(), v.isoTimestamp("时间不对"));

/** A roll 花名册 in the reviewers' queue. */
export interface RollReviewCard {
  id: string;
  name: string;
  employer: string;
  state: RollStateView;
  people: number;
  /** Fen. */
  due: { label: string; amount: number }[];
  total: number;
  confirmedAt: string;
  clock: CaseClock;
}
/** Something that stands out; `rows`: the first of them. */
export interface RollSign {
  words: string;
  count: number;
  of: number;
  rows: number[];
}
type Step = "confirmed" | "taken-back" | "approved" | "returned" | "applied" | "sent-back" | "overdue" | "explained";
export const rollStepName: Record<Step, string> = {
  confirmed: "经办人签名确认",
  "taken-back": "经办人收回",
  approved: "审核通过",
  returned: "审核退回",
  applied: "已办好",
  "sent-back": "账上有了变化，重新核对",
  overdue: "超过承诺的时间",
  explained: "说明超期原因",
};
export interface RollReviewView extends RollReviewCard {
  creditCode: string;
  /** Who confirmed it, masked. */
  clerk: string;
  months: number;
  signs: RollSign[];
  columns: { key: string; label: string }[];
  history: { at: string; step: Step; by: string; note: string | null }[];
}
export interface RollReviewRows {
  /** Names and numbers of people masked. */
  rows: {
    at: number;
    cells: Record<string, string>;
    /** Which of them are not shown in full. */
    masked: string[];
  }[];
  more: boolean;
}

const decision = v.variant("as", [
  v.strictObject({ as: v.literal("approve") }),
  v.strictObject({
    as: v.literal("return"),
    because: v.pipe(v.string(), v.trim(), v.minLength(1, "请写明为什么退回"), v.maxLength(300, "最多 300 个字")),
    /** Rows that must be mended or taken out. */
    rows: v.optional(
      v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(200, "一次最多指出 200 行")),
      [],
    ),
  }),
]);
export type RollDecision = v.InferOutput<typeof decision>;

/** Rolls of employers whose acts for one person are reviewed: looked at and decided by reviewers. */
export const rollReviewRoutes = {
  list: route("GET", "/console/api/work/rolls", v.strictObject({}), answers<RollReviewCard[]>()),
  view: route("GET", "/console/api/work/rolls/:id", v.strictObject({ id }), answers<RollReviewView>()),
  rows: route(
    "GET",
    "/console/api/work/rolls/:id/rows",
    v.strictObject({
      id,
      /** The last row of the page before. */
      after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number))),
    }),
    answers<RollReviewRows>(),
  ),
  /** Shows one masked cell in full; the reason is kept, and shown to the person when the register knows them. */
  reveal: route(
    "POST",
    "/console/api/work/rolls/:id/reveal",
    v.strictObject({
      id,
      at: v.pipe(v.number(), v.integer(), v.minValue(1)),
      column: v.pipe(v.string(), v.maxLength(40)),
      reason: sentence(100),
    }),
    answers<{ value: string }>(),
  ),
  /** Why it takes longer than promised: in its history, and told to the clerk. */
  explain: route(
    "POST",
    "/console/api/work/rolls/:id/explanation",
    v.strictObject({ id, confirmedAt, text: sentence(200) }),
    answers<RollReviewView>(),
  ),
  decide: route(
    "POST",
    "/console/api/work/rolls/:id/decision",
    v.strictObject({
      id,
      confirmedAt,
      decision,
    }),
    answers<RollReviewView>(),
  ),
};
