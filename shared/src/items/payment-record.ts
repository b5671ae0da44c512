import { before, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { purposeOptions } from "./certificate-purposes.ts";
import { halls, idCard, whoStep } from "./halls.ts";

/** 缴费信息查询与参保证明 (S24, S28). The machine writes a certificate that whoever receives it can verify. */
export const paymentRecord = defineItem({
  code: "payment-record",
  version: 2,
  name: "缴费信息查询、参保证明打印",
  aliases: ["参保证明", "社保证明", "缴费证明", "打印社保", "社保流水", "查缴费", "缴费信息查询", "购房社保证明"],
  summary: "查某段时间的缴费，并开一份带编号和二维码、对方能查真假的参保证明。",
  audience: ["insured", "flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第四条、第七十四条（免费查询）", trust: "law" },
    { title: "社会保险经办条例", article: "第三十一条、第三十二条", trust: "law" },
    { title: "证明按用途分模板", trust: "ours" },
  ],
  handling: "instant",
  limits: { promised: 0 },
  risk: "low",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["insured"],
  refusals: [
    {
      when: not(fact("insured")),
      because: "没有查到您的参保记录，开不出证明",
      instead: "第一次参保请办理参保登记；确实参过保的，请带身份证到社保大厅核对",
      insteadItem: "flexible-enrolment",
    },
    {
      when: before("to", "from"),
      because: "最后一个月不能比第一个月早",
      instead: "请把「到哪个月」改成同月或更晚的月份",
    },
  ],
  steps: [
    whoStep,
    step("paper", "证明什么", {
      purpose: field.choice({
        label: "拿去做什么",
        options: purposeOptions,
        help: "用途不同，补缴的月份算不算连续也不同",
        term: "参保证明",
      }),
      span: field.choice({
        label: "证明哪段时间",
        options: { "12": "最近 12 个月", "24": "最近 24 个月", "60": "最近 5 年", own: "自己选" },
        term: "连续缴费",
      }),
      from: field.month({ label: "从哪个月", to: "this-month", showWhen: equal("span", "own") }),
      to: field.month({
        label: "到哪个月",
        prefill: "month.current",
        to: "this-month",
        showWhen: equal("span", "own"),
      }),
    }),
  ],
  materials: { idCard },
  consequences: [
    {
      warning:
        "证明 90 天内有效，只写您选的月份；身份证号隐去中间几位。拿到证明的人扫二维码能核对真假，请只交给要用的单位。",
    },
  ],
  fee: { kind: "free", note: "免费，不限次数（社会保险法第七十四条）" },
  result: "参保缴费证明（PDF，带编号、二维码和校验值）",
  guide: {
    conditions: ["在武汉参加过社会保险"],
    flow: ["选用途和时间", "确认，马上出证明", "下载 PDF 或请对方扫码核对"],
    channels: halls.channels,
    places: halls.places,
    phones: ["12333（社保）", "12393（医保）"],
    mistakes: [
      "用途选错，连续月数的算法不一样",
      "刚缴的还没到账就来开，少一个月",
      "拿缴费证明当完税证明：完税证明在税务部门开",
    ],
    questions: [
      { ask: "刚缴的为什么没有？", answer: "到账要 2 到 5 个工作日，到账的才写进证明。证明上写着数据截至哪天。" },
      { ask: "补缴的月份算不算连续？", answer: "看用途：购房、落户、公积金不算，入学和通用算；都会在证明上标出来。" },
      { ask: "对方怎么核对？", answer: "扫证明上的二维码，或在核验页输入编号和校验码，只能看到证明上写的内容。" },
    ],
    updatedOn: "2026-11-28",
  },
});
