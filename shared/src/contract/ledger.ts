import * as v from "valibot";
import { isMonth } from "../values/index.ts";
import { answers, route } from "./route.ts";

/** One monthly assessment 每月核定 of everybody. */
export interface AssessmentRunView {
  id: number;
  month: string;
  /** People to go through, and gone through. */
  total: number;
  done: number;
  /** Lines assessed by it, and their sum in fen. */
  lines: number;
  due: number;
  /** Lines of earlier months it found unpaid. */
  arrears: number;
  /** Who started it; 系统 by the clock. */
  by: string;
  startedAt: string;
  /** Null: not begun. */
  workedAt: string | null;
  finishedAt: string | null;
}
/** What a start would do: the second look before it. */
export interface AssessmentPreview {
  month: string;
  people: number;
  /** Lines that earlier runs of the month made; those are not made again. */
  assessed: number;
  /** The month whose unpaid lines become arrears. */
  arrearsOf: string;
  /** Set when another year's figures stand in. */
  estimate?: string;
}

const month = v.pipe(v.string(), v.check(isMonth, "月份不对，请按「2026-01」这样填写"));
const at = "/console/api/ledger";

/** 核心账本. */
export const ledgerRoutes = {
  runs: route("GET", `${at}/assessments`, v.strictObject({}), answers<AssessmentRunView[]>()),
  preview: route("GET", `${at}/assessments/preview`, v.strictObject({ month }), answers<AssessmentPreview>()),
  /** Conflict while a run of the month is under way. */
  start: route("POST", `${at}/assessments`, v.strictObject({ month }), answers<AssessmentRunView[]>()),
};
