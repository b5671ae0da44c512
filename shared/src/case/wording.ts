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
