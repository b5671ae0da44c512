import * as v from "valibot";
import { answers, route } from "./route.ts";

const id = v.pipe(v.string(), v.uuid("编号不对，请从列表重新进入"));
const at = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));

export type RollStateView = "checking" | "checked" | "reviewing" | "applying" | "applied" | "dropped" | "expired";
export const rollStateName: Record<RollStateView, string> = {
  checking: "正在核对",
  checked: "已核对",
  reviewing: "等审核",
  applying: "正在办理",
  applied: "已办好",
  dropped: "已作废",
  expired: "已过期",
};

export interface RollColumnView {
  key: string;
  label: string;
  required: boolean;
  note: string;
  /** The words one may choose from. */
  words?: string[];
}
/** A kind of roll 花名册 that may be sent in. */
export interface RollKindView {
  code: string;
  /** The item for one person that it is the batch of. */
  item: string;
  name: string;
  advice: string;
  consequences: readonly string[];
  /** What must be chosen before. */
  of: "project" | null;
  columns: RollColumnView[];
}
export interface RollCard {
  id: string;
  code: string;
  name: string;
  fileName: string;
  state: RollStateView;
  total: number;
  /** Rows that are checked. */
  done: number;
  bad: number;
  createdAt: string;
}
export interface RollView extends RollCard {
  /** This very file had been sent in before. */
  again: boolean;
  employer: string;
  /** Who sent it, masked. */
  by: string;
  /** While it is applied: rows written. */
  written: number;
  columns: RollColumnView[];
  consequences: readonly string[];
  /** Why it is checked once more. */
  note: string | null;
  /**
   * What a reviewer has to do with it. `days`: a reviewer looks at it before it is applied, within so many working days; null: nobody has
   * to. `due`: by which day, once it is confirmed. `returned`: why it was given back.
   */
  review: { days: number | null; due: string | null; returned: string | null };
  /** A page of the rows that are wrong. */
  wrong: { at: number; cells: Record<string, string>; problems: Record<string, string> }[];
  more: boolean;
  /** Once checked; amounts in fen. */
  summary: { people: number; months: number; due: { label: string; amount: number }[]; total: number } | null;
  outcome: { receipt: string; text: string; due: number; estimate?: string; at: string; by: string } | null;
  /** Its rows are no longer kept. */
  erased: boolean;
}

/** An employer's rolls. All of a clerk of the employer, within what the clerk may do for it. */
export const citizenRolls = {
  rollKinds: route(
    "GET",
    "/api/employers/:employer/roll-kinds",
    v.strictObject({ employer: id }),
    answers<{ kinds: RollKindView[]; projects: { id: string; name: string }[] }>(),
  ),
  rolls: route("GET", "/api/employers/:employer/rolls", v.strictObject({ employer: id }), answers<RollCard[]>()),
  roll: route(
    "GET",
    "/api/rolls/:id",
    v.strictObject({
      id,
      /** The last row of the page before. */
      after: v.optional(v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number))),
    }),
    answers<RollView>(),
  ),
  mendRollRow: route(
    "PUT",
    "/api/rolls/:id/rows",
    v.strictObject({
      id,
      at,
      cells: v.record(v.pipe(v.string(), v.maxLength(64)), v.pipe(v.string(), v.maxLength(500))),
    }),
    answers<RollView>(),
  ),
  removeRollRow: route("POST", "/api/rolls/:id/rows/removed", v.strictObject({ id, at }), answers<RollView>()),
  confirmRoll: route(
    "POST",
    "/api/rolls/:id/confirmation",
    v.strictObject({ id, signature: v.pipe(v.string(), v.maxLength(60)) }),
    answers<RollView>(),
  ),
  /** Confirmed and not decided yet: the clerk has it back. */
  takeBackRoll: route("POST", "/api/rolls/:id/taken-back", v.strictObject({ id }), answers<RollView>()),
  dropRoll: route("POST", "/api/rolls/:id/dropped", v.strictObject({ id }), answers<RollView>()),
};

/**
 * Not JSON, so not typed routes (`kind`: a roll's code; `type`: xlsx or xls):
 *   POST /api/rolls?kind=…&employer=…[&project=…]  multipart, one part `file` (.xlsx, .xls; 10 MB) → RollView
 *   POST /api/rolls/:id/mended    multipart: the downloaded bad rows, mended → RollView
 *   GET  /api/rolls/:id/wrong.:type        only the bad rows, marked
 *   GET  /api/roll-templates/:kind.:type   an empty form
 */
export const rollFiles = {
  send: "/api/rolls",
  mended: "/api/rolls/:id/mended",
  wrong: "/api/rolls/:id/wrong.:type",
  template: "/api/roll-templates/:kind.:type",
} as const;
