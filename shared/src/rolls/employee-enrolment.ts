import { field } from "../field/index.ts";
import { person } from "./person.ts";

/** 职工参保登记 and 续保 of many. */
export const employeeEnrolment = {
  code: "employee-enrolment",
  item: "employee-enrolment",
  name: "职工参保登记（批量）",
  title: "参保登记花名册",
  advice: "一行一名职工，新参保和续保都填在这里；一次最多 20000 行。入职超过 3 个月的，只从本月起参保。",
  consequences: [
    "确认后，名册里的职工全部从入职当月起参保，一人不漏；有一人办不成，就一人都不办。",
    "补缴的月份按天加收滞纳金（每天万分之五），请尽快到税务渠道缴清。",
    "正在领失业金的职工，从参保当月起停发。",
    "每位职工会在小程序里收到通知。",
  ],
  columns: {
    ...person,
    mobile: field.mobile({
      label: "手机号",
      help: "职工本人的 11 位手机号，登记用；办理结果在小程序「消息」里告诉本人。",
      optional: true,
    }),
    entryDate: field.date({ label: "入职日期", help: "劳动合同上真实的第一天，写成 2026-01-31。", to: "today" }),
    wage: field.money({ label: "月工资", help: "首月工资总额，单位元，低于下限、高于上限的由系统按限额计。" }),
    schemes: field.choice({
      label: "险种",
      help: "不填就是五险。第二份工作才选仅工伤保险。",
      options: { all: "五险", injury: "仅工伤保险" },
      optional: true,
    }),
  },
  unique: "idNumber",
} as const;
