import type { Enrolment } from "@wsi/shared/contract";
import type { Selectable } from "kysely";
import type { Tx } from "../db.ts";
import type { InsuranceTables } from "./tables.ts";

export type EnrolmentRow = Selectable<InsuranceTables["enrolments"]> & { employer_name: string | null };

/** 社会保险经办条例 art. 4: medical and maternity belong to the medical-insurance bureau, the rest to HRSS. */
export const authorityOf = (scheme: Enrolment["scheme"]): Enrolment["authority"] =>
  scheme === "medical" || scheme === "maternity" ? "medical" : "hrss";

/** Newest first, schemes of one month in a fixed order. */
export const readEnrolments = (tx: Tx, personId: string): Promise<EnrolmentRow[]> =>
  tx
    .selectFrom("enrolments as e")
    .leftJoin("employers as o", "o.id", "e.employer_id")
    .selectAll("e")
    .select("o.name as employer_name")
    .where("e.person_id", "=", personId)
    .orderBy("e.started_on", "desc")
    .orderBy("e.scheme")
    .orderBy("e.id")
    .execute();

/**
 * Active: runs today. Paused: flexible, stopped by the person's own wish, and nothing of the scheme came after it: it can be taken
 * up again. Stopped: over.
 */
function stateOf(row: EnrolmentRow, all: readonly EnrolmentRow[]): Enrolment["state"] {
  if (row.stopped_on === null) return "active";
  if (row.through === "employer") return "stopped";
  return all.some((other) => other.scheme === row.scheme && other.started_on > row.started_on) ? "stopped" : "paused";
}

export async function enrolments(tx: Tx, personId: string): Promise<Enrolment[]> {
  const rows = await readEnrolments(tx, personId);
  return rows.map((row) => ({
    scheme: row.scheme,
    authority: authorityOf(row.scheme),
    through: row.through,
    ...(row.employer_name === null ? {} : { employerName: row.employer_name }),
    ...(row.tier === null ? {} : { tier: row.tier }),
    startedOn: row.started_on,
    ...(row.stopped_on === null ? {} : { stoppedOn: row.stopped_on }),
    ...(row.stop_reason === null ? {} : { stopReason: row.stop_reason }),
    state: stateOf(row, rows),
  }));
}
