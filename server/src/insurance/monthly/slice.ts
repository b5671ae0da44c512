import { monthFigures, undeclaredPercent } from "@wsi/shared/insurance";
import { addMonths } from "@wsi/shared/values";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import { currentFigures } from "../../figures/index.ts";

export interface SliceOf {
  month: string;
  /** 'YYYY-MM-DD', kept with every line. */
  today: string;
  ids: readonly string[];
  /** Under which the run stands in the history. */
  key: string;
}
export interface Assessed {
  lines: number;
  due: number;
}

/** How far back unpaid lines are looked for: older ones were marked by earlier runs. */
const monthsBack = 3;

/**
 * Employers' lines of a month. A line that exists, even a cancelled one, is never made again; in a month that two employers share the
 * one who came first pays, work injury apart, which each owes. Declared wages are clamped; what was not declared is 110 % of last
 * month's (社会保险法 62), and without a last month the lower limit.
 */
export async function assessEmployed(tx: Tx, { month, today, ids }: SliceOf): Promise<Assessed> {
  const figures = await currentFigures(tx);
  const { lower, upper, employer } = monthFigures(figures, month);
  const { rows } = await sql<Assessed>`
    with rate as (
      select * from unnest(${employer.map((one) => one.scheme)}::text[], ${employer.map((one) => one.unit)}::bigint[],
        ${employer.map((one) => one.person)}::bigint[], ${employer.map((one) => one.plus)}::bigint[]) as r (scheme, unit, person, plus)
    ), who as materialized (
      select e.person_id, e.employer_id, e.scheme, h.had,
        row_number() over (partition by e.person_id, e.scheme order by e.started_on, e.id) as nth
      from enrolments e
        cross join lateral (select coalesce(max(p.number), 0) as had,
            coalesce(bool_or(p.employer_id = e.employer_id or (e.scheme <> 'work-injury' and p.status <> 'cancelled')), false) as taken
          from payments p where p.person_id = e.person_id and p.month = ${month} and p.scheme = e.scheme) h
      where e.person_id = any(${ids}::uuid[]) and e.through = 'employer'
        and e.started_on <= ${month} and (e.stopped_on is null or e.stopped_on >= ${month}) and not h.taken
    ), job as materialized (
      select j.person_id, j.employer_id, w.wage, u.month is not null as undeclared
      from (select distinct person_id, employer_id from who) j
        left join lateral (select wage from wages w where w.person_id = j.person_id and w.employer_id = j.employer_id
          and w.from_month <= ${month} order by from_month desc, id desc limit 1) w on true
        left join undeclared_months u on u.employer_id = j.employer_id and u.month = ${month}
    ), line as (
      select who.person_id, who.scheme, (who.had + who.nth)::smallint as number, who.employer_id, job.wage, r.plus, r.unit as unit_rate,
        r.person as person_rate, l.base as last_base, l.unit as last_unit, l.person as last_person,
        least(greatest(coalesce(job.wage, 0), ${lower}::bigint), ${upper}::bigint) as base
      from who join job using (person_id, employer_id) join rate r using (scheme)
        left join lateral (select max(p.base) as base, sum(p.unit)::bigint as unit, sum(p.person)::bigint as person from payments p where p.person_id = who.person_id
          and p.month = ${addMonths(month, -1)} and p.scheme = who.scheme and p.employer_id = who.employer_id and p.status <> 'cancelled'
          and (job.wage is null or job.undeclared)) l on true
      where who.nth = 1 or who.scheme = 'work-injury'
    ), made as (
      insert into payments (person_id, month, scheme, number, employer_id, base, unit, person, status, wage, basis, assessed_on, figures)
      select person_id, ${month}, scheme, number, employer_id, coalesce(last_base, base),
        case when last_unit is null then (base * unit_rate + 5000) / 10000 else (last_unit * ${undeclaredPercent} + 50) / 100 end,
        case when last_person is null then (base * person_rate + 5000) / 10000 + plus else (last_person * ${undeclaredPercent} + 50) / 100 end,
        'assessed', case when last_base is null and wage is distinct from base then wage end,
        case when last_base is not null then 'raised' when wage is null then 'lowest' end, ${today}::date,
        ${figures.version}::smallint
      from line
      on conflict do nothing
      returning unit + person as due
    ) select count(*) as lines, coalesce(sum(due), 0)::bigint as due from made`.execute(tx);
  return rows[0] ?? { lines: 0, due: 0 };
}

