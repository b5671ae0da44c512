import { any, equal, field } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";

/** 医保事项指引. Medical insurance is the medical bureau's (社会保险经办条例 4): where to go and what to bring, never a dead end. */
export const medicalReferral = defineItem({
  code: "medical-referral",
  version: 2,
  name: "医保事项指引",
  aliases: ["医保怎么办", "医保报销", "异地就医备案", "医保转移", "生育津贴", "医保登记", "医保卡", "门诊慢特病"],
  summary: "医保由医保部门办。选一下您的事，告诉您去哪儿办、带什么。",
  audience: ["insured", "flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "medical",
  basis: [
    { title: "社会保险经办条例", article: "第四条（医保部门负责医保、生育保险经办）", trust: "law" },
    { title: "武汉医保办事渠道（湖北医疗保障）", trust: "official" },
  ],
  handling: "instant",
  limits: { promised: 0 },
  risk: "low",
  keep: { draftDays: 30, closedYears: 5 },
  facts: ["insured"],
  refusals: [],
  steps: [
    whoStep,
    step("matter", "什么事", {
      matter: field.choice({
        label: "您要办的医保事项",
        options: {
          enrol: "灵活就业医保登记、停保",
          away: "异地就医备案",
          refund: "医药费手工报销",
          transfer: "医保关系转移",
          maternity: "生育津贴",
          chronic: "门诊慢特病认定",
          other: "其他医保问题",
        },
        term: "湖北医疗保障",
      }),
      hospital: field.choice({
        label: "为什么在外地看病",
        options: { living: "在外地长住", referred: "医院转诊", emergency: "急诊" },
        showWhen: equal("matter", "away"),
        term: "异地就医备案",
      }),
    }),
  ],
  materials: {
    idCard,
    voucher: {
      name: "医保电子凭证或社保卡",
      why: "医保窗口和医院认它",
      from: "bring",
      where: "微信、支付宝里可以激活医保电子凭证",
    },
    residence: {
      name: "居住证或房产证、租房合同",
      why: "证明您在外地长住",
      from: "bring",
      when: equal("hospital", "living"),
      where: "有一样就可以；没有的可以写个人承诺书",
    },
    referral: {
      name: "转诊转院单",
      why: "医院同意转诊",
      from: "bring",
      when: equal("hospital", "referred"),
      where: "原医院医保办开",
    },
    invoice: {
      name: "发票、费用清单、病历或出院小结",
      why: "手工报销要看花在哪里",
      from: "bring",
      when: equal("matter", "refund"),
      where: "医院收费窗口和病案室",
    },
    bank: {
      name: "本人银行卡",
      why: "报销和津贴发到卡里",
      from: "bring",
      when: any(equal("matter", "refund"), equal("matter", "maternity")),
    },
    birth: {
      name: "出生医学证明、出院记录",
      why: "核对生育和产假天数",
      from: "bring",
      when: equal("matter", "maternity"),
      where: "接生的医院",
    },
    diagnosis: {
      name: "近期病历、检查报告",
      why: "认定慢特病病种",
      from: "bring",
      when: equal("matter", "chronic"),
      where: "二级以上定点医院",
    },
  },
  consequences: [
    { warning: "这里只给指引，不代替医保部门受理。照着去办就行，不用先来社保窗口。" },
    { when: equal("hospital", "emergency"), warning: "急诊可以先看病，出院结算前再补备案。" },
    { when: equal("matter", "refund"), warning: "手工报销医保部门 30 个工作日内办结（社会保险经办条例第二十条）。" },
    {
      when: equal("matter", "maternity"),
      warning: "生育津贴医保部门 10 个工作日内办结，由单位申请的占多数，请先问单位。",
    },
  ],
  fee: { kind: "free", note: "不收费（社会保险法第七十四条）" },
  result: "医保办事指引单（PDF）：去哪儿、带什么、打哪个电话",
  guide: {
    conditions: ["有医保方面的事要办，任何人都可以查"],
    flow: ["选您的事", "看要带的材料", "到「湖北医疗保障」小程序或医保窗口办"],
    channels: ["湖北医疗保障小程序（医保办理）", "区医保经办窗口、街道政务服务中心", "12393 电话"],
    places: `医保窗口：各区政务服务中心医保专区，周一至周五 9:00-12:00、13:00-17:00；社保窗口：${halls.places}`,
    phones: ["12393（医保）", "12333（社保）"],
    mistakes: ["到社保窗口办医保报销", "发票原件丢了才来问", "异地看完病很久才备案"],
    questions: [
      {
        ask: "医保为什么不在这里办？",
        answer: "机构改革后医保由医保部门经办（社会保险经办条例第四条）。登记类的事我们会转过去。",
      },
      { ask: "没有智能手机怎么办？", answer: "带身份证到区医保窗口或街道政务服务中心，也可以让家人代办。" },
    ],
    updatedOn: "2026-11-28",
  },
});
