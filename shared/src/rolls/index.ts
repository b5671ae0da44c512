/**
 * The rolls 花名册 an employer may send in: what stands in each column, in the words of the items they are the batch of. Like the
 * catalogue of items, clients never import them: they come over the wire.
 */
import type { RollDefinition } from "../item/index.ts";
import { employeeEnrolment } from "./employee-enrolment.ts";
import { employeeInfoChange } from "./employee-info-change.ts";
import { employeeStop } from "./employee-stop.ts";
import { monthCancellation } from "./month-cancellation.ts";
import { projectWorkers } from "./project-workers.ts";
import { wageDeclaration } from "./wage-declaration.ts";

export const rolls = {
  "employee-enrolment": employeeEnrolment,
  "employee-stop": employeeStop,
  "month-cancellation": monthCancellation,
  "wage-declaration": wageDeclaration,
  "employee-info-change": employeeInfoChange,
  "project-workers": projectWorkers,
} as const satisfies Record<string, RollDefinition>;

export type RollCode = keyof typeof rolls;
export const isRollCode = (code: string): code is RollCode => Object.hasOwn(rolls, code);
