import { flexibleMonth, ratesAt, retirementOf } from "@wsi/shared/insurance";
import { addMonths, monthOf, monthsApart } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Scheme } from "@wsi/shared/contract";
import type { Tx } from "../../db.ts";
import type { Accumulated, Benefit, PersonalAccount, PersonInfo, TierSpell } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { readStanding } from "../facts.ts";
import { getPerson } from "../people.ts";
import { drawnMonths } from "../person/unemployment.ts";
import { enteredNote } from "../corrections/notes.ts";
import { runsOf } from "../timeline.ts";

const credited = sql`p.status in ('arrived', 'back-paid')`;

/** What goes to the personal account: 8 % of the base, whoever paid it. Of flexible employment's 20 % that is 8. */
export async function personalAccount(tx: Tx, personId: string, today: string): Promise<PersonalAccount> {
  const { employer } = ratesAt(await currentFigures(tx), monthOf(today));
  const { rows } = await sql<{ year: string; months: number; fen: number }>`
    select left(p.month, 4) as year, count(distinct p.month) as months,
      sum(case when p.employer_id is null then (p.base * ${employer.pension.person} + 5000) / 10000 else p.person end)::bigint as fen
    from payments p where p.person_id = ${personId} and p.scheme = 'pension' and ${credited}
    group by 1 order by 1 desc`.execute(tx);
  return {
    authority: "hrss",
    asOf: today,
    years: rows.map((row) => ({ year: Number(row.year), months: row.months, fen: row.fen })),
    total: rows.reduce((sum, row) => sum + row.fen, 0),
  };
}

async function medicalGap(tx: Tx, personId: string, thisMonth: string): Promise<number> {
  const { rows } = await sql<{ last: string | null }>`select max(p.month) as last from payments p
    where p.person_id = ${personId} and p.scheme = 'medical' and ${credited}`.execute(tx);
  const last = rows[0]?.last ?? null;
  return last === null ? 0 : Math.max(0, monthsApart(last, thisMonth) - 1);
}

/** Accumulated months and gaps, and how far it is to a pension. */
export async function accumulated(tx: Tx, personId: string, today: string): Promise<Accumulated> {
  const { timeline, figures } = await readStanding(tx, personId, today);
  const { sex, birthDate } = await getPerson(tx, personId);
  const { rows } = await sql<{
    scheme: Scheme;
    n: number;
  }>`select p.scheme, count(distinct p.month) as n from payments p
    where p.person_id = ${personId} and ${credited} group by 1`.execute(tx);
  const months = Object.fromEntries(rows.map((row) => [row.scheme, row.n])) as Accumulated["months"];
  const { month, monthsNeeded } = retirementOf(figures, sex, birthDate);
  return {
    authority: "both",
    asOf: today,
    months,
    gaps: runsOf(timeline.gaps).map((run) => ({ from: run[0] ?? "", to: run.at(-1) ?? "", months: run.length })),
    arrears: timeline.arrears,
    retirement: { month, monthsNeeded, monthsMissing: Math.max(0, monthsNeeded - (months.pension ?? 0)) },
    medicalGap: await medicalGap(tx, personId, monthOf(today)),
  };
}

/** Tiers one after another, newest first; neighbouring spells of one tier stay apart, as they were enrolled. */
export async function tierHistory(tx: Tx, personId: string): Promise<TierSpell[]> {
  const figures = await currentFigures(tx);
  const rows = await tx
    .selectFrom("enrolments")
    .select(["tier", "started_on", "stopped_on"])
    .where("person_id", "=", personId)
    .where("tier", "is not", null)
    .orderBy("started_on", "desc")
    .execute();
  return rows.flatMap(({ tier, started_on, stopped_on }) =>
    tier === null
      ? []
      : [
          {
            tier,
            from: started_on,
            ...(stopped_on === null ? {} : { to: stopped_on }),
            monthly: flexibleMonth(figures, started_on, ["pension"], tier).lines[0]?.person ?? 0,
          },
        ],
  );
}

export async function benefits(tx: Tx, personId: string, today: string): Promise<Benefit[]> {
  const rows = await tx
    .selectFrom("benefits")
    .selectAll()
    .where("person_id", "=", personId)
    .where("reversed_by", "is", null)
    .orderBy("started_on", "desc")
    .execute();
  return rows.map((row) => ({
    authority: "hrss",
    asOf: today,
    kind: row.kind,
    monthly: row.monthly,
    from: row.started_on,
    figures: row.figures,
    ...(row.entered_by === null ? {} : { note: enteredNote(row.entered_by) }),
    ...(row.ended_on !== null
      ? { to: row.ended_on }
      : row.months === null
        ? {}
        : { to: addMonths(row.started_on, row.months - 1) }),
    ...(row.months === null ? {} : { months: row.months, drawn: drawnMonths(row, monthOf(today)) }),
  }));
}

export const personInfo = (tx: Tx, personId: string): Promise<PersonInfo> =>
  tx
    .selectFrom("people")
    .select(["mobile", "address", "household", "education", "email"])
    .where("id", "=", personId)
    .executeTakeFirstOrThrow();
