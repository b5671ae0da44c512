import { randomUUID } from "node:crypto";
import { addMonths, Money, Month, monthOf } from "@wsi/shared/values";
import { flexibleMonth, isTier, type Figures } from "@wsi/shared/insurance";
import type { Tx } from "../../db.ts";
import type { ChangeTier, Effect } from "../../ports/core-insurance.ts";
import { currentFigures } from "../../figures/index.ts";
import { once, refused, type Refused } from "../effect.ts";
import { readEnrolments, type EnrolmentRow } from "../enrolments.ts";

async function barrier(
  tx: Tx,
  figures: Figures,
  act: ChangeTier,
  now: EnrolmentRow | undefined,
): Promise<Refused | undefined> {
  const next = addMonths(monthOf(act.today), 1);
  if (!now)
    return refused(
      "您现在没有以灵活就业身份缴养老保险，没有档次可改",
      "暂停了的，请办理「灵活就业续保」，续保时可以选档次；由单位参保的，基数按工资由单位申报",
    );
  if (!isTier(figures, act.tier)) return refused("没有这个缴费档次", "请从列表里选一个养老缴费档次");
  if (act.tier === now.tier) return refused(`您现在就是 ${act.tier}% 档，没有变化`, "请选另一个档次，或者不用办");
  if (act.from !== monthOf(act.today) && act.from !== next)
    return refused(
      `档次变更从本月或下月起算，不能从 ${Month.print(act.from)} 起`,
      "请把生效月改成下月；已经缴的月份不能改档次",
    );
  const assessed = await tx
    .selectFrom("payments")
    .select("status")
    .where("person_id", "=", act.personId)
    .where("scheme", "=", "pension")
    .where("month", ">=", act.from)
    .where("status", "<>", "cancelled")
    .executeTakeFirst();
  if (assessed)
    return refused(
      `${Month.print(act.from)}的养老保险已经核定，这个月不能改了`,
      act.from === next ? "请等那个月过后再改" : `请改为从 ${Month.print(next)}起生效`,
    );
  return undefined;
}

/** 缴费档次变更. The old spell ends with the month before, a new one begins: earlier months keep the tier they were paid by. */
export function changeTier(tx: Tx, act: ChangeTier): Promise<Effect> {
  const { personId, key, today, tier, from } = act;
  return once(tx, { kind: "change-tier", key, personId, today, input: { tier, from } }, async () => {
    const now = (await readEnrolments(tx, personId)).find(
      (row) => row.through === "flexible" && row.scheme === "pension" && row.stopped_on === null,
    );
    const figures = await currentFigures(tx);
    const barred = await barrier(tx, figures, act, now);
    if (barred || !now) return barred ?? refused("没有参保记录", "请打 12333");
    if (now.started_on >= from)
      // Nothing was covered by it yet: there is no spell to end.
      await tx.updateTable("enrolments").set({ tier }).where("id", "=", now.id).execute();
    else {
      await tx
        .updateTable("enrolments")
        .set({ stopped_on: addMonths(from, -1), stop_reason: "变更缴费档次" })
        .where("id", "=", now.id)
        .execute();
      const { employer_name: _, ...row } = now;
      await tx
        .insertInto("enrolments")
        .values({ ...row, id: randomUUID(), tier, started_on: from, stopped_on: null, stop_reason: null })
        .execute();
    }
    const cost = (of: number | null) => flexibleMonth(figures, from, ["pension"], of ?? tier).lines[0]?.person ?? 0;
    const { estimate } = flexibleMonth(figures, from, ["pension"], tier);
    return {
      text: `从 ${Month.print(from)}起，养老保险由 ${now.tier}% 档（每月 ${Money.print(cost(now.tier))}）改为 ${tier}% 档（每月 ${Money.print(cost(tier))}）。以前月份不变。`,
      due: 0,
      ...(estimate === undefined ? {} : { estimate }),
      events: [{ kind: "tier-changed", detail: { from, before: now.tier, after: tier } }],
    };
  });
}
