import { before, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";

/** 欠费补缴 (S20). An order for the tax channel, made by the machine: we never collect. */
export const arrearsPayment = defineItem({
  code: "arrears-payment",
  version: 2,
  name: "欠费补缴",
  aliases: ["补交欠费", "扣款失败", "欠费怎么补", "社保欠费", "没扣上钱", "历史欠费补缴"],
  summary: "灵活就业核定了没缴上的月份，选好月份开一张缴费单，到税务渠道缴。",
  audience: ["flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十条、第六十条", trust: "law" },
    { title: "灵活就业欠费补缴（武汉人社办事菜单，转载）", trust: "weak" },
  ],
  handling: "instant",
  limits: { promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["ownArrears", "arrearsFrom", "arrearsTo", "retired"],
  refusals: [
    {
      when: not(fact("ownArrears")),
      because: "没有查到您自己要缴的欠费",
      instead: "单位欠的由单位补，可以打 12333 反映；一直没有核定的月份，请看「中断补缴」",
      insteadItem: "interruption-back-payment",
    },
    {
      when: before("to", "from"),
      because: "最后一个月不能比第一个月早",
      instead: "请把「到哪个月」改成同月或更晚的月份",
    },
  ],
  steps: [
    whoStep,
    step("months", "补哪些月份", {
      which: field.choice({
        label: "补缴范围",
        options: { all: "全部欠费月份", some: "只补一段" },
        term: "欠费",
      }),
      from: field.month({
        label: "从哪个月",
        prefill: "arrears.from",
        to: "this-month",
        showWhen: equal("which", "some"),
        term: "欠费月份",
      }),
      to: field.month({ label: "到哪个月", prefill: "arrears.to", to: "this-month", showWhen: equal("which", "some") }),
    }),
  ],
  materials: { idCard },
  consequences: [
    { warning: "确认后开出一张缴费单，15 天内有效，请到楚税通、鄂汇办或合作银行缴；这里不收钱。" },
    { warning: "缴费单没过期前，这些月份不能再开第二张，也不能办欠费注销。" },
    { warning: "补缴的月份算养老年限；医保断缴超过 3 个月的，补缴不能补以前的报销。" },
  ],
  fee: {
    kind: "ledger",
    title: "要补多少钱",
    note: "这里不收钱，也不收滞纳金（滞纳金只由单位承担）。费款由税务部门征收：楚税通、鄂汇办或合作银行。",
  },
  result: "缴费单号和回执（PDF）；缴费到账后，这些月份变为「已到账」",
  guide: {
    conditions: ["以灵活就业身份参保", "有核定了、过了当月还没缴上的月份", "这些月份没有未过期的缴费单"],
    flow: [
      "核对身份信息",
      "选全部或一段月份",
      "逐月看清金额",
      "签名确认，开出缴费单",
      "到税务渠道缴费，2 到 5 个工作日到账",
    ],
    channels: halls.channels,
    places: halls.places,
    phones: ["12333（社保）", "12366（缴费）"],
    mistakes: ["把中断（没有核定）的月份当成欠费", "开了单没去缴，过期了还要重开", "单位欠的月份自己来缴"],
    questions: [
      { ask: "自己欠费要交滞纳金吗？", answer: "不要。滞纳金按社会保险法第八十六条由单位承担，灵活就业人员没有。" },
      { ask: "刚缴完还显示欠费？", answer: "到账要 2 到 5 个工作日；超过了请打 12366。" },
      { ask: "不想补了怎么办？", answer: "可以办欠费注销，但那些月份以后不能再补，请先看清后果。" },
    ],
    updatedOn: "2026-11-28",
  },
});
