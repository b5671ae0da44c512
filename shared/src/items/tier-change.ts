import { fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";
import { tierOptions } from "./tiers.ts";

/** 缴费档次变更 (S23). Decided by the machine; earlier months keep the tier they were paid by. */
export const tierChange = defineItem({
  code: "tier-change",
  version: 2,
  name: "缴费档次变更",
  aliases: ["改档次", "换档次", "缴费档次", "社保交少一点", "社保交多一点", "调整缴费基数"],
  summary: "灵活就业的养老缴费档次，改高改低都行，从下月起按新档次缴。",
  audience: ["flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十条、第十二条", trust: "law" },
    { title: "灵活就业人员可选九个档次（武汉人社，转载）", trust: "official" },
  ],
  handling: "instant",
  limits: { promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["flexibleActive", "employed", "retired", "currentTier"],
  refusals: [
    {
      when: fact("retired"),
      because: "您已经领取养老金，没有档次可改",
      instead: "待遇问题请打 12333，或到社保大厅咨询",
    },
    {
      when: fact("employed"),
      because: "您由单位参保，缴费基数按工资由单位申报，没有档次",
      instead: "觉得基数不对的，请单位更正申报；单位不改的，可以打 12333 反映",
    },
    {
      when: not(fact("flexibleActive")),
      because: "您现在没有以灵活就业身份缴养老保险",
      instead: "暂停了的，请先续保，续保时可以直接选新档次",
      insteadItem: "flexible-employment-renewal",
    },
  ],
  steps: [
    whoStep,
    step("tier", "选新档次", {
      tier: field.choice({
        label: "新的养老缴费档次",
        options: tierOptions,
        help: "下一页有改前、改后每月金额对照",
        term: "缴费档次",
      }),
      from: field.month({
        label: "从哪个月起",
        prefill: "month.next",
        from: "this-month",
        to: { monthsFromNow: 1 },
        help: "本月已经核定的，只能从下月起",
        term: "生效月",
      }),
    }),
  ],
  materials: { idCard },
  consequences: [
    { warning: "从您选的月份起按新档次缴，以前的月份不变，已经缴的不退不补。" },
    { warning: "档次低了，每月缴得少，退休后领得也少；医保缴费不受影响。" },
  ],
  fee: {
    kind: "ledger",
    title: "改后每月要缴",
    note: "这里不收钱。费款由税务部门征收：楚税通、鄂汇办或合作银行；在楚税通、鄂汇办缴费时也能选档次。",
  },
  result: "档次变更回执（PDF），从生效月起按新档次核定",
  guide: {
    conditions: ["正在以灵活就业身份缴职工养老保险", "要改的月份还没有核定"],
    flow: ["核对身份信息", "选新档次和生效月", "看改前改后对照", "签名确认，马上办结"],
    channels: halls.channels,
    places: halls.places,
    phones: ["12333（社保）", "12366（缴费）"],
    mistakes: ["以为能改以前月份的档次", "本月已核定还选本月", "改了档次忘了扣款卡里钱够不够"],
    questions: [
      { ask: "一年能改几次？", answer: "我们这里不限次数，从下月起生效；每年 7 月公布新标准后，同一档次的金额会变。" },
      { ask: "改高划算吗？", answer: "档次高，个人账户积累多，退休领得多；量力而行，可以先看养老金测算。" },
    ],
    updatedOn: "2026-11-28",
  },
});
