import { fact, field, includes, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { halls, idCard, whoStep } from "./halls.ts";

/** 灵活就业暂停缴费 (S18, S26). Decided by the machine. */
export const flexibleStop = defineItem({
  code: "flexible-stop",
  version: 2,
  name: "灵活就业人员暂停缴费",
  aliases: ["暂停缴费", "停保", "不想交社保了", "找到工作停社保", "社保停缴", "暂停社保"],
  summary: "找到单位了，或者暂时不想缴，从本月或下月起停。以前的年限不丢。",
  audience: ["flexible"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第十条、第十六条", trust: "law" },
    { title: "社会保险经办条例", article: "第十条", trust: "law" },
    { title: "武汉医保中断待遇规则（武汉医保答复，转载）", trust: "official" },
  ],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["retired", "employed", "flexibleSchemes", "ownArrears"],
  refusals: [
    {
      when: fact("retired"),
      because: "您已经领取养老金，没有正在缴的社保",
      instead: "待遇问题请打 12333，或到社保大厅咨询",
    },
    {
      when: not(fact("flexibleSchemes")),
      because: "您现在没有以灵活就业身份缴费，不用停",
      instead: "由单位参保的，离职时由单位办停保；想恢复缴费，请办理灵活就业人员续保登记",
    },
  ],
  steps: [
    whoStep,
    step("stop", "停什么、从什么时候停", {
      reason: field.choice({
        label: "为什么停",
        options: {
          employed: "找到单位了，由单位参保",
          "moved-away": "去外地参保",
          money: "暂时不想缴",
          other: "其他",
        },
        term: "暂停缴费",
      }),
      schemes: field.choices({
        label: "停哪些险种",
        options: { pension: "职工养老保险", medical: "职工医疗保险" },
        min: 1,
        max: 2,
        prefill: "flexible.schemes",
        help: "找到单位的，两个都要停，单位才能给您参保",
        term: "险种",
      }),
      from: field.month({
        label: "从哪个月起不缴",
        prefill: "month.next",
        from: "this-month",
        to: { monthsFromNow: 1 },
        help: "选本月：本月还没缴的一并取消；选下月：本月照缴",
        term: "停缴月份",
      }),
    }),
  ],
  materials: { idCard },
  consequences: [
    { warning: "停了以后的月份不算缴费年限；以前缴过的年限不会作废，随时可以续保。" },
    {
      when: includes("schemes", "medical"),
      warning: "医保停缴的月份看病不能报销；连续断缴超过 3 个月，再参保要重新缴满 6 个月，从第 7 个月起才能报销。",
    },
    {
      when: includes("schemes", "pension"),
      warning: "停掉的养老月份，以后一般不能再补（人社部：灵活就业人员一般不能为增加年限补缴）。",
    },
    { when: fact("ownArrears"), warning: "您以前还有欠费的月份，停缴不会取消它们，请另办欠费补缴或欠费注销。" },
  ],
  fee: { kind: "free", note: "不收费（社会保险法第七十四条）" },
  result: "暂停缴费回执（PDF），参保状态变为「暂停缴费」",
  guide: {
    conditions: ["正在以灵活就业身份缴养老或医疗保险", "要停的月份还没有缴费"],
    flow: ["核对身份信息", "选停哪些险种、从哪个月停", "逐条看清后果", "签名确认，马上生效"],
    channels: halls.channels,
    places: halls.places,
    phones: ["12333（社保）", "12393（医保）"],
    mistakes: ["找到单位了却没停，单位参保失败", "只停了养老忘了停医保", "以为停保会退以前缴的钱"],
    questions: [
      { ask: "停了以前的年限还在吗？", answer: "在。缴费年限是累计的，个人账户还计息。" },
      { ask: "本月已经缴了还能从本月停吗？", answer: "不能，已经到账的月份停不了，请从下月起停。" },
      { ask: "什么时候能恢复？", answer: "随时。办理灵活就业人员续保登记，从当月或下月起缴。" },
    ],
    updatedOn: "2026-11-28",
  },
});
