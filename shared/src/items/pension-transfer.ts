import { all, any, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";

/** 社保关系转移 (进度). The transfer itself is the national platform's; here one learns where to apply and how far it is. */
export const pensionTransfer = defineItem({
  code: "pension-transfer",
  version: 2,
  name: "养老保险关系转移（指引和进度）",
  aliases: ["社保转移", "养老转移", "转移进度", "社保转武汉", "跨省转移", "转移接续"],
  summary: "跨省转养老保险去哪儿办、要几步，办了的看到哪一步。",
  audience: ["insured", "flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十九条", trust: "law" },
    { title: "社会保险经办条例", article: "第十四条、第十五条", trust: "law" },
    { title: "省内不用转移、全国平台申请（报道）", trust: "news" },
  ],
  handling: "instant",
  limits: { promised: 0 },
  risk: "low",
  keep: { draftDays: 30, closedYears: 5 },
  facts: ["insured", "retired"],
  refusals: [
    {
      when: fact("retired"),
      because: "您已经领取养老金，不能再转移",
      instead: "对待遇有疑问，请打 12333 或到社保大厅咨询",
    },
    {
      when: equal("where", "same-province"),
      because: "湖北省内换地方不用转移，年限自动合并",
      instead: "直接在新地方参保就行；想核对年限，请看「查缴费」",
    },
    {
      when: all(equal("want", "apply"), equal("where", "into"), not(fact("insured"))),
      because: "转到武汉，要先在武汉参保",
      instead: "请先由单位参保，或办理灵活就业人员参保登记，再来申请转移",
      insteadItem: "flexible-enrolment",
    },
  ],
  steps: [
    whoStep,
    step("want", "您想", {
      want: field.choice({
        label: "要办什么",
        options: { progress: "看我的转移到哪一步了", apply: "知道去哪儿申请、怎么办" },
        term: "转移接续",
      }),
      where: field.choice({
        label: "从哪儿转到哪儿",
        options: { into: "外省转到武汉", "out-of": "武汉转到外省", "same-province": "湖北省内换地方" },
        showWhen: equal("want", "apply"),
        term: "跨省转移",
      }),
      military: field.yesNo({
        label: "是不是退役军人",
        showWhen: equal("want", "apply"),
        help: "部队的年限也能转进来",
      }),
    }),
  ],
  materials: {
    idCard,
    record: {
      name: "参保缴费凭证",
      why: "新地方用它核对您在老地方缴了多少；在全国平台申请的，系统自动调取",
      from: "bring",
      when: any(equal("where", "into"), equal("where", "out-of")),
      where: "在掌上 12333 自己下载，不用回原参保地",
    },
    soldier: {
      name: "军人退役养老保险参保缴费凭证",
      why: "把部队的年限接上",
      from: "bring",
      when: equal("military", true),
      where: "退役时部队财务部门发的那一份",
    },
  },
  consequences: [
    {
      when: equal("want", "apply"),
      warning: "转移由新参保地受理，在全国社保平台（si.12333.gov.cn、掌上 12333）申请，不用回原参保地，也不收钱。",
    },
    {
      when: equal("want", "apply"),
      warning: "工伤、生育保险不转移，在新地方重新参保（社会保险经办条例第十五条）；医保转移另找医保部门。",
    },
  ],
  fee: { kind: "free", note: "不收费（社会保险法第七十四条）" },
  result: "转移指引或进度单（PDF）",
  guide: {
    conditions: ["跨省换了工作或参保地", "还没有领养老金"],
    flow: [
      "选看进度还是问怎么办",
      "跨省的：在掌上 12333 或新参保地窗口申请",
      "新地方发函，老地方转出信息和资金",
      "新地方接收，年限合并",
      "在这里看到哪一步",
    ],
    channels: ["掌上 12333、电子社保卡小程序（申请）", ...halls.channels],
    places: halls.places,
    phones: ["12333（社保）", "12393（医保）"],
    mistakes: ["省内换工作也去申请转移", "专门跑回老地方办", "以为养老转了医保就跟着转"],
    questions: [
      { ask: "要回原来的地方吗？", answer: "不用。在新参保地或网上申请，两地经办机构自己对接。" },
      { ask: "不转移以前的会作废吗？", answer: "不会。记录一直在，以后可以合并。" },
      { ask: "要多久？", answer: "以前规定三个环节各 15 个工作日，现在普遍更快；超过了请打 12333 催办。" },
    ],
    updatedOn: "2026-11-28",
  },
});
