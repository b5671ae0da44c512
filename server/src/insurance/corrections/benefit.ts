import { randomUUID } from "node:crypto";
import { unemploymentBenefit } from "@wsi/shared/insurance";
import { Money, Month, monthOf, monthsApart, Region } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refused, type Refused } from "../effect.ts";
import type { Ask, Corrected } from "./wrong.ts";

const nothing = { reversed: [], entered: [], due: 0 };

/** The grant that the claim made, as it stands. */
export async function grantOf(tx: Tx, { act, wrong }: Pick<Ask<"benefit-region" | "payee">, "act" | "wrong">) {
  const told = await tx
    .selectFrom("ledger_events")
    .select("detail")
    .where("effect_key", "=", wrong.keys[0] ?? act.of)
    .where("kind", "=", "benefit-granted")
    .executeTakeFirstOrThrow();
  const { from } = told.detail as { from: string };
  return tx
    .selectFrom("benefits")
    .selectAll()
    .where("person_id", "=", act.personId)
    .where("kind", "=", "unemployment")
    .where("started_on", "=", from)
    .where("reversed_by", "is", null)
    .executeTakeFirstOrThrow();
}

/** The district of a grant was wrong, and with it the amount: the grant is reversed and entered anew, with its months. */
export async function correctBenefitRegion(tx: Tx, ask: Ask<"benefit-region">): Promise<Corrected | Refused> {
  const { act, figures } = ask;
  const { region } = act.change;
  const old = await grantOf(tx, ask);
  if (!Region.parse(region).ok) return refused("没有这个区", "请从列表里选");
  if (old.region === region) return refused("和现在登记的区一样，没有变化", "请核对要更正的区");
  if (old.ended_on !== null)
    return refused("这笔失业金已经停发，机器不能重算", "请到社保大厅，由工作人员核定要补发还是退回");
  const right = unemploymentBenefit(figures, region, old.months_paid ?? 0, old.registered_on ?? act.today);
  if (!right.ok) return refused(right.message, "请打 12333 咨询");
  const { monthly, basis, verified } = right.value;
  const drawn = monthsApart(old.started_on, monthOf(act.today));
  if (monthly < old.monthly && drawn > 0)
    return refused(
      `更正后每月 ${Money.print(monthly)}，比已经发的少，多发的 ${drawn} 个月要退回`,
      "退回待遇要有书面决定：请到社保大厅，由工作人员核定",
    );
  const { id, reversed_by: _, ...kept } = old;
  const entered = randomUUID();
  await tx
    .updateTable("benefits")
    .set({ ended_on: old.started_on, stop_code: "corrected", reversed_by: act.number })
    .where("id", "=", id)
    .execute();
  await tx
    .insertInto("benefits")
    .values({ ...kept, id: entered, region, monthly, entered_by: act.number, figures: figures.version })
    .execute();
  // Whoever pays finds the card beside the grant that stands.
  await tx.updateTable("benefit_payees").set({ benefit_id: entered }).where("benefit_id", "=", id).execute();
  const back = (monthly - old.monthly) * drawn;
  return {
    ...nothing,
    was: { region: old.region, monthly: old.monthly },
    now: { region, monthly },
    text: `发放地由${Region.print(old.region ?? "")}更正为${Region.print(region)}，失业金从 ${Month.print(old.started_on)}起由每月 ${Money.print(old.monthly)} 更正为 ${Money.print(monthly)}${back > 0 ? `，以前 ${drawn} 个月少发的 ${Money.print(back)} 由失业保险基金补发` : ""}`,
    ...(verified ? {} : { estimate: `金额按${basis}，以社保经办机构核定为准` }),
  };
}
