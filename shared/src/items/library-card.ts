import { equal, fact, field, includes, not, present } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";

/**
 * 图书馆借书证: a fictional item that uses every kind of question and every part of the language. The engine is tested
 * with it, so that a change of policy never breaks the engine. It is not in the catalogue.
 */
export const libraryCard = defineItem({
  code: "library-card",
  version: 1,
  name: "图书馆借书证",
  aliases: ["借书证", "办个借书证"],
  summary: "虚构事项，只用来检验办事引擎。",
  audience: ["insured", "employer"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [{ title: "虚构图书馆章程", article: "第三条", trust: "ours" }],
  handling: "reviewed",
  limits: { statutory: 10, statutorySource: "虚构图书馆章程 第四条", promised: 3 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 1 },
  facts: ["insured", "retired", "gapMonths"],
  refusals: [
    { when: not(fact("insured")), because: "没有找到您的读者登记", instead: "请先到服务台登记，再来办证" },
    { when: equal("purpose", "resale"), because: "借书证不能用于转卖", instead: "请改选其他用途" },
  ],
  steps: [
    step("who", "您的身份", {
      name: field.personName({ label: "姓名", prefill: "citizen.name", locked: true }),
      idNumber: field.idNumber({ label: "身份证号码", prefill: "citizen.idNumber", locked: true }),
      mobile: field.mobile({ label: "手机号码", prefill: "citizen.mobile" }),
      district: field.region({ label: "居住地", prefill: "enrolment.region", optional: true }),
    }),
    step("card", "办什么证", {
      purpose: field.choice({ label: "用途", options: { study: "学习", work: "工作", resale: "转卖" } }),
      creditCode: field.creditCode({ label: "单位统一社会信用代码", showWhen: equal("purpose", "work") }),
      shelves: field.choices({ label: "想借的书", options: { law: "法律", novels: "小说" }, min: 1, max: 2 }),
      novelist: field.text({ label: "喜欢的作家", max: 20, showWhen: includes("shelves", "novels"), optional: true }),
      from: field.date({ label: "从哪天开始", from: "today", to: { daysFromToday: 30 } }),
      until: field.month({ label: "用到哪个月", from: "this-month", to: { monthsFromNow: 24 } }),
      deposit: field.money({ label: "押金", min: 0, max: 50_000 }),
      refundTo: field.bankCard({ label: "退押金的银行卡", optional: true }),
      newsletter: field.yesNo({ label: "接收新书通知" }),
    }),
  ],
  materials: {
    photo: { name: "一寸照片", why: "印在证上", from: "upload", accept: ["jpeg", "png"], maxFiles: 1 },
    workProof: {
      name: "在职证明",
      why: "证明您为单位借书",
      from: "upload",
      when: equal("purpose", "work"),
      accept: ["pdf", "jpeg", "png"],
      maxFiles: 2,
      where: "由单位人事部门开具",
    },
    idCard: { name: "居民身份证", why: "核对身份", from: "e-licence" },
  },
  consequences: [
    { warning: "逾期不还，每天收取滞纳金。" },
    { when: present("novelist"), warning: "小说每次最多借两本。" },
    { when: fact("retired"), warning: "退休读者免收年费。" },
  ],
  fee: { kind: "free", note: "不收费" },
  result: "借书证（电子版）",
  guide: {
    conditions: ["已登记的读者"],
    flow: ["填写", "审核", "领证"],
    channels: ["微信小程序", "服务台"],
    places: "虚构图书馆一楼服务台",
    phones: ["12333"],
    mistakes: ["照片底色不对"],
    questions: [{ ask: "丢了怎么办？", answer: "在小程序里挂失后补办。" }],
    updatedOn: "2026-11-23",
  },
});
