import { any, fact, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employeeFields, employerDesk, noCharge } from "./employer-words.ts";
import { personInfoFields, personInfoGuide, policeKeeps } from "./person-info.ts";

/** 个人一般信息变更 (S12) through the employer. What is registered now is not shown to it: it fills in only what is to be changed. */
export const employeeInfoChange = defineItem({
  code: "employee-info-change",
  version: 2,
  name: "员工一般信息变更",
  aliases: ["职工信息变更", "员工信息变更", "改员工手机号", "员工资料变更", "个人一般信息变更（单位）"],
  summary: "替员工改手机号、地址、户口性质、文化程度，马上生效，员工会收到通知。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employee",
  authority: "hrss",
  basis: [
    { title: "社会保险经办条例", article: "第十条", trust: "law" },
    { title: "中华人民共和国社会保险法", article: "第五十八条", trust: "law" },
  ],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 0 },
  risk: "low",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["activeHere", "injuryOnlyHere"],
  refusals: [
    {
      when: not(any(fact("activeHere"), fact("injuryOnlyHere"))),
      because: "这个人现在不由本单位参保，单位不能改他的信息（个人信息保护法第十三条）",
      instead: "请员工本人在小程序办个人一般信息变更；刚入职的先办职工参保登记",
      insteadItem: "employee-enrolment",
    },
    policeKeeps,
  ],
  steps: [step("who", "核对员工", employeeFields), step("change", "改成什么", personInfoFields)],
  materials: {
    idCard: { name: "员工居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" },
  },
  consequences: [{ warning: "确认后马上生效，并告诉员工本人是哪家单位、哪位经办人改的。" }],
  fee: { kind: "free", note: noCharge },
  result: "变更回执（PDF），员工本人会收到通知",
  guide: {
    conditions: ["员工现在由本单位参保", "改的不是姓名、身份证号、性别、出生日期"],
    flow: ["选员工", "选要改的，填新的", "确认，马上生效", "员工收到通知"],
    channels: employerDesk.channels,
    places: employerDesk.places,
    phones: ["12333（社保）", "12393（医保）"],
    ...personInfoGuide,
  },
});
