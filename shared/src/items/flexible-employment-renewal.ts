import { fact, field, includes, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { tierOptions } from "./tiers.ts";

/** 灵活就业人员续保 (S25). Decided by the machine. */
export const flexibleEmploymentRenewal = defineItem({
  code: "flexible-employment-renewal",
  version: 3,
  name: "灵活就业人员续保登记",
  aliases: ["灵活就业续保", "我要续保", "自己交社保", "恢复缴费", "重新缴社保", "个人续保"],
  summary: "停保后以灵活就业身份恢复缴费，填完马上生效。",
  audience: ["flexible", "insured"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十条、第五十八条", trust: "law" },
    { title: "社会保险经办条例", article: "第六条", trust: "law" },
  ],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第六条", promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: [
    "insured",
    "employed",
    "flexibleActive",
    "retired",
    "overAge",
    "currentTier",
    "currentSchemes",
    "currentRegion",
    "hasGap",
  ],
  refusals: [
    {
      when: fact("retired"),
      because: "您已经领取养老金，不需要再缴费",
      instead: "待遇问题请打 12333，或到社保大厅咨询",
    },
    {
      when: not(fact("insured")),
      because: "没有查到您的参保记录",
      instead: "第一次参保请先办理参保登记；如果您确实参过保，请带身份证到社保大厅核对",
    },
    {
      when: fact("employed"),
      because: "您现在由单位参保，不能同时以灵活就业身份缴费",
      instead: "已经离职的，请原单位先办停保；单位不办的，可以打 12333 反映",
    },
    {
      when: fact("flexibleActive"),
      because: "您的灵活就业参保正在缴费中，不用续保",
      instead: "想改缴费档次，请办理缴费档次变更；想查到账，请看「查缴费」",
    },
    {
      when: fact("overAge"),
      because: "您已到法定退休年龄，不能在手机上续保",
      instead: "缴费年限不够的，请带身份证到社保大厅办理延长缴费",
    },
  ],
  steps: [
    step("who", "核对身份", {
      name: field.personName({ label: "姓名", prefill: "citizen.name", locked: true }),
      idNumber: field.idNumber({ label: "身份证号码", prefill: "citizen.idNumber", locked: true }),
      mobile: field.mobile({
        label: "手机号码",
        prefill: "citizen.mobile",
        help: "工作人员核对时打这个号码；办理结果看小程序「消息」",
      }),
    }),
    step("plan", "选择续保方案", {
      region: field.region({
        label: "参保地",
        prefill: "enrolment.region",
        help: "选您住的区，由这个区的社保经办机构服务",
        term: "参保地",
      }),
      schemes: field.choices({
        label: "续保险种",
        options: { pension: "职工养老保险", medical: "职工医疗保险" },
        min: 1,
        max: 2,
        prefill: "enrolment.schemes",
        help: "医保由医保部门经办，我们把登记一并转过去",
        term: "险种",
      }),
      tier: field.choice({
        label: "养老缴费档次",
        options: tierOptions,
        prefill: "enrolment.tier",
        help: "档次越高每月交得越多，退休后领得越多",
        term: "缴费档次",
        showWhen: includes("schemes", "pension"),
      }),
      from: field.month({
        label: "从哪个月开始",
        prefill: "month.current",
        from: "this-month",
        to: { monthsFromNow: 1 },
        term: "续保起始月",
      }),
    }),
  ],
  materials: { idCard: { name: "居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" } },
  consequences: [
    { warning: "确认后马上生效，从您选的月份开始每月产生应缴费款，请在当月 20 日前到税务渠道缴清。" },
    { warning: "以后找到单位，请先在这里办理暂停缴费，否则单位给您参保会失败。" },
    {
      when: includes("schemes", "medical"),
      warning: "医保中断超过 3 个月的，续保后要连续缴满 6 个月，从第 7 个月起才能报销。",
    },
    {
      when: fact("hasGap"),
      warning: "您有中断的月份。续保只管以后；以前的月份要另外办理「中断补缴」，能不能补看政策。",
    },
  ],
  fee: {
    kind: "flexible-monthly",
    tierField: "tier",
    monthField: "from",
    schemesField: "schemes",
    note: "这里不收钱。费款由税务部门征收：楚税通、鄂汇办或合作银行。",
  },
  result: "续保登记回执（PDF），参保状态变为「正常缴费」",
  guide: {
    conditions: ["曾在武汉参加过职工养老保险", "现在没有单位为您缴费", "没有到法定退休年龄，没有领取养老金"],
    flow: ["核对身份信息", "选险种、档次和起始月", "看清楚后果和每月金额", "确认，马上生效", "到税务渠道缴费"],
    channels: ["微信小程序（全程网办）", "街道（社区）政务服务中心", "区社保经办大厅"],
    places: "全市各区社保经办大厅、街道政务服务中心，周一至周五 9:00-12:00、13:00-17:00",
    phones: ["12333（社保）", "12366（缴费）", "12393（医保）"],
    mistakes: ["原单位还没停保就来续保", "以为续保会自动补上以前的月份", "只办了登记，忘了到税务渠道缴费"],
    questions: [
      { ask: "续保以后怎么交钱？", answer: "登记生效后，用楚税通或鄂汇办缴费，也可以到合作银行。每月 20 日前缴清。" },
      { ask: "断缴的几个月影响以前的年限吗？", answer: "不影响，缴费年限是累计的；但断缴的月份不算年限。" },
      { ask: "档次选错了能改吗？", answer: "能。办理缴费档次变更，从下个月起按新档次缴。" },
    ],
    updatedOn: "2026-11-23",
  },
});
