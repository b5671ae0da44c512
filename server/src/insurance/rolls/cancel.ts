import { Money, Month, monthOf } from "@wsi/shared/values";
import type { CancelRow } from "../../ports/core-insurance.ts";
import { assessMany, type AssessedLine } from "../effect.ts";
import {
  cancelBarrier,
  cancelLines,
  monthThere,
  reassessed,
  sumOfOpen,
  tellCancelled,
} from "../employer/cancel-month.ts";
import { declare } from "../employer/wages-table.ts";
import type { OpenRow } from "../orders.ts";
import type { Kind } from "./kind.ts";
import { bad, misnamed, stranger, sumByScheme } from "./people.ts";

interface Plan {
  row: CancelRow;
  personId: string;
  open: OpenRow[];
  lines: AssessedLine[];
}

/** 职工当月欠款注销 of many: judged and told by the same functions as one (employer/cancel-month.ts). */
export const cancelRoll: Kind<CancelRow, Plan> = {
  newcomers: false,
  barrier: () => Promise.resolve(undefined),

  async plan(tx, { employerId, today, figures }, rows, people) {
    const ids = rows.flatMap((row) => people.get(row.idNumber)?.id ?? []);
    const there = await monthThere(tx, { employerId, month: monthOf(today), today }, ids);
    return rows.map((row) => {
      const known = people.get(row.idNumber);
      const own = known && there.get(known.id);
      if (!known || !own) return stranger;
      const wrong = misnamed(row, known);
      if (wrong) return wrong;
      const barred = cancelBarrier({ ...row, today }, own);
      if (barred) return bad(barred.of === "person" ? "idNumber" : barred.of, barred.refusal);
      return { row, personId: known.id, open: own.open, lines: reassessed(figures, row, own.open) };
    });
  },

  verdict: ({ lines }) => ({ ok: true, months: lines.length > 0 ? 1 : 0, due: sumByScheme(lines) }),

  async write(tx, { employerId, today, key, figures }, plans) {
    await cancelLines(
      tx,
      plans.flatMap((one) => one.open),
    );
    const anew = plans.flatMap(({ row, personId, lines }) =>
      lines.length > 0 && row.reassessWage !== undefined ? [{ personId, lines, wage: row.reassessWage }] : [],
    );
    await declare(tx, { employerId, fromMonth: monthOf(today), kind: "correction", key }, anew);
    await assessMany(
      tx,
      { today, figures },
      anew.map(({ personId, lines }) => ({ personId, employerId, lines })),
    );
    return plans.map(({ row, personId, open, lines }) => {
      const { text, due, events } = tellCancelled(figures, row, open, lines);
      return {
        personId,
        text,
        due,
        events: events.map((event) => ({ ...event, personId })),
        counts: { cancelled: sumOfOpen(open), reassessed: Number(lines.length > 0) },
      };
    });
  },

  sum({ today }, { people, due, counts: { cancelled = 0, reassessed: anew = 0 } }) {
    const what = `已注销 ${people} 名职工 ${Month.print(monthOf(today))}未缴的 ${Money.print(cancelled)}`;
    const text =
      anew === 0 ? `${what}，不用再缴。` : `${what}；其中 ${anew} 人按正确的工资重新核定，应缴 ${Money.print(due)}。`;
    return { text, due };
  },
};
