import { declarationWindow, estimateOf } from "@wsi/shared/insurance";
import { Mobile, Money, Month } from "@wsi/shared/values";
import { sql } from "kysely";
import type { WageOfRow, WagePreview } from "../../ports/core-insurance.ts";
import { previewWages, windowBarrier } from "../employer/declare.ts";
import { declare } from "../employer/wages-table.ts";
import type { Kind } from "./kind.ts";
import { bad, misnamed, stranger } from "./people.ts";

interface Plan {
  row: WageOfRow;
  personId: string;
  preview: WagePreview;
}
/** The window opens in the year in which the wages take effect. */
const yearOf = (today: string): number => Number(today.slice(0, 4));

/** 年度工资申报 as a roll; the rules are those of employer/declare.ts. */
export const wageRoll: Kind<WageOfRow, Plan> = {
  newcomers: false,
  barrier: (_tx, { today, figures }) => Promise.resolve(windowBarrier(figures, { year: yearOf(today), today })),

  async plan(tx, { employerId, today }, rows, people) {
    const asked = rows.flatMap((row) => {
      const known = people.get(row.idNumber);
      return known ? [{ personId: known.id, wage: row.wage, ...(row.mobile ? { mobile: row.mobile } : {}) }] : [];
    });
    const previews = await previewWages(tx, { employerId, year: yearOf(today), rows: asked, today });
    const by = new Map(previews.map((one) => [one.personId, one]));
    return rows.map((row) => {
      const known = people.get(row.idNumber);
      const preview = known && by.get(known.id);
      if (!known || !preview) return stranger;
      const wrong = misnamed(row, known);
      if (wrong) return wrong;
      if (!preview.problem) return { row, personId: known.id, preview };
      return bad(preview.name === undefined ? "idNumber" : "wage", preview.problem);
    });
  },

  verdict: () => ({ ok: true, months: 0, due: {} }),

  async write(tx, { employerId, today, key, figures }, plans) {
    const year = yearOf(today);
    const { takesEffect } = declarationWindow(figures, year);
    await declare(
      tx,
      { employerId, fromMonth: takesEffect, kind: "annual", key },
      plans.map(({ personId, row }) => ({ personId, wage: row.wage })),
    );
    const mobiles = plans.flatMap(({ personId, row }) => {
      const mobile = Mobile.parse(row.mobile ?? "");
      return mobile.ok ? [{ personId, mobile: mobile.value }] : [];
    });
    await sql`update people p set mobile = d.mobile
      from unnest(${mobiles.map((one) => one.personId)}::uuid[], ${mobiles.map((one) => one.mobile)}::text[]) as d (id, mobile)
      where p.id = d.id and p.mobile is distinct from d.mobile`.execute(tx);
    return plans.map(({ personId, row, preview }) => ({
      personId,
      text: `单位申报您上年度月平均工资 ${Money.print(row.wage)}，从 ${Month.print(takesEffect)}起缴费基数为 ${Money.print(preview.base)}。`,
      due: 0,
      counts: preview.clamp === undefined ? {} : { [preview.clamp]: 1 },
      events: [
        {
          personId,
          kind: "wage-declared",
          detail: { year, wage: row.wage, base: preview.base, clamp: preview.clamp, from: takesEffect },
        },
      ],
    }));
  },

  sum({ today, figures }, { people, counts: { lower = 0, upper = 0 } }) {
    const { takesEffect } = declarationWindow(figures, yearOf(today));
    const estimate = estimateOf(figures, takesEffect);
    return {
      text: `已申报 ${people} 名职工 ${yearOf(today)} 年度工资，从 ${Month.print(takesEffect)}起作为缴费基数${lower || upper ? `；其中 ${lower} 人按下限、${upper} 人按上限计` : ""}。没有申报的职工继续用上年度基数。`,
      due: 0,
      ...(estimate === undefined ? {} : { estimate }),
    };
  },
};
