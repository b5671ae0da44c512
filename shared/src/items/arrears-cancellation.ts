import { before, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";

/** 欠费注销 (S19). Cannot be undone: a day to think it over, then two reviewers. */
export const arrearsCancellation = defineItem({
  code: "arrears-cancellation",
  version: 2,
  name: "欠费注销",
  aliases: ["注销欠费", "不想补欠费", "取消欠费", "历史欠费注销", "放弃补缴"],
  summary: "放弃补缴核定了没缴的月份。注销后不能恢复，这些月份不算年限。",
  audience: ["flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十条、第十六条", trust: "law" },
    { title: "社会保险经办条例", article: "第三十六条、第三十七条（分级审核）", trust: "law" },
    { title: "24 小时冷静期", trust: "ours" },
  ],
  handling: "reviewed",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 3 },
  risk: "high",
  coolOff: { hours: 24, why: "注销后不能恢复，给您一天时间再想想" },
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["ownArrears", "arrearsFrom", "arrearsTo"],
  refusals: [
    {
      when: not(fact("ownArrears")),
      because: "没有查到您自己的欠费，不用注销",
      instead: "单位欠的月份本人不能注销（社会保险法第八十六条），可以打 12333 反映；本月还没缴的，请办理暂停缴费",
    },
    {
      when: before("to", "from"),
      because: "最后一个月不能比第一个月早",
      instead: "请把「到哪个月」改成同月或更晚的月份",
    },
  ],
  steps: [
    whoStep,
    step("months", "注销哪些月份", {
      which: field.choice({
        label: "注销范围",
        options: { all: "全部欠费月份", some: "只注销一段" },
        term: "欠费注销",
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
    step("will", "您的意思", {
      why: field.choice({
        label: "为什么不补了",
        options: {
          double: "那几个月已在别处参保",
          poor: "经济困难，缴不起",
          enough: "年限已经够了",
          other: "其他原因",
        },
      }),
      explanation: field.text({
        label: "请说明",
        max: 200,
        multiline: true,
        showWhen: equal("why", "other"),
        help: "一两句话说清楚就可以",
      }),
    }),
  ],
  materials: {
    idCard,
    elsewhere: {
      name: "在别处参保的证明",
      why: "核对那几个月没有重复缴费",
      from: "upload",
      when: equal("why", "double"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 3,
      where: "在掌上 12333 或当地社保网厅可以下载参保缴费凭证",
    },
  },
  consequences: [
    { warning: "注销不能恢复：这些月份以后不能再补缴。" },
    { warning: "这些月份不算养老保险缴费年限，退休时可能不够年限，养老金也会少。" },
    { warning: "这些月份的医保不能报销；连续超过 3 个月的，再参保要重新等 6 个月。" },
    { warning: "提交后有 24 小时冷静期，期间可以随时撤回；期满才开始审核，由两位工作人员把关。" },
  ],
  fee: { kind: "ledger", title: "这些欠费不用再缴", note: "不收费（社会保险法第七十四条）。" },
  result: "欠费注销回执（PDF），这些月份变为「已注销」",
  guide: {
    conditions: ["以灵活就业身份参保时核定了没缴的月份", "这些月份没有未过期的缴费单", "本人清楚后果并签名"],
    flow: [
      "选要注销的月份",
      "说明为什么不补",
      "逐条看清后果并签名",
      "24 小时冷静期，可以撤回",
      "两位工作人员审核",
      "注销生效，发消息告诉您",
    ],
    channels: halls.channels,
    places: halls.places,
    phones: ["12333（社保）", "12393（医保）"],
    mistakes: ["以为注销后还能补回来", "把本月的应缴当成欠费来注销，应当办暂停缴费", "想注销单位欠的月份"],
    questions: [
      {
        ask: "注销和补缴怎么选？",
        answer: "年限不够 15 年的，一般补缴划算；已在别处参保、月份重复的，才需要注销。拿不准请打 12333。",
      },
      { ask: "后悔了怎么办？", answer: "提交后 24 小时内在办件里点「撤回申请」；生效以后不能恢复。" },
    ],
    updatedOn: "2026-11-28",
  },
});
