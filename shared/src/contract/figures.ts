import * as v from "valibot";
// Only the names at run time: the arithmetic is not for the phone.
import { figureKindNames, type FigureKind } from "../insurance/figure-kinds.ts";
import type { Figure, FigureEffect, FigureProblem, MissingFigure } from "../insurance/index.ts";
import { answers, route } from "./route.ts";

/** Policy figures 政策参数: entered by one person, approved by another. */

export const figureLimits = { source: 200, note: 300, reason: 300, document: 80, link: 500 } as const;
export const figureTrusts = ["law", "official", "news", "weak", "ours"] as const;
export const figureTrustName: Readonly<Record<(typeof figureTrusts)[number], string>> = {
  law: "法律",
  official: "官方公布",
  news: "新闻报道",
  weak: "转载，待核实",
  ours: "本平台暂定",
};

export interface FigureProposalView {
  id: string;
  kind: FigureKind;
  from: string;
  /** As it shall be; null: taken away. */
  row: Figure | null;
  before: Figure | null;
  note: string;
  proposedBy: string;
  proposedAt: string;
  state: "open" | "approved" | "rejected" | "withdrawn";
  decidedBy: string | null;
  decidedAt: string | null;
  reason: string | null;
  /** What the approval made. */
  version: number | null;
  /** Whoever looks: another person with the right; or the one who proposed it. */
  mayDecide: boolean;
  mayWithdraw: boolean;
  /** Open ones only: what it means to invented people. */
  effects: FigureEffect[];
}
export interface FiguresView {
  version: number;
  kinds: { kind: FigureKind; rows: Figure[]; open: number }[];
  /** 待录入. */
  missing: MissingFigure[];
  /** Newest first. */
  open: FigureProposalView[];
}
export interface FigurePreview {
  problems: FigureProblem[];
  before: Figure | null;
  effects: FigureEffect[];
}

const at = "/console/api/figures";
const kind = v.picklist(figureKindNames, "没有这一类参数");
const month = v.pipe(v.string(), v.regex(/^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/, "月份不对"));
const id = v.pipe(v.string(), v.uuid("编号不对"));
const words = (max: number, missing: string) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, missing), v.maxLength(max, `最多 ${max} 个字`));
const row = v.strictObject({
  from: month,
  until: v.optional(month),
  value: v.record(v.pipe(v.string(), v.maxLength(40)), v.pipe(v.number("请填数字"), v.safeInteger("数不对"))),
  source: v.pipe(v.string(), v.trim(), v.maxLength(figureLimits.source, "来源太长了")),
  trust: v.picklist(figureTrusts, "请选可信程度"),
  verified: v.boolean(),
  document: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(figureLimits.document, "文号太长了"))),
  link: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(figureLimits.link, "网址太长了"))),
});
const change = { kind, from: month, row: v.nullable(row) };

/** Looking and proposing: editor, supervisor, admin. Deciding: supervisor, admin, and never on one's own (`not-allowed`). */
export const figureRoutes = {
  list: route("GET", at, v.strictObject({}), answers<FiguresView>()),
  /** Decided proposals of a kind, newest first, the last fifty. */
  history: route("GET", `${at}/:kind/history`, v.strictObject({ kind }), answers<FigureProposalView[]>()),
  /** Judged and reckoned without keeping anything. */
  preview: route("POST", `${at}/:kind/preview`, v.strictObject(change), answers<FigurePreview>()),
  /** `bad-input` names every problem; `conflict`: the row has an open proposal, or nothing would change. */
  propose: route(
    "POST",
    `${at}/:kind/proposals`,
    v.strictObject({ ...change, note: words(figureLimits.note, "请写为什么改") }),
    answers<FiguresView>(),
  ),
  /** `stale`: the row has changed since. */
  approve: route("POST", "/console/api/figure-proposals/:id/approve", v.strictObject({ id }), answers<FiguresView>()),
  reject: route(
    "POST",
    "/console/api/figure-proposals/:id/reject",
    v.strictObject({ id, reason: words(figureLimits.reason, "请写为什么不同意") }),
    answers<FiguresView>(),
  ),
  withdraw: route("POST", "/console/api/figure-proposals/:id/withdraw", v.strictObject({ id }), answers<FiguresView>()),
};
