import type { Scheme } from "@wsi/shared/contract";
import { isStopReason } from "@wsi/shared/insurance";
import type { RollCode } from "@wsi/shared/rolls";
import type { Roll, RollPerson } from "../ports/core-insurance.ts";
import type { RollRow } from "./load.ts";

type Values = Readonly<Record<string, unknown>>;
const every: readonly Scheme[] = ["pension", "medical", "unemployment", "work-injury", "maternity"];

const text = (values: Values, key: string): string => String(values[key] ?? "");
const personOf = (values: Values): RollPerson => ({
  idNumber: text(values, "idNumber"),
  name: text(values, "name"),
  ...(values["mobile"] === undefined ? {} : { mobile: text(values, "mobile") }),
});
function reasonOf(values: Values) {
  const reason = text(values, "reason");
  if (!isStopReason(reason)) throw new Error("a reason for stopping that the form does not offer");
  return reason;
}

/** What the ledger is asked before it has seen a row. */
export const emptyRoll = (code: RollCode, projectId: string | null): Roll =>
  code === "project-workers" ? { kind: code, projectId: projectId ?? "", rows: [] } : { kind: code, rows: [] };

/** Rows that were read, in the ledger's words. */
export function rollOf({ code, project_id }: Pick<RollRow, "code" | "project_id">, rows: readonly Values[]): Roll {
  switch (code) {
    case "employee-enrolment":
      return {
        kind: code,
        rows: rows.map((one) => ({
          ...personOf(one),
          entryDate: text(one, "entryDate"),
          wage: Number(one["wage"]),
          schemes: one["schemes"] === "injury" ? ["work-injury"] : every,
        })),
      };
    case "employee-stop":
      return {
        kind: code,
        rows: rows.map((one) => ({
          ...personOf(one),
          leavingDate: text(one, "leavingDate"),
          reason: reasonOf(one),
        })),
      };
    case "wage-declaration":
      return { kind: code, rows: rows.map((one) => ({ ...personOf(one), wage: Number(one["wage"]) })) };
    case "project-workers":
      return {
        kind: code,
        projectId: project_id ?? "",
        rows: rows.map((one) => ({ ...personOf(one), from: text(one, "from") })),
      };
  }
}
