import { before, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employerDesk, employerFields } from "./employer-words.ts";

/** 缴费信息查询 (S14): what an employer paid, by month, scheme and employee, on paper. Changes nothing. */
export const employerPaymentRecord = defineItem({
  code: "employer-payment-record",
  version: 1,
  name: "单位缴费信息查询（打印缴费记录）",
  aliases: ["单位缴费查询", "单位缴费记录", "单位缴费明细", "打印单位缴费", "查单位社保缴费"],
  summary: "选月份、险种或员工，马上得到一份盖有编号的单位缴费记录，可以打印。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employer",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第七十四条", trust: "law" },
    { title: "社会保险经办条例", article: "第三十二条", trust: "law" },
  ],
  handling: "instant",
  limits: { promised: 0 },
  risk: "low",
  keep: { draftDays: 7, closedYears: 5 },
  facts: ["employerOpened"],
  refusals: [
    {
      when: not(fact("employerOpened")),
      because: "单位的社保账户今天还没有开立，没有缴费记录（社会保险法第五十七条）",
      instead: "领营业执照后会自动开户；超过 30 天还没有的，请带营业执照到社保大厅",
    },
    {
      when: before("to", "from"),
      because: "结束月份早于开始月份",
      instead: "请把两个月份换过来",
    },
  ],
  steps: [
    step("who", "核对单位", employerFields),
    step("range", "查哪些", {
      from: field.month({ label: "从哪个月", prefill: "month.current", to: "this-month" }),
      to: field.month({ label: "到哪个月", prefill: "month.current", to: "this-month", help: "一次最多 12 个月" }),
      schemes: field.choices({
        label: "只看哪些险种",
        options: {
          pension: "养老保险",
          medical: "医疗保险",
          unemployment: "失业保险",
          "work-injury": "工伤保险",
          maternity: "生育保险",
        },
        optional: true,
        max: 5,
        help: "不选就是全部",
        term: "险种",
      }),
      named: field.text({ label: "只看哪位员工", optional: true, max: 30, help: "填姓名；不填就是全部员工" }),
    }),
  ],
  materials: {
    licence: { name: "营业执照", why: "核对单位，自动获取，不用上传", from: "e-licence" },
  },
  consequences: [{ warning: "记录里有员工的缴费数额，只能用于本单位的社保事务；员工可以看到单位查过。" }],
  fee: { kind: "free", note: "查询和打印不收费（社会保险法第七十四条）。" },
  result: "单位缴费记录（PDF，带编号和合计，写明数据截至哪天）",
  guide: {
    conditions: ["单位已开立社保账户", "您是单位的经办人"],
    flow: ["选月份", "需要的话选险种、员工", "确认，马上得到记录", "打开回执，打印或保存"],
    channels: employerDesk.channels,
    places: employerDesk.places,
    phones: ["12333（社保）", "12366（缴费）", "12393（医保）"],
    mistakes: ["刚缴完就来查：到账要 2 到 5 个工作日", "拿它当完税证明：完税证明请到税务渠道开"],
    questions: [
      { ask: "为什么和税务缴的数对不上？", answer: "税务缴款后 2 到 5 个工作日才到账；超过了请打 12366。" },
      { ask: "只想看一眼，不打印？", answer: "首页点「查缴费」，为单位办时就能按月看明细。" },
    ],
    updatedOn: "2026-11-28",
  },
});
