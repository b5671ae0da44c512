import { field } from "../field/index.ts";
import { person } from "./person.ts";

/** 年度工资申报 of an employer's staff. */
export const wageDeclaration = {
  code: "wage-declaration",
  item: "wage-declaration",
  name: "年度工资申报（批量）",
  title: "年度工资花名册",
  advice: "一行一名在职职工，填上年度月平均工资；一次最多 20000 行。没有填的职工继续用上年度的基数。",
  consequences: [
    "申报的工资从 7 月起作为缴费基数，用一年；低于下限、高于上限的按限额计。",
    "有一人申报不成，整份名册都不申报。",
    "每位职工会收到通知，看得到申报的工资。",
  ],
  columns: {
    ...person,
    wage: field.money({ label: "月平均工资", help: "上年度应发工资总额除以月数，单位元。" }),
    mobile: field.mobile({
      label: "手机号",
      help: "职工本人的 11 位手机号，登记用；申报结果在小程序「消息」里告诉本人。",
      optional: true,
    }),
  },
  unique: "idNumber",
} as const;
