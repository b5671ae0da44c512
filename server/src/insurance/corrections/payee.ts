import { BankCard } from "@wsi/shared/values";
import type { Tx } from "../../db.ts";
import { refused, type Refused } from "../effect.ts";
import { keepPayee } from "../person/payee.ts";
import { grantOf } from "./benefit.ts";
import type { Ask, Corrected } from "./wrong.ts";

/** The card a benefit is paid to was wrong. The history keeps the last four digits of both. */
export async function correctPayee(tx: Tx, ask: Ask<"payee">): Promise<Corrected | Refused> {
  const { act } = ask;
  const card = BankCard.parse(act.change.bankCard);
  if (!card.ok) return refused("银行卡号不对", card.message);
  const grant = await grantOf(tx, ask);
  if (grant.ended_on !== null) return refused("这笔失业金已经停发，不用再改卡号", "下次申领时填新的卡号");
  const before = await tx
    .selectFrom("benefit_payees")
    .select("bank_card")
    .where("benefit_id", "=", grant.id)
    .executeTakeFirst();
  if (before?.bank_card === card.value) return refused("和现在登记的卡号一样，没有变化", "请核对要更正的卡号");
  await keepPayee(tx, { benefitId: grant.id, bankCard: card.value, today: act.today });
  return {
    was: { bankCard: before ? BankCard.mask(before.bank_card) : null },
    now: { bankCard: BankCard.mask(card.value) },
    text: `失业金改发到尾号 ${card.value.slice(-4)} 的银行卡`,
    reversed: [],
    entered: [],
    due: 0,
  };
}
