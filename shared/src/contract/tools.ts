import * as v from "valibot";
import type { Condition, Field } from "../field/index.ts";
import type { Worked } from "../insurance/index.ts";
import { answers, route } from "./route.ts";

/** Calculators 工具. What is asked and what comes out are data over the wire, so that a new year needs no WeChat review. */

/** A whole number, typed. */
export interface CountAsked {
  kind: "count";
  label: string;
  help?: string;
  /** The word after it: 年, 个月, %. */
  unit: string;
  min: number;
  max: number;
  optional?: true;
  showWhen?: Condition;
}
export type ToolAsked = Field | CountAsked;

export interface ToolCard {
  code: string;
  name: string;
  about: string;
  /** One character, like a seal. */
  seal: string;
}
export interface ToolView extends ToolCard {
  questions: { name: string; asked: ToolAsked; assumption?: true }[];
  /** First answers: of the person who asks when bound, else what most people would say. */
  values: Record<string, unknown>;
  /** Questions that the records answered. */
  known: string[];
  /** Items that go on from here. */
  items: { code: string; name: string }[];
  /** 'YYYY-MM-DD' in Beijing. */
  today: string;
}
export type { Worked };

const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{1,79}$/, "工具编号不对"));

/** Works without binding. What is worked out is not kept. */
export const citizenTools = {
  tools: route("GET", "/api/tools", v.strictObject({}), answers<ToolCard[]>()),
  tool: route("GET", "/api/tools/:code", v.strictObject({ code }), answers<ToolView>()),
  /** `bad-input` names each answer that cannot be read; a combination that makes no sense is `refused` with what to change. */
  work: route(
    "POST",
    "/api/tools/:code",
    v.strictObject({ code, answers: v.record(v.pipe(v.string(), v.maxLength(64)), v.unknown()) }),
    answers<Worked>(),
  ),
};
