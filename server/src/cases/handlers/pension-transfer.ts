import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { Day } from "@wsi/shared/values";
import { guideNumber } from "./guide-number.ts";
import type { Handler } from "./handler.ts";

const stepWords = [
  "新参保地已受理",
  "已向原参保地发函",
  "原参保地已转出信息和资金，等武汉接收",
  "已办结，年限已经合并",
] as const;

/** 社保关系转移: how far it is, or where to apply. We begin none ourselves. */
export const followPensionTransfer: Handler<AnswersOf<Items["pension-transfer"]>> = {
  async effect({ tx, core, subject, answers, key, today }) {
    if (answers.want === "apply")
      return {
        outcome: "done",
        receipt: guideNumber(key, today),
        text:
          answers.where === "out-of"
            ? "转到外省：在掌上 12333 或 si.12333.gov.cn 选「关系转移」，填新参保地提交；也可以到新参保地窗口。武汉这边不用您来，收到函后自动转出。办了以后在这里看进度。"
            : "转到武汉：在掌上 12333 或 si.12333.gov.cn 选「关系转移」，转入地选武汉；也可以到您参保区的社保大厅。不用回原参保地。办了以后在这里看进度。",
        due: 0,
      };
    const [one] = await core.transfers(tx, subject.personId);
    if (!one)
      return {
        outcome: "refused",
        because: "没有查到您的转移申请",
        instead: "还没申请的，请改选「知道去哪儿申请、怎么办」；刚在掌上 12333 申请的，过 2 个工作日再来看",
      };
    const months = one.months === undefined ? "" : `，转入 ${one.months} 个月`;
    return {
      outcome: "done",
      receipt: guideNumber(key, today),
      text: `${one.fromPlace}转到${one.toPlace}，${Day.print(one.appliedOn)}申请${months}。一共 4 步，现在第 ${one.step} 步：${stepWords[one.step - 1] ?? stepWords[0]}（${Day.print(one.stepOn)}）。`,
      due: 0,
    };
  },
};
