import { all, any, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employeeFields, employerDesk, noCharge } from "./employer-words.ts";

const reviewed = not(fact("employerTrusted"));
/** 年度工资申报 (S16). The days are the ledger's: asked as a fact at the door, judged again with the year when it is handed in. */
export const wageDeclaration = defineItem({
  code: "wage-declaration",
  version: 1,
  name: "年度工资申报",
  aliases: ["工资申报", "缴费工资申报", "社保基数申报", "基数调整", "年审", "申报员工工资"],
  summary: "每年在开放期内，申报员工上一年的月平均工资，从 7 月起按它缴费。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employee",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十二条、第六十条、第六十二条", trust: "law" },
    { title: "武汉年度工资申报时间和办法（转载，未经核实，以公布为准）", trust: "weak" },
  ],
  handling: "reviewed",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 3 },
  risk: "medium",
  autoDecide: { when: fact("employerTrusted"), because: "单位信用良好，免审", checkPercent: 5 },
  keep: { draftDays: 90, closedYears: 15 },
  facts: ["declarationOpen", "declarationOpensOn", "employerTrusted", "activeHere", "injuryOnlyHere"],
  refusals: [
    {
      when: not(fact("declarationOpen")),
      because: "年度工资申报现在没有开放，下次从 {declarationOpensOn}开始（以当年公布为准）",
      instead:
        "请到 {declarationOpensOn}再来；没有申报的继续用上年度基数。新员工的工资在参保登记里填，本月核错了的办职工当月欠款注销",
    },
    {
      when: not(any(fact("activeHere"), fact("injuryOnlyHere"))),
      because: "这个人现在不由本单位参保，不能由本单位申报工资",
      instead: "请核对身份证号；已经离职的不用申报，刚入职的先办职工参保登记",
      insteadItem: "employee-enrolment",
    },
  ],
  steps: [
    step("who", "核对员工", {
      ...employeeFields,
      mobile: field.mobile({
        label: "员工本人的手机号码",
        help: "不是您的号码：申报了多少，要告诉员工本人",
      }),
    }),
    step("wage", "申报工资", {
      basis: field.choice({
        label: "员工去年的情况",
        options: { whole: "去年做满了一年", part: "去年中途入职", none: "今年才入职" },
        help: "决定平均工资怎么算",
      }),
      wage: field.money({
        label: "月平均工资",
        min: 1,
        max: 99_999_999,
        help: "做满一年的：去年工资总额除以 12；中途入职的：除以实际月数；今年入职的：第一个月工资",
        term: "月平均工资",
      }),
    }),
  ],
  materials: {
    idCard: { name: "员工居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" },
    payroll: {
      name: "上年度工资表（这位员工的部分）",
      why: "核对月平均工资",
      from: "upload",
      when: all(reviewed, any(equal("basis", "whole"), equal("basis", "part"))),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 5,
      where: "财务部门导出盖章，或银行代发工资明细；信用良好的免审单位不用交",
    },
    firstPay: {
      name: "劳动合同工资页或第一个月工资条",
      why: "今年才入职，没有去年的工资表",
      from: "upload",
      when: all(reviewed, equal("basis", "none")),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
    },
  },
  consequences: [
    { warning: "从今年 7 月到明年 6 月，按这次申报的工资缴费；开放期内再申报一次，以最后一次为准。" },
    { warning: "低于下限（60%）的按下限缴，高于上限（300%）的按上限缴，下面会写明这位员工按多少缴。" },
    { warning: "申报的数额会告诉员工本人。少报工资要补缴并加收滞纳金，情节严重的罚款（社会保险法第八十六条）。" },
  ],
  fee: { kind: "free", note: noCharge },
  result: "申报回执（PDF），写明从 7 月起的缴费基数；员工本人会收到通知",
  guide: {
    conditions: ["在开放期内（每年第二季度前后，以当年公布为准）", "员工现在由本单位参保", "您是单位的经办人"],
    flow: ["选员工", "填月平均工资和员工手机号", "看清按多少缴、为什么", "确认提交", "员工收到通知"],
    channels: employerDesk.channels,
    places: employerDesk.places,
    phones: ["12333（社保）", "12366（缴费）"],
    mistakes: ["把年薪或到手工资当成月平均工资", "漏了奖金、津贴", "过了开放期才想起来"],
    questions: [
      {
        ask: "没有申报会怎样？",
        answer: "7 月起先按上年度基数缴；未按规定申报的月份，可以按上月的 110% 确定（社会保险法第六十二条）。",
      },
      { ask: "月平均工资包括奖金吗？", answer: "包括。计时、计件工资，奖金，津贴补贴，加班工资都算，个人所得税前。" },
    ],
    updatedOn: "2026-11-28",
  },
});
