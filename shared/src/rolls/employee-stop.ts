import { field } from "../field/index.ts";
import { stopReasons } from "../insurance/index.ts";
import { person } from "./person.ts";

/** 减员 of many. */
export const employeeStop = {
  code: "employee-stop",
  item: "employee-stop",
  name: "职工停保（批量）",
  title: "停保花名册",
  advice: "一行一名职工；一次最多 20000 行。离职当月仍由单位缴费。原因决定本人能不能领失业金，请如实选。",
  consequences: [
    "确认后，名册里的职工全部停保，缴到各自离职的当月；有一人办不成，就一人都不办。",
    "停保原因决定职工能不能申领失业金，每位职工会收到通知，看得到原因。",
    "离职以后已经核定、还没缴的月份不会自动注销，请再办「职工当月欠款注销」。",
  ],
  columns: {
    ...person,
    leavingDate: field.date({ label: "离职日期", help: "真实的最后工作日，写成 2026-01-31。" }),
    reason: field.choice({
      label: "停保原因",
      help: "从列表里选真实的原因。",
      // One list for form and roll: the ledger's.
      options: Object.fromEntries(Object.entries(stopReasons).map(([code, { label }]) => [code, label])),
    }),
  },
  unique: "idNumber",
} as const;
