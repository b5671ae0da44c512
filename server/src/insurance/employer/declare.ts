import { Day, Mobile, Month, monthOf } from "@wsi/shared/values";
import { clampBase, declarationWindow, estimateOf, wageProblem, type Figures } from "@wsi/shared/insurance";
import { sql } from "kysely";
import type { Tx } from "../../db.ts";
import type { DeclareWages, Effect, NoteUndeclared, WagePreview, WageRow } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { once, refused, type Refused } from "../effect.ts";
import { declare, wagesInForce } from "./wages-table.ts";

/** Whom the employer insures now; of `among` only, when it is given. */
async function staffOf(tx: Tx, employerId: string, among?: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx
    .selectFrom("enrolments as e")
    .innerJoin("people as p", "p.id", "e.person_id")
    .select(["p.id", "p.name"])
    .distinct()
    .where("e.employer_id", "=", employerId)
    .where("e.stopped_on", "is", null)
    .$if(among !== undefined, (q) => q.where(sql<boolean>`e.person_id = any(${among ?? []}::uuid[])`))
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Every row as it would be taken: the base from July with the clamp explained, and what is wrong with it. */
export async function previewWages(
  tx: Tx,
  ask: { employerId: string; year: number; rows: readonly WageRow[]; today: string },
): Promise<WagePreview[]> {
  const figures = await currentFigures(tx);
  const { takesEffect } = declarationWindow(figures, ask.year);
  const among = ask.rows.map((row) => row.personId);
  const staff = await staffOf(tx, ask.employerId, among);
  const now = monthOf(ask.today);
  const before = await wagesInForce(tx, ask.employerId, now, among);
  const seen = new Set<string>();
  return ask.rows.map((row): WagePreview => {
    const twice = seen.has(row.personId);
    seen.add(row.personId);
    const problem = problemOf(row, twice, staff);
    const { base, clamp, why } = clampBase(figures, takesEffect, row.wage);
    const old = before.get(row.personId);
    const name = staff.get(row.personId);
    return {
      personId: row.personId,
      ...(name === undefined ? {} : { name }),
      base,
      ...(old === undefined ? {} : { before: clampBase(figures, now, old).base }),
      ...(clamp === undefined ? {} : { clamp }),
      why,
      ...(problem === undefined ? {} : { problem }),
    };
  });
}

function problemOf(row: WageRow, twice: boolean, staff: ReadonlyMap<string, string>): WagePreview["problem"] {
  if (twice) return { because: "同一个人在名册里出现了两次", instead: "请只留一行" };
  if (!staff.has(row.personId))
    return { because: "这个人现在不由本单位参保", instead: "请核对身份证号；已经离职的不用申报，刚入职的先办参保登记" };
  const wrong = wageProblem(row.wage);
  if (wrong) return wrong;
  if (row.mobile !== undefined && !Mobile.parse(row.mobile).ok)
    return { because: "手机号不对", instead: "请填职工本人的 11 位手机号：申报结果会通知本人" };
  return undefined;
}

export function windowBarrier(
  figures: Figures,
  { year, today }: Pick<DeclareWages, "year" | "today">,
): Refused | undefined {
  const { opens, closes, takesEffect, source } = declarationWindow(figures, year);
  if (today < opens)
    return refused(
      `${year} 年度工资申报从 ${Day.print(opens)}开始，现在还没有到（${source}）`,
      "请在开放期间申报；现在新入职或改工资的，在参保登记里填写",
    );
  if (today > closes)
    return refused(
      `${year} 年度工资申报到 ${Day.print(closes)}已经结束（${source}）`,
      `没有申报的，从 ${Month.print(takesEffect)}起继续用上年度的基数；确需更正的请带工资表到社保大厅`,
    );
  return undefined;
}

/**
 * 年度工资申报. All rows or none: one bad row and nothing is taken. Declared wages hold from July; whoever is not declared keeps last
 * year's base. Declaring again within the window replaces what was said before; the earlier rows stay in the history.
 */
export function declareWages(tx: Tx, act: DeclareWages): Promise<Effect> {
  const { employerId, key, today, year } = act;
  const rows = act.rows.map(({ personId, wage, mobile }) => ({
    personId,
    wage,
    ...(mobile === undefined ? {} : { mobile }),
  }));
  const persons = rows.map((row) => row.personId);
  // Where somebody can be reached is no part of what the key is known by.
  const input = { year, rows: rows.map(({ personId, wage }) => ({ personId, wage })) };
  return once(tx, { kind: "declare-wages", key, employerId, persons, today, input }, async () => {
    const figures = await currentFigures(tx);
    const barred = windowBarrier(figures, act);
    if (barred) return barred;
    if (rows.length === 0) return refused("名册是空的", "请至少申报一名职工的工资");
    const preview = await previewWages(tx, { employerId, year, rows, today });
    const bad = preview.flatMap(({ problem }, at) => (problem === undefined ? [] : [{ at: at + 1, ...problem }]));
    const [first] = bad;
    if (first)
      return refused(
        `有 ${bad.length} 行不能申报，整批都没有提交。第 ${first.at} 行：${first.because}`,
        `${first.instead}；改好有问题的行再提交`,
      );
    const { takesEffect } = declarationWindow(figures, year);
    await declare(tx, { employerId, fromMonth: takesEffect, kind: "annual", key }, rows);
    const given = rows.flatMap((row) =>
      row.mobile === undefined ? [] : [{ id: row.personId, mobile: Mobile.parse(row.mobile) }],
    );
    const mobiles = given.flatMap(({ id, mobile }) => (mobile.ok ? [{ id, mobile: mobile.value }] : []));
    await sql`update people p set mobile = d.mobile
      from unnest(${mobiles.map((one) => one.id)}::uuid[], ${mobiles.map((one) => one.mobile)}::text[]) as d (id, mobile)
      where p.id = d.id and p.mobile is distinct from d.mobile`.execute(tx);

    const staff = await staffOf(tx, employerId);
    const declared = new Set(persons);
    const left = [...staff.keys()].filter((id) => !declared.has(id)).length;
    const [low, high] = (["lower", "upper"] as const).map((side) => preview.filter((one) => one.clamp === side).length);
    const estimate = estimateOf(figures, takesEffect);
    return {
      text: `已申报 ${rows.length} 名职工 ${year} 年度工资，从 ${Month.print(takesEffect)}起作为缴费基数${low || high ? `；其中 ${low} 人按下限、${high} 人按上限计` : ""}。${left > 0 ? `还有 ${left} 名职工没有申报，继续用上年度基数。` : ""}`,
      due: 0,
      ...(estimate === undefined ? {} : { estimate }),
      events: rows.map(({ personId, wage }, at) => ({
        personId,
        kind: "wage-declared",
        detail: { year, wage, base: preview[at]?.base, clamp: preview[at]?.clamp, from: takesEffect },
      })),
    };
  });
}

/** 未按规定申报: the month's lines will be 110 % of last month's. Only before the month is assessed for this employer. */
export function noteUndeclared(tx: Tx, act: NoteUndeclared): Promise<Effect> {
  const { employerId, key, today, month } = act;
  return once(tx, { kind: "note-undeclared", key, employerId, today, input: { month } }, async () => {
    const assessed =
      await sql`select 1 from enrolments e join payments p on p.person_id = e.person_id and p.month = ${month}
      where e.employer_id = ${employerId} and p.employer_id = ${employerId} limit 1`.execute(tx);
    if (assessed.rows.length > 0)
      return refused(
        `${Month.print(month)}已经核定过了，不能再按未申报处理`,
        "要改的，请逐人办「职工当月欠款注销」再重新核定",
      );
    const noted = await tx
      .insertInto("undeclared_months")
      .values({ employer_id: employerId, month, effect_key: key })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if ((noted.numInsertedOrUpdatedRows ?? 0n) === 0n)
      return refused(`${Month.print(month)}已经登记过未申报`, "不用再登记；单位补申报的，请按月更正");
    return {
      text: `已登记单位 ${Month.print(month)}未按规定申报：按上月缴费额的 110% 确定应缴数额（社会保险法第六十二条）。`,
      due: 0,
      events: [{ kind: "undeclared", detail: { month } }],
    };
  });
}