/** Flexible employment's lines of a month: pension by the tier's published base, medical the same for everybody. */
export async function assessFlexible(tx: Tx, { month, today, ids }: SliceOf): Promise<Assessed> {
  const figures = await currentFigures(tx);
  const { pension, medical } = monthFigures(figures, month);
  const { rows } = await sql<Assessed>`
    with price as (
      select 'pension' as scheme, * from unnest(${pension.map((one) => one.tier)}::smallint[], ${pension.map((one) => one.base)}::bigint[],
        ${pension.map((one) => one.person)}::bigint[]) as t (tier, base, person)
      union all select 'medical', null::smallint, ${medical.base}::bigint, ${medical.person}::bigint
    ), made as (
      insert into payments (person_id, month, scheme, number, employer_id, base, unit, person, status, assessed_on, figures)
      select e.person_id, ${month}, e.scheme, (h.had + 1)::smallint, null, price.base, 0, price.person, 'assessed', ${today}::date,
        ${figures.version}::smallint
      from enrolments e join price on price.scheme = e.scheme and price.tier is not distinct from e.tier
        cross join lateral (select coalesce(max(p.number), 0) as had,
            coalesce(bool_or(p.employer_id is null or p.status <> 'cancelled'), false) as taken
          from payments p where p.person_id = e.person_id and p.month = ${month} and p.scheme = e.scheme) h
      where e.person_id = any(${ids}::uuid[]) and e.through = 'flexible'
        and e.started_on <= ${month} and (e.stopped_on is null or e.stopped_on >= ${month}) and not h.taken
      on conflict do nothing
      returning person as due
    ) select count(*) as lines, coalesce(sum(due), 0)::bigint as due from made`.execute(tx);
  return rows[0] ?? { lines: 0, due: 0 };
}

/** What was assessed for the months before and not paid by their cut-off is owed from now on; every person's history says which. */
export async function markArrears(tx: Tx, { month, today, ids, key }: SliceOf): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with marked as (
      update payments set status = 'arrears'
      where person_id = any(${ids}::uuid[]) and month >= ${addMonths(month, -monthsBack)} and month < ${month}
        and status = 'assessed' and due_on is null
      returning person_id, month, scheme, number, unit + person as due
    ), told as (
      insert into ledger_events (person_id, on_day, kind, detail, effect_key)
      select person_id, ${today}::date, 'arrears', jsonb_build_object('lines', jsonb_agg(jsonb_build_object('month', month,
        'scheme', scheme, 'number', number, 'due', due))), ${key} from marked group by person_id
    ) select count(*) as n from marked`.execute(tx);
  return rows[0]?.n ?? 0;
}

/**
 * Lines with a day of their own that has passed: an employer owes them, a flexible person's back-payment lapses, since nobody owes a
 * gap. Then benefits whose months are used up end.
 */
export async function passDays(tx: Tx, { today, key }: Pick<SliceOf, "today" | "key">, month: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    with passed as (
      update payments set status = case when employer_id is null then 'cancelled' else 'arrears' end,
        cancelled_because = case when employer_id is null then 'lapsed' end
      where status = 'assessed' and due_on < ${today}::date
      returning person_id, month, scheme, number, status
    ), told as (
      insert into ledger_events (person_id, on_day, kind, detail, effect_key)
      select person_id, ${today}::date, case status when 'arrears' then 'arrears' else 'lapsed' end,
        jsonb_build_object('month', month, 'scheme', scheme, 'number', number), ${key} from passed
    ) select count(*) filter (where status = 'arrears') as n from passed`.execute(tx);
  await sql`
    with ended as (
      update benefits set stop_code = 'used-up',
        ended_on = to_char(to_date(started_on, 'YYYY-MM') + (months - 1) * interval '1 month', 'YYYY-MM')
      where ended_on is null and months is not null
        and to_char(to_date(started_on, 'YYYY-MM') + (months - 1) * interval '1 month', 'YYYY-MM') < ${month}
      returning person_id, ended_on
    ) insert into ledger_events (person_id, on_day, kind, detail, effect_key)
    select person_id, ${today}::date, 'benefit-stopped', jsonb_build_object('reason', 'used-up', 'last', ended_on), ${key} from ended`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}
