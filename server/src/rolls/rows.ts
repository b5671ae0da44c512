import type { Scheme } from "@wsi/shared/contract";
import { isCancelReason, isStopReason } from "@wsi/shared/insurance";
import type { RollCode } from "@wsi/shared/rolls";
import type { InfoColumn, Roll, RollPerson } from "../ports/core-insurance.ts";
import type { RollRow } from "./load.ts";

type Values = Readonly<Record<string, unknown>>;
const every: readonly Scheme[] = ["pension", "medical", "unemployment", "work-injury", "maternity"];

const text = (values: Values, key: string): string => String(values[key] ?? "");
const personOf = (values: Values): RollPerson => ({
  idNumber: text(values, "idNumber"),
  name: text(values, "name"),
  ...(values["mobile"] === undefined ? {} : { mobile: text(values, "mobile") }),
});
function cancelReasonOf(values: Values) {
  const reason = text(values, "reason");
  if (!isCancelReason(reason)) throw new Error("a reason for cancelling that the form does not offer");
  return reason;
}
const infoColumns: readonly InfoColumn[] = ["mobile", "address", "household", "education", "email"];
function stopReasonOf(values: Values) {
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
          reason: stopReasonOf(one),
        })),
      };
    case "month-cancellation":
      return {
        kind: code,
        rows: rows.map((one) => ({
          ...personOf(one),
          month: text(one, "month"),
          reason: cancelReasonOf(one),
          ...(one["note"] === undefined ? {} : { note: text(one, "note") }),
          ...(one["rightWage"] === undefined ? {} : { reassessWage: Number(one["rightWage"]) }),
        })),
      };
    case "employee-info-change":
      return {
        kind: code,
        rows: rows.map((one) => ({
          idNumber: text(one, "idNumber"),
          name: text(one, "name"),
          changes: Object.fromEntries(
            infoColumns.flatMap((key) => (one[key] === undefined ? [] : [[key, text(one, key)]])),
          ),
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
