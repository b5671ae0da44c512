import { addMonths, monthOf } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import type { Db } from "../../db.ts";

/** 发到哪张卡: kept with the benefit, since that is what pays. */
export async function keepPayee(
  tx: Tx,
  { benefitId, bankCard, today }: { benefitId: string; bankCard: string; today: string },
): Promise<void> {
  await tx
    .insertInto("benefit_payees")
    .values({ benefit_id: benefitId, bank_card: bankCard, since: today })
    .onConflict((same) => same.column("benefit_id").doUpdateSet({ bank_card: bankCard, since: today }))
    .execute();
}

/** The last month is paid in the month after it; then nothing needs the card any more (个人信息保护法 19: as short as possible). Ours. */
const monthsAfter = 1;

/** Forgets the cards of benefits that are over and paid. Answers how many. */
export async function erasePayees(db: Db, today: string): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("benefit_payees")
    .using("benefits as b")
    .whereRef("b.id", "=", "benefit_payees.benefit_id")
    .where("b.ended_on", "<", addMonths(monthOf(today), -monthsAfter))
    .executeTakeFirstOrThrow();
  return Number(numDeletedRows);
}
