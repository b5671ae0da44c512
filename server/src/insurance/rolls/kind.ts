import type { Figures } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { RowVerdict } from "../../ports/core-insurance.ts";
import type { LedgerEvent, Refused } from "../effect.ts";
import type { Register } from "../employer/enrol.ts";
import type { People } from "./people.ts";

export interface Frame {
  employerId: string;
  employer: Register;
  today: string;
  figures: Figures;
  projectId?: string;
}
export type Bad = Extract<RowVerdict, { ok: false }>;

export interface Written {
  personId: string;
  text: string;
  due: number;
  events: LedgerEvent[];
  counts?: Partial<Record<Count, number>>;
}
/** What the words on the whole roll count: people, but for `cancelled`, which is fen. */
export type Count = "resumed" | "lower" | "upper" | "cancelled" | "reassessed";
export interface Total {
  people: number;
  due: number;
  counts: Partial<Record<Count, number>>;
}

/** What an act needs so that it can be done for many: a plan for each row without writing, then all plans written in sets. */
export interface Kind<Row, Plan> {
  /** Whether somebody who is not in the register yet may stand in a row. */
  newcomers: boolean;
  /** Why the whole roll cannot be taken today, whatever its rows. */
  barrier(tx: Tx, frame: Frame): Promise<Refused | undefined>;
  plan(tx: Tx, frame: Frame, rows: readonly Row[], people: People): Promise<(Plan | Bad)[]>;
  verdict(plan: Plan): RowVerdict;
  /** Answers what each person is told, and what history is to keep of them. */
  write(tx: Tx, frame: Frame & { key: string }, plans: readonly Plan[], people: People): Promise<Written[]>;
  sum(frame: Frame, total: Total): { text: string; due: number; estimate?: string };
}

export const isBad = (plan: unknown): plan is Bad =>
  typeof plan === "object" && plan !== null && "ok" in plan && plan.ok === false;
