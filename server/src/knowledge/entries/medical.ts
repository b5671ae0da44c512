import type { Entry } from "../entry.ts";

/** 医保. The medical-insurance bureau decides; we explain and point there. */
const common = { topic: "医保", linkedItems: [], trust: "official" } as const;
const answers2024 = {
  policyYear: 2024,
  effectiveFrom: "2024-11-01",
  source: { title: "武汉市医保局公开答复（2024 年 11 月）" },
};

export const medical: readonly Entry[] = [
  {
    ...common,
    ...answers2024,
    id: "medical-without-employer",
    question: "没有单位怎么参加职工医保",
    similar: ["自己怎么交职工医保", "灵活就业怎么办医保参保", "个人能不能交职工医保"],
    keywords: ["灵活就业医保", "湖北医疗保障"],
    answer: "在微信里打开「湖北医疗保障」小程序，选灵活就业参保登记，提交后到税务渠道缴费。武汉不限户籍。",
  },
  {
    ...common,
    ...answers2024,
    id: "medical-first-time",
    question: "第一次参加灵活就业医保什么时候能报销",
    similar: ["医保刚交能马上用吗", "医保交了多久才能报销", "医保有没有等待期"],
    keywords: ["等待期", "六个月", "报销"],
    answer: "第一次以灵活就业身份参保，要连续交满 6 个月，从第 7 个月起享受报销。在单位参保的从缴费到账起享受。",
  },
  {
    ...common,
    ...answers2024,
    id: "medical-amount",
    question: "灵活就业医保一个月交多少钱",
    similar: ["自己交医保多少钱一个月", "职工医保个人缴费比例是多少"],
    keywords: ["4.8%", "大额医疗", "7元"],
    answer: "灵活就业医保按当年基数的 4.8% 交，另加每月 7 元大额医疗。基数每年公布一次，以缴费页面显示的金额为准。",
  },
  {
    ...common,
    id: "medical-gap",
    question: "医保断缴多久会失效",
    similar: ["离职后医保还能用多久", "医保中断了会怎么样", "医保断了几个月还能用吗", "医保停了要重新等六个月吗"],
    keywords: ["断缴", "三个月", "失效"],
    answer:
      "灵活就业医保连续断缴超过 3 个月，或一年里累计断缴超过 4 个月，就按新参保算，要重新交满 6 个月，第 7 个月才能报销。3 个月内补上的不受影响。",
    policyYear: 2024,
    effectiveFrom: "2023-01-01",
    source: { title: "武汉市医保局灵活就业参保问答" },
  },
  {
    ...common,
    id: "medical-gap-paid",
    question: "医保断了三个月内补上，这期间看病还能报吗",
    similar: ["医保补缴以后断缴期间的住院能报销吗", "补交医保以后能不能补报"],
    keywords: ["补缴", "补报"],
    answer:
      "能。断缴在 3 个月以内并补齐的，断缴期间的医疗费可以事后补报。请留好发票、费用清单和病历，补缴到账后去医保窗口办手工报销。",
    policyYear: 2024,
    effectiveFrom: "2023-01-01",
    source: { title: "武汉市医保局灵活就业参保问答" },
  },
  {
    ...common,
    id: "payment-not-shown",
    question: "缴了费为什么查不到",
    similar: ["社保费交了几天还没到账", "刚交的钱怎么查不到记录", "缴费记录多久更新"],
    keywords: ["到账", "查不到", "12366"],
    topic: "缴费",
    answer:
      "税务收款后要传给社保和医保，一般 2 到 5 个工作日到账。过了 5 个工作日还没有，打税务热线 12366 查缴费，带好缴费凭证截图。",
    policyYear: 2024,
    effectiveFrom: "2023-01-01",
    source: { title: "武汉市医保局公开答复" },
  },
  {
    ...common,
    id: "medical-transfer",
    linkedItems: [{ code: "medical-referral", label: "医保去哪儿办、带什么" }],
    question: "医保转移接续怎么办理",
    similar: ["换城市了医保怎么转", "外地医保转到武汉怎么办"],
    keywords: ["医保转移", "转入地"],
    trust: "check",
    answer:
      "先在新的地方参保，再向新参保地的医保部门申请，线上用「国家医保服务平台」App 办，不用回原地。转移期间尽量不要断缴。",
    policyYear: 2023,
    effectiveFrom: "2021-12-01",
    source: { title: "国家医保局基本医疗保险关系转移接续办法" },
  },
  {
    ...common,
    id: "medical-resident-after-leaving",
    question: "辞职以后能参加居民医保吗",
    similar: ["离职了可以转城乡居民医保吗", "不上班了改交居民医保行不行"],
    keywords: ["居民医保", "离职"],
    trust: "check",
    answer:
      "可以，但职工医保和居民医保不能同时参加，要等职工医保停了再参保。居民医保有集中参保期，中途参保可能有等待期，办之前请打 12345 或 12393 问清楚。",
    policyYear: 2023,
    effectiveFrom: "2022-01-01",
    source: { title: "湖北省城乡居民医保参保说明" },
  },
];
