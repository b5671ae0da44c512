import { Day } from "../values/index.ts";
import type { CaseAction, CaseState } from "./lifecycle.ts";

/** What people read for a state, in one place for phone, console, bot and receipt. */
export const stateName: Record<CaseState, string> = {
  draft: "草稿",
  submitted: "已提交，等待受理",
  accepted: "已受理，审核中",
  returned: "需要补正",
  approved: "已通过",
  declined: "不予通过",
  effective: "已办结",
  closed: "已办结归档",
  withdrawn: "已撤回",
  expired: "已过期",
};

export const actionName: Record<CaseAction, string> = {
  save: "保存",
  submit: "提交",
  resubmit: "补正后重新提交",
  withdraw: "撤回",
  accept: "受理",
  return: "一次性告知补正",
  approve: "通过",
  decline: "不予通过",
  propose: "初审",
  sendBack: "退回重审",
  explain: "说明超期原因",
  effect: "生效",
  close: "归档",
  expire: "过期",
  rate: "评价",
  "ask-correction": "申请更正",
  "propose-correction": "更正初审",
  "send-back-correction": "更正退回重审",
  correct: "已更正",
  "refuse-correction": "不予更正",
};

/** 好差评 five levels (国办发〔2019〕51号). */
export const ratingNames = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"] as const;

/** 清除: what stands in the place of content whose term is over, on phone, console and receipt. */
export const erasedTitle = "已按规定期限清除";
/** `years` after it was over; null: a draft that was never submitted. `on`: a day in Beijing. */
export const erasedWords = ({ on, years }: { on: string; years: number | null }): string =>
  years === null
    ? `没有提交的草稿，到期或撤回后不再保存，已于 ${Day.print(on)} 清除。`
    : `办结后满 ${years} 年，填写的内容、材料、消息和办理意见已于 ${Day.print(on)} 清除。编号、事项、日期、结果和经办人作为办理记录留下；参保和缴费记录不受影响，在「我的社保」里看。`;
