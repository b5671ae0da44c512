import { flexibleMonth, isTier } from "@wsi/shared/insurance";
import { Month } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refused, type Refused } from "../effect.ts";
import { linesTold, recompute } from "./recompute.ts";
import { isPaid, standingLines, type Ask, type Corrected } from "./wrong.ts";

/** A tier that was taken by mistake, as long as nothing was paid by it: months that are paid keep theirs (person/tier.ts). */
export async function correctTier(tx: Tx, ask: Ask<"tier">): Promise<Corrected | Refused> {
  const { act, wrong, figures } = ask;
  const { tier } = act.change;
  if (!isTier(figures, tier)) return refused("没有这个缴费档次", "请从列表里选一个养老缴费档次");
  const [was, from] = [Number(wrong.input["tier"]), String(wrong.input["from"])];
  if (was === tier) return refused(`现在登记的就是 ${tier}% 档，没有变化`, "请核对要更正的档次");
  const spell = await tx
    .selectFrom("enrolments")
    .selectAll()
    .where("person_id", "=", act.personId)
    .where("scheme", "=", "pension")
    .where("through", "=", "flexible")
    .where("started_on", ">=", from)
    .orderBy("started_on")
    .orderBy("id")
    .executeTakeFirst();
  if (spell?.tier !== was) return refused("这次以后又改过档次或停过保，不能再改回去", "以后的月份请办「缴费档次变更」");
  const to = spell.stopped_on ?? undefined;
  const lines = (
    await standingLines(tx, { personId: act.personId, employerId: null, from: spell.started_on, to })
  ).filter((line) => line.scheme === "pension");
  const paid = lines.find(isPaid);
  if (paid)
    return refused(
      `${Month.print(paid.month)}已经按 ${was}% 档缴了，已经缴的月份不能改档次`,
      "以后的月份请办「缴费档次变更」，从下个月起按新的档次缴",
    );
  const done = await recompute(tx, ask, lines, (month) => flexibleMonth(figures, month, ["pension"], tier).lines);
  if ("outcome" in done) return done;
  await tx.updateTable("enrolments").set({ tier }).where("id", "=", spell.id).execute();
  return {
    was: { tier: was },
    now: { tier },
    text: `从 ${Month.print(spell.started_on)}起的养老缴费档次由 ${was}% 更正为 ${tier}%${linesTold(done)}`,
    ...done,
    estimate: flexibleMonth(figures, spell.started_on, ["pension"], tier).estimate,
  };
}
