import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { addMonths, Day, Month, monthOf } from "@wsi/shared/values";
import { issueCertificate } from "../../certificates/index.ts";
import type { Handler } from "./handler.ts";

type Answers = AnswersOf<Items["payment-record"]>;

const rangeOf = ({ span, from, to }: Answers, today: string): { from: string; to: string } => {
  const thisMonth = monthOf(today);
  return span === "own" && from !== undefined && to !== undefined
    ? { from, to }
    : { from: addMonths(thisMonth, 1 - Number(span)), to: thisMonth };
};

/** More would be a book, not a paper; whoever needs a whole life asks in parts. */
const longestRange = 360;

/** 缴费信息查询、参保证明打印: the ledger's lines of some months, on a paper that can be checked. */
export const printPaymentRecord: Handler<Answers> = {
  async effect({ tx, core, subject, answers, key, today }) {
    const range = rangeOf(answers, today);
    if (addMonths(range.from, longestRange) <= range.to)
      return {
        outcome: "refused",
        because: "一份证明最多写 30 年",
        instead: "请把时段分成两段，各开一份",
      };
    const { number, paper, validUntil } = await issueCertificate(tx, core, {
      personId: subject.personId,
      key,
      today,
      purpose: answers.purpose,
      ...range,
    });
    const { months } = paper.inARow;
    return {
      outcome: "done",
      receipt: number,
      text: `已开参保缴费证明 ${number}：${Month.print(paper.from)} 至 ${Month.print(paper.to)}，养老已缴 ${paper.paid} 个月${paper.backPaid > 0 ? `（补缴 ${paper.backPaid} 个月）` : ""}，连续 ${months} 个月。有效期至 ${Day.print(validUntil)}，可在办件里下载。`,
      due: 0,
      made: { certificate: number },
    };
  },
};
