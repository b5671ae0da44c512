import { clampBase, employerMonth, estimateOf, wageProblem } from "@wsi/shared/insurance";
import { addMonths, Money, Month } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refused, type Refused } from "../effect.ts";
import { declare } from "../employer/wages-table.ts";
import { linesTold, recompute } from "./recompute.ts";
import { correctionKey, standingLines, type Ask, type Corrected } from "./wrong.ts";

/** The wage an employer declared was wrong: it holds from the same month on, until the next that was declared. */
export async function correctWage(tx: Tx, ask: Ask<"wage">, employerId: string): Promise<Corrected | Refused> {
  const { act, wrong, figures } = ask;
  const { wage } = act.change;
  const problem = wageProblem(wage);
  if (problem) return refused(problem.because, problem.instead);
  const declared = await tx
    .selectFrom("wages")
    .selectAll()
    .where("person_id", "=", act.personId)
    .where("employer_id", "=", employerId)
    .orderBy("from_month")
    .orderBy("id")
    .execute();
  const first = declared.find((row) => row.effect_key === act.of);
  const now = declared.findLast((row) => row.from_month === first?.from_month);
  if (!first || !now) throw new Error("the act that is corrected declared no wage");
  const from = first.from_month;
  if (!wrong.keys.includes(now.effect_key ?? ""))
    return refused("这份工资后来又申报过，现在按后面那次计", "请在后面那次的办件里申请更正");
  if (now.wage === wage) return refused(`现在登记的就是 ${Money.print(wage)}，没有变化`, "请核对要更正的数");
  const next = declared.find((row) => row.from_month > from)?.from_month;
  const to = next === undefined ? undefined : addMonths(next, -1);
  const lines = await standingLines(tx, { personId: act.personId, employerId, from, to });
  const raised = lines.find((line) => line.basis === "raised");
  if (raised)
    return refused(
      `${Month.print(raised.month)}单位没有按规定申报，是按上月的 110% 核定的，机器不能重算`,
      "请带工资表到社保大厅，由工作人员逐月核定",
    );
  const done = await recompute(tx, ask, lines, (month) => {
    const { base } = clampBase(figures, month, wage);
    return employerMonth(figures, month, wage).map((line) => ({ ...line, wage: base === wage ? undefined : wage }));
  });
  if ("outcome" in done) return done;
  await declare(tx, { employerId, fromMonth: from, kind: "correction", key: correctionKey(act.number) }, [
    { personId: act.personId, wage },
  ]);
  return {
    was: { wage: now.wage },
    now: { wage },
    text: `从 ${Month.print(from)}起的月工资由 ${Money.print(now.wage)} 更正为 ${Money.print(wage)}${linesTold(done)}`,
    ...done,
    estimate: done.entered.length > 0 ? estimateOf(figures, done.entered[0]?.month ?? from) : undefined,
  };
}
