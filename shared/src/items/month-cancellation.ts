import { all, any, equal, fact, field, not } from "../field/index.ts";
import { cancelReasons } from "../insurance/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employeeFields, employerDesk, taxCollects } from "./employer-words.ts";

/** 职工当月欠款注销 (S13), 退账: assessed, unpaid, this month. Stop first, cancel then. */
export const monthCancellation = defineItem({
  code: "month-cancellation",
  version: 1,
  name: "职工当月欠款注销（退账）",
  aliases: ["当月欠款注销", "退账", "注销当月欠款", "核定错了", "本月不用缴", "工资报错了"],
  summary: "本月已经核定、还没有缴的费款核错了，注销它，或者按正确的工资重新核定。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employee",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第六十条", trust: "law" },
    { title: "武汉单位网厅退费申报：退账和退收（武汉人社，转载）", trust: "official" },
  ],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["everHere", "activeHere", "injuryOnlyHere", "unpaidThisMonth", "arrivedThisMonth"],
  refusals: [
    {
      when: not(fact("everHere")),
      because: "这个人没有由本单位参过保，没有可以注销的欠款",
      instead: "请核对身份证号；别的单位的欠款由那家单位办理",
    },
    {
      when: all(fact("arrivedThisMonth"), not(fact("unpaidThisMonth"))),
      because: "本月的费用已经到账，没有欠款可以注销（退账只退还没缴的）",
      instead: "确实多缴了的，请先停保，再打 12366 申请退费（退收）",
    },
    {
      when: not(fact("unpaidThisMonth")),
      because: "本月没有待缴的核定：还没有核定，或者已经注销过",
      instead: "请在「单位缴费明细」里核对；没有核定的不用注销",
    },
    {
      when: all(equal("reason", "left"), any(fact("activeHere"), fact("injuryOnlyHere"))),
      because: "这位员工还没有停保，注销后下个月仍会核定（先停后退）",
      instead: "请先办职工停保（减员），再来注销本月欠款",
      insteadItem: "employee-stop",
    },
    {
      when: all(equal("reason", "wrong-wage"), not(any(fact("activeHere"), fact("injuryOnlyHere")))),
      because: "这位员工已经停保，不能按新工资重新核定",
      instead: "请改选原因「已经离职」",
    },
  ],
  steps: [
    step("who", "核对员工", employeeFields),
    step("what", "注销哪个月、为什么", {
      month: field.month({
        label: "注销哪个月",
        prefill: "month.current",
        to: "this-month",
        help: "只能注销本月。以前月份的欠费要补缴",
        term: "当月欠款注销",
      }),
      reason: field.choice({
        label: "注销原因",
        options: cancelReasons,
      }),
      rightWage: field.money({
        label: "正确的每月工资",
        min: 1,
        max: 99_999_999,
        showWhen: equal("reason", "wrong-wage"),
        help: "本月马上按它重新核定，以后也按它缴",
        term: "申报工资",
      }),
      note: field.text({
        label: "请写明原因",
        max: 100,
        showWhen: equal("reason", "other"),
        help: "一句话就可以",
      }),
    }),
  ],
  materials: {
    idCard: { name: "员工居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" },
  },
  consequences: [
    {
      when: not(equal("reason", "wrong-wage")),
      warning: "注销后，这个月对员工就是没有缴费：不算养老年限，也可能影响看病报销。",
    },
    { when: equal("reason", "wrong-wage"), warning: "原来的核定作废，本月按新工资重新核定，请按新的数额缴费。" },
    { warning: "已经在银行或税务渠道缴了、只是还没有到账的，不要注销：等到账后申请退费。" },
  ],
  fee: { kind: "assessed", note: taxCollects },
  result: "欠款注销回执（PDF）；工资报错的，本月按正确工资重新核定",
  guide: {
    conditions: ["本月已经为员工核定费用", "这笔费用还没有缴", "员工已离职的，先办停保"],
    flow: ["选员工", "选原因；工资报错的填正确工资", "看清注销和重新核定的金额", "确认，马上办结"],
    channels: employerDesk.channels,
    places: employerDesk.places,
    phones: ["12333（社保）", "12366（缴费、退费）"],
    mistakes: ["没停保就来注销，下个月又核定出来", "已经缴了、还没到账就来注销", "想用注销免掉以前月份的欠费"],
    questions: [
      { ask: "注销和退费有什么不同？", answer: "还没缴的叫退账，在这里注销；已经到账的叫退收，要申请退费。" },
      { ask: "上个月的能注销吗？", answer: "不能。以前月份要补缴；有争议请打 12366。" },
    ],
    updatedOn: "2026-11-28",
  },
});
