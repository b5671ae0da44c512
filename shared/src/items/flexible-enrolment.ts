import { equal, fact, field, includes } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";
import { tierOptions } from "./tiers.ts";

/** 灵活就业人员参保登记 (S17, S25: 新参保). Of somebody who was never insured here; decided by the machine. */
export const flexibleEnrolment = defineItem({
  code: "flexible-enrolment",
  version: 2,
  name: "灵活就业人员参保登记",
  aliases: ["灵活就业参保", "第一次参保", "新参保", "没有单位怎么交社保", "自己交社保", "个体户交社保"],
  summary: "没有单位、第一次参加职工社保，自己选险种和档次，填完马上生效。",
  audience: ["flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十条、第二十三条、第五十八条", trust: "law" },
    { title: "社会保险经办条例", article: "第六条", trust: "law" },
    { title: "武汉灵活就业窗口参保条件（不限户籍）", trust: "news" },
  ],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第六条", promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["insured", "employed", "retired", "overAge"],
  refusals: [
    {
      when: fact("retired"),
      because: "您已经领取养老金，不需要再缴费",
      instead: "待遇问题请打 12333，或到社保大厅咨询",
    },
    {
      when: fact("employed"),
      because: "您现在由单位参保，不能同时以灵活就业身份参保（社会保险法第十条）",
      instead: "已经离职的，请原单位先办停保；单位不办的，可以打 12333 反映",
    },
    {
      when: fact("insured"),
      because: "您以前参过保，不用再做首次登记",
      instead: "请办理灵活就业人员续保登记，以前的年限接着算",
      insteadItem: "flexible-employment-renewal",
    },
    {
      when: fact("overAge"),
      because: "您已到法定退休年龄，不能新参加职工养老保险（社会保险法第十条、第十六条）",
      instead: "可以在户籍地参加城乡居民养老保险，请问社区或打 12333",
    },
  ],
  steps: [
    whoStep,
    step("situation", "您的情况", {
      work: field.choice({
        label: "您现在做什么",
        options: {
          "self-employed": "个体户，没有雇人",
          platform: "送外卖、开网约车等平台接单",
          "part-time": "非全日制工作，单位没给我参保",
          none: "暂时没有工作",
        },
        help: "选最接近的一项就可以，不影响缴多少钱",
        term: "灵活就业",
      }),
      licence: field.yesNo({
        label: "有没有营业执照",
        showWhen: equal("work", "self-employed"),
        help: "没有也可以参保",
        term: "营业执照",
      }),
    }),
    step("plan", "选参保方案", {
      region: field.region({ label: "参保地", help: "选您住的区，由这个区的社保经办机构服务", term: "参保地" }),
      schemes: field.choices({
        label: "参加哪些险种",
        options: { pension: "职工养老保险", medical: "职工医疗保险" },
        min: 1,
        max: 2,
        help: "医保由医保部门经办，我们把登记一并转过去",
        term: "险种",
      }),
      tier: field.choice({
        label: "养老缴费档次",
        options: tierOptions,
        help: "档次越高每月交得越多，退休后领得越多；以后可以改",
        term: "缴费档次",
        showWhen: includes("schemes", "pension"),
      }),
      from: field.month({
        label: "从哪个月开始",
        prefill: "month.current",
        from: "this-month",
        to: { monthsFromNow: 1 },
        term: "参保起始月",
      }),
    }),
  ],
  materials: {
    idCard,
    licenceCopy: {
      name: "营业执照",
      why: "登记您的职业类别，从市场监管登记自动获取，不用上传",
      from: "e-licence",
      when: equal("licence", true),
    },
  },
  consequences: [
    { warning: "确认后马上生效，从您选的月份开始每月产生应缴费款，请在当月 20 日前到税务渠道缴清。" },
    { warning: "以前的月份不能往前补（人社部：灵活就业人员一般不能为增加年限补缴）。" },
    { when: includes("schemes", "medical"), warning: "第一次参加职工医保，要连续缴满 6 个月，从第 7 个月起才能报销。" },
    { warning: "以后找到单位，请先在这里办理暂停缴费，否则单位给您参保会失败。" },
  ],
  fee: {
    kind: "flexible-monthly",
    tierField: "tier",
    monthField: "from",
    schemesField: "schemes",
    note: "这里不收钱。费款由税务部门征收：楚税通、鄂汇办或合作银行。",
  },
  result: "参保登记回执（PDF），参保状态变为「正常缴费」",
  guide: {
    conditions: ["年满 16 周岁、没有到法定退休年龄", "没有单位为您缴社保", "以前没有在武汉参加过职工社保", "不限户籍"],
    flow: [
      "核对身份信息",
      "说一下您现在做什么",
      "选险种、档次和起始月",
      "看清楚后果和每月金额",
      "确认，马上生效",
      "到税务渠道缴费",
    ],
    channels: halls.channels,
    places: halls.places,
    phones: ["12333（社保）", "12366（缴费）", "12393（医保）"],
    mistakes: ["以前参过保又来做首次登记，应当办续保", "只办了登记，忘了到税务渠道缴费", "以为参保当月就能用医保"],
    questions: [
      { ask: "不是武汉户口能办吗？", answer: "能。在武汉灵活就业不限户籍。" },
      { ask: "只参加养老、不参加医保行吗？", answer: "行。两个险种可以只选一个；医保断着，看病不能报销。" },
      { ask: "一个月交多少？", answer: "养老是档次基数的 20%，医保按当年标准。选完档次，确认前会逐项算给您看。" },
    ],
    updatedOn: "2026-11-28",
  },
});
