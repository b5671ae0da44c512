import type { AnswersOf } from "@wsi/shared/item";
import type { Items } from "@wsi/shared/items";
import { guideNumber } from "./guide-number.ts";
import type { Handler } from "./handler.ts";

type Answers = AnswersOf<Items["medical-referral"]>;

/** Where each matter is done. [O] 武汉医保; the menus of 湖北医疗保障 as its own pages name them. */
const where: Readonly<Record<Answers["matter"], string>> = {
  enrol:
    "在「湖北医疗保障」小程序选「灵活参保登记、停保」，或到区医保窗口。第一次参保要缴满 6 个月，从第 7 个月起报销。",
  away: "在「湖北医疗保障」小程序或国家医保服务平台选「异地就医备案」，马上生效；到医院出示医保电子凭证。",
  refund: "带齐材料到参保区的医保窗口，或在「湖北医疗保障」小程序选「手工报销」上传，30 个工作日内到账。",
  transfer: "在国家医保服务平台选「医保关系转移接续」，向新参保地申请，不用回原参保地。",
  maternity: "一般由单位在湖北医保服务平台申请；单位不办的，本人带材料到参保区的医保窗口。",
  chronic: "到二级以上定点医院的医保办申请认定，认定后选一家定点药店或医院。",
  other: "请打医保热线 12393，或到各区政务服务中心医保专区。",
};

/** 医保事项指引: the way to the medical bureau, kept as a paper one can carry. */
export const guideToMedical: Handler<Answers> = {
  effect: async ({ answers, key, today }) => ({
    outcome: "done",
    receipt: guideNumber(key, today),
    text: `${where[answers.matter]}问题打 12393。`,
    due: 0,
  }),
};
