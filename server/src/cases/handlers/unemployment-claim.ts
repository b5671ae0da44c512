import { sql } from "kysely";
import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { Month } from "@wsi/shared/values";
import type { Asking, Handler } from "./handler.ts";

type Answers = AnswersOf<Items["unemployment-claim"]>;

const claim = ({ tx, core, subject, answers, key, today }: Asking<Answers> & { key: string }) =>
  core.claimUnemployment(tx, {
    personId: subject.personId,
    key,
    today,
    region: answers.region,
    bankCard: answers.bankCard,
  });

/** 失业待遇申领 with 失业登记: months and amount are the ledger's. */
export const claimUnemploymentBenefit: Handler<Answers> = {
  effect: claim,
  corrections: {
    region: (region) => ({ kind: "benefit-region", region }),
    bankCard: (bankCard) => ({ kind: "payee", bankCard }),
  },
  /** The grant is had by granting and taking it back: nothing computes it a second time. */
  async foresee(input) {
    await sql`savepoint foreseen`.execute(input.tx);
    const answer = await claim({ ...input, key: `foresee:${input.subject.personId}` });
    const [granted] = await input.core.benefits(input.tx, input.subject.personId, input.today);
    await sql`rollback to savepoint foreseen`.execute(input.tx);
    if (answer.outcome === "refused" || granted?.months === undefined) return { lines: [], total: 0 };
    const { monthly, months, from, to } = granted;
    return {
      lines: [
        { label: "每月", fen: monthly, why: `从 ${Month.print(from)}起，最多 ${months} 个月` },
        {
          label: `领满 ${months} 个月合计`,
          fen: monthly * months,
          why: to === undefined ? "找到工作等情形要停发" : `到 ${Month.print(to)}`,
        },
      ],
      total: monthly,
      ...(answer.estimate === undefined ? {} : { estimate: answer.estimate }),
    };
  },
};
