import { equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";

/** 失业待遇申领 (S27), with 失业登记 in the same form. Money leaves the fund: two reviewers. */
export const unemploymentClaim = defineItem({
  code: "unemployment-claim",
  version: 2,
  name: "失业保险金申领（含失业登记）",
  aliases: ["失业金", "领失业金", "失业待遇", "失业登记", "被裁了", "合同到期没续签", "失业补助"],
  summary: "被辞退、合同到期没续签等非自愿失业的，一张表办失业登记和失业金。",
  audience: ["insured"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第四十五条至第五十一条", trust: "law" },
    { title: "失业保险条例", article: "第十四条、第十六条", trust: "law" },
    { title: "社会保险经办条例", article: "第二十四条（十个工作日）", trust: "law" },
    { title: "武汉失业登记与失业金一事联办（转载）", trust: "official" },
  ],
  handling: "reviewed",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第二十四条", promised: 5 },
  risk: "high",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["insured", "employed", "retired", "overAge", "flexibleActive"],
  refusals: [
    {
      when: fact("retired"),
      because: "您已经领取养老金，不能再领失业金（社会保险法第五十一条）",
      instead: "待遇问题请打 12333，或到社保大厅咨询",
    },
    {
      when: not(fact("insured")),
      because: "没有查到您的参保记录（社会保险法第四十五条：要缴满一年失业保险）",
      instead: "确实缴过的，请带身份证到社保大厅核对；找工作可以到社区登记，免费介绍",
    },
    {
      when: fact("employed"),
      because: "单位还没有为您办停保，现在查到您仍在职",
      instead: "请先让原单位办减员；单位拖着不办的，可以打 12333 反映",
    },
    {
      when: fact("overAge"),
      because: "您已到法定退休年龄，不能领失业金（社会保险法第五十一条）",
      instead: "请办理退休申请，或打 12333 咨询",
    },
    {
      when: equal("looking", false),
      because: "失业金只发给有求职要求的人（社会保险法第四十五条第三项）",
      instead: "愿意找工作的请改选「是」；暂时不找工作的，月数为您保留，以后再来申请",
    },
    {
      when: equal("left", "resigned"),
      because: "自己辞职的一般不能领失业金（社会保险法第四十五条第二项）",
      instead: "因单位拖欠工资、不缴社保而走的，请选「单位违法，我被迫离开」",
    },
  ],
  steps: [
    whoStep,
    step("leaving", "怎么离开单位的", {
      left: field.choice({
        label: "离开单位的原因",
        options: {
          "contract-ended": "合同到期，单位不续签",
          dismissed: "单位解除合同、裁员",
          closed: "单位破产、关闭",
          forced: "单位违法（拖欠工资、不缴社保），我被迫离开",
          resigned: "我自己辞职",
        },
        help: "以原单位停保时登记的原因为准，不一致的会请您说明",
        term: "非因本人意愿",
      }),
      certificate: field.yesNo({
        label: "单位给没给离职证明",
        help: "没有也能申请：单位应当出具（社会保险法第五十条）",
        term: "离职证明",
        showWhen: equal("left", "forced"),
      }),
    }),
    step("register", "失业登记", {
      looking: field.yesNo({ label: "愿意找工作、接受介绍和培训吗", term: "失业登记" }),
      region: field.region({
        label: "在哪个区登记",
        prefill: "enrolment.region",
        help: "失业金标准按区分两档，由这个区发放",
      }),
      wish: field.text({ label: "想找什么工作", max: 60, optional: true, help: "比如：收银、司机、文员。可以不填" }),
    }),
    step("bank", "发到哪张卡", {
      bankCard: field.bankCard({
        label: "银行卡号",
        prefill: "bank.card",
        help: "本人的社保卡金融账户或银行卡，卡面正面那串数字",
        term: "社保卡金融账户",
      }),
    }),
  ],
  materials: {
    idCard,
    termination: {
      name: "解除（终止）劳动关系证明",
      why: "证明是单位的原因让您离开",
      from: "upload",
      when: equal("certificate", true),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 3,
      where: "由原单位开具；单位应当出具（社会保险法第五十条）",
    },
    evidence: {
      name: "单位违法的材料",
      why: "没有离职证明时，用来说明您是被迫离开的",
      from: "upload",
      when: equal("certificate", false),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 5,
      where: "工资流水、仲裁裁决、劳动监察答复，有一样就可以",
    },
  },
  consequences: [
    { warning: "提交就是办失业登记；领取期间医保费由失业保险基金缴，您不用缴。" },
    { warning: "找到工作、参军、移居境外、领养老金、无正当理由拒绝介绍的工作，要停发；没领完的月数保留。" },
    {
      when: fact("flexibleActive"),
      warning: "您正在以灵活就业身份缴费；领失业金期间医保由基金缴，请另办暂停医保缴费，避免重复。",
    },
    { warning: "隐瞒就业骗取失业金的，要退回并处骗取金额 2 至 5 倍罚款（社会保险法第八十八条）。" },
  ],
  fee: {
    kind: "ledger",
    title: "每月能领多少",
    note: "不收费（社会保险法第七十四条）。金额和月数以经办机构核定为准。",
  },
  result: "失业登记和失业保险金核定回执（PDF），每月发到您的卡",
  guide: {
    conditions: [
      "单位和本人缴失业保险满一年",
      "不是自己不想干了（合同到期、被辞退、单位关闭等）",
      "单位已经为您办停保，没有失业保险欠费",
      "愿意找工作",
    ],
    flow: [
      "选离开单位的原因",
      "填失业登记",
      "填银行卡",
      "看清每月金额和月数",
      "签名提交",
      "两位工作人员审核，5 个工作日内",
      "每月到账",
    ],
    channels: halls.channels,
    places: halls.places,
    phones: ["12333（社保）"],
    mistakes: ["单位还没停保就来申请", "单位把离职原因写成「本人辞职」", "找到工作了没说，多领的要退"],
    questions: [
      {
        ask: "能领几个月？",
        answer: "缴 1 到 5 年最多 12 个月，5 到 10 年最多 18 个月，10 年以上最多 24 个月（社会保险法第四十六条）。",
      },
      { ask: "单位不给离职证明怎么办？", answer: "单位应当出具。可以先申请，并打 12333 投诉。" },
      { ask: "领失业金要自己缴养老吗？", answer: "不强制。想不断年限，可以以灵活就业身份缴养老。" },
    ],
    updatedOn: "2026-11-28",
  },
});
