import { field } from "../field/index.ts";
import { educations, households } from "../insurance/index.ts";
import { person } from "./person.ts";

/** 员工一般信息变更 of many. What is registered now is not shown to the employer: it fills in only what is to be changed. */
export const employeeInfoChange = {
  code: "employee-info-change",
  item: "employee-info-change",
  name: "员工一般信息变更（批量）",
  title: "员工信息变更花名册",
  advice: "一行一名在职员工；一次最多 20000 行。只填要改的，空着的不会动；姓名和身份证号只用来认人，不能在这里改。",
  consequences: [
    "确认后马上生效；有一人改不成，就一人都不改。",
    "每位员工会在小程序里收到通知，看得到是哪家单位改了哪几项。",
  ],
  columns: {
    ...person,
    mobile: field.mobile({ label: "新的手机号码", help: "员工本人的 11 位手机号。", optional: true }),
    address: field.text({ label: "联系地址", max: 100, help: "寄材料用，写到门牌号。", optional: true }),
    email: field.text({ label: "电子邮箱", max: 100, optional: true }),
    household: field.choice({ label: "户口性质", help: "从列表里选。", options: households, optional: true }),
    education: field.choice({ label: "文化程度", help: "从列表里选。", options: educations, optional: true }),
  },
  unique: "idNumber",
} as const;
