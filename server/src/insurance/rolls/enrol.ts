import type { Scheme } from "@wsi/shared/contract";
import { estimateOf, wageProblem } from "@wsi/shared/insurance";
import { Money } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { EnrolRow, RollColumn, RowVerdict } from "../../ports/core-insurance.ts";
import { byPerson } from "../by-person.ts";
import { assessMany, type AssessedLine } from "../effect.ts";
import {
  enrolBarrier,
  entryMonths,
  missingLines,
  tellEntry,
  type LineThere,
  type Register,
} from "../employer/enrol.ts";
import { declare } from "../employer/wages-table.ts";
import { endUnemploymentOf } from "../person/unemployment.ts";
import { bad, bodyOf, misnamed, personIn, standingOf, sumByScheme } from "./people.ts";
import type { Kind } from "./kind.ts";

interface Plan {
  row: EnrolRow;
  schemes: Scheme[];
  from: string;
  lines: AssessedLine[];
  resumed: boolean;
}

const columnOf = (row: EnrolRow, today: string, employer: Register): RollColumn => {
  if (wageProblem(row.wage)) return "wage";
  return row.entryDate > today || row.entryDate < employer.opened_on ? "entryDate" : "idNumber";
};

async function linesThere(tx: Tx, ids: readonly string[], since: string): Promise<Map<string, LineThere[]>> {
  const { rows } = await sql<LineThere & { person_id: string }>`
    select person_id, month, scheme, employer_id from payments
    where person_id = any(${ids}::uuid[]) and month >= ${since} and status <> 'cancelled'`.execute(tx);
  return byPerson(rows);
}

/** 职工参保登记 and 续保 of many: judged and told by the same functions as one (employer/enrol.ts), read and written in sets. */
export const enrolRoll: Kind<EnrolRow, Plan> = {
  newcomers: true,

  async plan(tx, { employerId, employer, today, figures }, rows, people) {
    const ids = rows.flatMap((row) => people.get(row.idNumber)?.id ?? []);
    const standing = await standingOf(tx, ids, today);
    const since =
      rows.map((row) => entryMonths(figures, { entryDate: row.entryDate, today }).from).toSorted()[0] ?? today;
    const there = await linesThere(tx, ids, since);
    return rows.map((row) => {
      const known = people.get(row.idNumber);
      const id = known?.id ?? "";
      const wrong = misnamed(row, known);
      if (wrong) return wrong;
      const schemes = [...new Set(row.schemes)].toSorted().toReversed();
      const act = { employerId, today, schemes, wage: row.wage, entryDate: row.entryDate };
      const { birthDate, overAge } = bodyOf(figures, row, known, today);
      const enrolments = standing.enrolments.get(id) ?? [];
      const barred = enrolBarrier(
        act,
        { rows: enrolments, retired: standing.retired.has(id), overAge },
        birthDate,
        employer,
      );
      if (barred) return bad(columnOf(row, today, employer), barred);
      const { from, months } = entryMonths(figures, act);
      return {
        row,
        schemes,
        from,
        lines: missingLines(figures, act, schemes, months, there.get(id) ?? []),
        resumed: enrolments.some((one) => one.employer_id === employerId),
      };
    });
  },

  verdict: ({ lines }): RowVerdict => ({
    ok: true,
    months: new Set(lines.map((line) => line.month)).size,
    due: sumByScheme(lines),
  }),

  async write(tx, { employerId, employer, today, key, figures }, plans, people) {
    const idOf = ({ row }: Plan) => personIn(people, row);
    await sql`insert into enrolments (id, person_id, scheme, through, employer_id, region, started_on)
      select gen_random_uuid(), p, s, 'employer', ${employerId}::uuid, ${employer.region}, f
      from unnest(${plans.flatMap((one) => one.schemes.map(() => idOf(one)))}::uuid[], ${plans.flatMap((one) => one.schemes)}::text[],
        ${plans.flatMap((one) => one.schemes.map(() => one.from))}::text[]) as one (p, s, f)`.execute(tx);
    for (const fromMonth of new Set(plans.map((one) => one.from)))
      await declare(
        tx,
        { employerId, fromMonth, kind: "entry", key },
        plans.filter((one) => one.from === fromMonth).map((one) => ({ personId: idOf(one), wage: one.row.wage })),
      );
    await assessMany(
      tx,
      { today, figures },
      plans.map((one) => ({ personId: idOf(one), employerId, lines: one.lines })),
    );
    const ended = await endUnemploymentOf(
      tx,
      plans.map((one) => ({ personId: idOf(one), month: one.from })),
      "new-job",
    );
    return plans.map((one) => {
      const personId = idOf(one);
      const { row, schemes, from, resumed, lines } = one;
      const { wage, entryDate } = row;
      const endedBenefit = ended.has(personId);
      const act = { employerId, today, schemes, wage, entryDate };
      return {
        personId,
        counts: { resumed: Number(resumed) },
        ...tellEntry(figures, act, schemes, lines, { resumed, endedBenefit }),
        events: [
          { personId, kind: "enrolled", detail: { schemes, wage, from, entryDate, resumed } },
          { personId, kind: "assessed", detail: { lines, figures: figures.version } },
          ...(endedBenefit ? [{ personId, kind: "benefit-stopped", detail: { reason: "new-job", from } }] : []),
        ],
      };
    });
  },

  sum({ today, figures }, { people, due, counts }) {
    const estimate = estimateOf(figures, today.slice(0, 7));
    return {
      text: `已为 ${people} 名职工办好参保，其中续保 ${counts.resumed ?? 0} 人；合计应缴 ${Money.print(due)}，请到税务渠道缴清。`,
      due,
      ...(estimate === undefined ? {} : { estimate }),
    };
  },

  barrier: () => Promise.resolve(undefined),
};
