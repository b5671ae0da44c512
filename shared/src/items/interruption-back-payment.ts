import { any, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { tierOptions } from "./tiers.ts";

/** 中断补缴 (S21). Decided by a reviewer. The window a policy gives is a dated figure, not a line here. */
export const interruptionBackPayment = defineItem({
  code: "interruption-back-payment",
  version: 3,
  name: "中断补缴",
  aliases: ["断缴补缴", "补缴社保", "补交社保", "断缴怎么办", "漏缴", "空档期补缴", "补几个月社保"],
  summary: "离开单位后断了几个月，符合政策的可以补上。",
  audience: ["flexible", "insured"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十条、第六十条", trust: "law" },
    { title: "武汉灵活就业中断补缴窗口（武汉人社办事菜单）", trust: "weak" },
  ],
  handling: "reviewed",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第六条", promised: 3 },
  risk: "high",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["insured", "employed", "retired", "flexibleActive", "hasGap", "gapMonths", "gapFrom", "gapTo", "currentTier"],
  refusals: [
    {
      when: fact("retired"),
      because: "您已经领取养老金，不能再补缴",
      instead: "对待遇有疑问，请打 12333 或到社保大厅咨询",
    },
    {
      when: not(fact("hasGap")),
      because: "没有查到您能补缴的中断月份",
      instead: "请先看「查缴费」核对；单位漏缴的，请原单位在单位网厅补缴",
    },
    {
      when: not(any(fact("flexibleActive"), fact("employed"))),
      because: "您现在没有参保，要先恢复参保才能补缴",
      instead: "请先办理灵活就业人员续保登记，再来补缴",
      insteadItem: "flexible-employment-renewal",
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
    step("period", "补哪几个月", {
      from: field.month({ label: "中断的第一个月", prefill: "gap.from", to: "this-month", term: "中断" }),
      to: field.month({ label: "中断的最后一个月", prefill: "gap.to", to: "this-month" }),
      tier: field.choice({
        label: "按哪个档次补",
        options: tierOptions,
        prefill: "enrolment.tier",
        term: "缴费档次",
        help: "按中断月份所在年度公布的标准计算",
      }),
    }),
    step("reason", "为什么中断", {
      reason: field.choice({
        label: "中断原因",
        options: { "left-employer": "离开单位后没有及时续保", "debit-failed": "银行扣款没有成功", other: "其他原因" },
      }),
      explanation: field.text({
        label: "请说明情况",
        max: 200,
        multiline: true,
        showWhen: equal("reason", "other"),
        help: "一两句话说清楚就可以",
      }),
    }),
  ],
  materials: {
    idCard: { name: "居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" },
    terminationProof: {
      name: "解除（终止）劳动关系证明",
      why: "证明您是哪天离开单位的",
      from: "upload",
      when: equal("reason", "left-employer"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 3,
      where: "由原单位开具；单位应当出具（社会保险法第五十条）",
    },
    debitRecord: {
      name: "银行扣款失败记录",
      why: "证明不是您自己停缴",
      from: "upload",
      when: equal("reason", "debit-failed"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 3,
      where: "手机银行截图或柜台流水都可以",
    },
    otherProof: {
      name: "能说明情况的材料",
      why: "让审核人员看清楚原因",
      from: "upload",
      when: equal("reason", "other"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 5,
    },
  },
  consequences: [
    { warning: "补缴按规定一般不能增加以前的医保报销待遇，只计养老缴费年限。" },
    { warning: "审核通过后产生应缴费款，请在 30 天内到税务渠道缴清，逾期要重新申请。" },
    { warning: "提供虚假材料骗取待遇的，要退回并处骗取金额 2 至 5 倍罚款（社会保险法第八十八条）。" },
  ],
  fee: {
    kind: "back-payment",
    fromField: "from",
    toField: "to",
    tierField: "tier",
    note: "这里不收钱。审核通过后到税务渠道缴费：楚税通、鄂汇办或合作银行。",
  },
  result: "补缴核定回执（PDF），中断的月份在缴费记录里变为「已核定待缴」",
  guide: {
    conditions: ["在武汉参保，中间断过月份", "现在已经恢复参保（单位或灵活就业）", "中断的月份在政策允许补缴的期限内"],
    flow: [
      "核对中断的月份",
      "说明原因，上传材料",
      "提交，审核员受理",
      "缺什么一次性告知，补齐即可",
      "通过后到税务渠道缴费",
    ],
    channels: ["微信小程序（全程网办）", "街道（社区）政务服务中心", "区社保经办大厅"],
    places: "全市各区社保经办大厅、街道政务服务中心，周一至周五 9:00-12:00、13:00-17:00",
    phones: ["12333（社保）", "12366（缴费）"],
    mistakes: ["还没续保就来补缴", "把单位漏缴的月份当成自己的中断来补", "照片拍得看不清公章和日期"],
    questions: [
      {
        ask: "所有断缴都能补吗？",
        answer: "不是。灵活就业人员一般不能为了增加年限往前补；离开单位后短期中断的，按武汉现行窗口政策办理。",
      },
      { ask: "单位漏缴的怎么办？", answer: "由单位补缴，并由单位承担滞纳金，请联系原单位或打 12333 反映。" },
    ],
    updatedOn: "2026-11-23",
  },
});
