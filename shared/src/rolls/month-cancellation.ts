import { field } from "../field/index.ts";
import { cancelReasons } from "../insurance/index.ts";
import { person } from "./person.ts";

/** 职工当月欠款注销 (退账) of many. */
export const monthCancellation = {
  code: "month-cancellation",
  item: "month-cancellation",
  name: "职工当月欠款注销（批量）",
  title: "当月欠款注销花名册",
  advice:
    "一行一名职工；一次最多 20000 行。只能注销本月已经核定、还没有缴的；已经离职的，先办停保再来注销（先停后退）。",
  consequences: [
    "确认后，名册里的职工本月没缴的险种全部注销；有一人办不成，就一人都不办。",
    "注销后，这个月对职工就是没有缴费：不算养老年限，也可能影响看病报销。",
    "工资报错的，本月马上按正确的工资重新核定，以后也按它缴。",
    "已经在银行或税务渠道缴了、只是还没有到账的，不要注销：等到账后申请退费。",
    "每位职工会在小程序里收到通知。",
  ],
  columns: {
    ...person,
    month: field.month({
      label: "注销哪个月",
      to: "this-month",
      help: "只能是本月，写成 2026-01。跨了月才确认的要重新填，不会注销到别的月份。",
    }),
    reason: field.choice({
      label: "注销原因",
      help: "从列表里选真实的原因。",
      options: cancelReasons,
    }),
    rightWage: field.money({
      label: "正确的月工资",
      min: 1,
      max: 99_999_999,
      help: "原因是工资报错了才填，单位元；本月按它重新核定。",
      optional: true,
    }),
    note: field.text({ label: "其他原因说明", max: 100, help: "原因是其他原因才填，一句话。", optional: true }),
  },
  unique: "idNumber",
} as const;
