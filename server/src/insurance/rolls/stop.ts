import { monthOf } from "@wsi/shared/values";
import { stopReasons } from "@wsi/shared/insurance";
import { sql } from "kysely";
import type { StopRow } from "../../ports/core-insurance.ts";
import { byPerson } from "../by-person.ts";
import { stopBarrier, tellStop } from "../employer/stop.ts";
import type { EnrolmentRow } from "../enrolments.ts";
import type { Kind } from "./kind.ts";
import { bad, misnamed, standingOf, stranger } from "./people.ts";

interface Plan {
  row: StopRow;
  personId: string;
  stopping: EnrolmentRow[];
}
interface After {
  person_id: string;
  month: string;
  status: string;
  unit: number;
  person: number;
}

/** 减员 of many: judged and told by the same functions as one (employer/stop.ts). */
export const stopRoll: Kind<StopRow, Plan> = {
  newcomers: false,
  barrier: () => Promise.resolve(undefined),

  async plan(tx, { employerId, today }, rows, people) {
    const ids = rows.flatMap((row) => people.get(row.idNumber)?.id ?? []);
    const { enrolments } = await standingOf(tx, ids, today);
    return rows.map((row) => {
      const known = people.get(row.idNumber);
      if (!known) return stranger;
      const wrong = misnamed(row, known);
      if (wrong) return wrong;
      const own = (enrolments.get(known.id) ?? []).filter((one) => one.employer_id === employerId);
      const stopping = own.filter((one) => one.stopped_on === null);
      const { leavingDate, reason } = row;
      const barred = stopBarrier({ schemes: [], leavingDate, reason, today }, own, stopping);
      if (!barred) return { row, personId: known.id, stopping };
      const month = monthOf(leavingDate);
      const early = stopping.some((one) => one.started_on > month);
      return bad(month > monthOf(today) || early ? "leavingDate" : "idNumber", barred);
    });
  },

  verdict: () => ({ ok: true, months: 0, due: {} }),

  async write(tx, { employerId, today }, plans) {
    await sql`update enrolments e set stopped_on = d.last, stop_reason = d.label, stop_code = d.code
      from unnest(${plans.map((one) => one.personId)}::uuid[], ${plans.map((one) => monthOf(one.row.leavingDate))}::text[],
        ${plans.map((one) => stopReasons[one.row.reason].label)}::text[], ${plans.map((one) => one.row.reason)}::text[]) as d (person_id, last, label, code)
      where e.person_id = d.person_id and e.employer_id = ${employerId}::uuid and e.stopped_on is null`.execute(tx);
    const first = plans.map((one) => monthOf(one.row.leavingDate)).toSorted()[0] ?? today;
    const after = await sql<After>`select person_id, month, status, unit, person from payments
      where person_id = any(${plans.map((one) => one.personId)}::uuid[]) and employer_id = ${employerId}::uuid
        and month > ${first} and status <> 'cancelled'`.execute(tx);
    const later = byPerson(after.rows);
    return plans.map(({ row, personId, stopping }) => {
      const lines = (later.get(personId) ?? []).filter((line) => line.month > monthOf(row.leavingDate));
      const { leavingDate, reason } = row;
      const schemes = stopping.map((one) => one.scheme);
      const detail = { schemes, last: monthOf(leavingDate), leavingDate, reason };
      return {
        personId,
        text: tellStop(row, stopping, lines),
        due: 0,
        events: [{ personId, kind: "stopped", detail }],
      };
    });
  },

  sum: (_frame, { people }) => ({ text: `已为 ${people} 名职工停保，缴到各自离职的当月。`, due: 0 }),
};
