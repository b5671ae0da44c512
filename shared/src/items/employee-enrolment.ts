import { all, any, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employeeFields, employerDesk, taxCollects } from "./employer-words.ts";

const reviewed = not(fact("employerTrusted"));

/** 职工参保登记 and 续保 (S9). What the months cost and how far back they go is the ledger's word, shown before the clerk confirms. */
export const employeeEnrolment = defineItem({
  code: "employee-enrolment",
  version: 1,
  name: "职工参保登记（新增、续保）",
  aliases: ["增员", "职工参保", "员工参保", "新员工参保", "单位参保登记", "职工续保", "给员工上社保"],
  summary: "员工入职 30 天内，由单位给他办参保；以前停过保的，就是续保。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employee",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第五十八条、第六十二条、第八十六条", trust: "law" },
    { title: "社会保险经办条例", article: "第六条", trust: "law" },
    { title: "武汉单位网厅：入职 3 个月以内自动补缴", trust: "news" },
  ],
  handling: "reviewed",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第六条", promised: 1 },
  risk: "medium",
  autoDecide: { when: fact("employerTrusted"), because: "单位信用良好，免审", checkPercent: 5 },
  keep: { draftDays: 30, closedYears: 15 },
  facts: [
    "employerOpened",
    "employerTrusted",
    "registered",
    "retired",
    "overAge",
    "activeHere",
    "injuryOnlyHere",
    "activeElsewhere",
    "flexibleActive",
    "stoppedHere",
  ],
  refusals: [
    {
      when: not(fact("employerOpened")),
      because: "单位的社保账户今天还没有开立，不能给员工参保（社会保险法第五十七条）",
      instead: "领营业执照后会自动开户；超过 30 天还没有的，请带营业执照到社保大厅",
    },
    {
      when: fact("activeHere"),
      because: "这位员工已经由本单位参保，不能重复参保（社会保险经办条例第六条：一人一号）",
      instead: "改工资请办年度工资申报；改手机号、地址请办员工一般信息变更",
      insteadItem: "employee-info-change",
    },
    {
      when: all(equal("plan", "whole"), any(fact("retired"), fact("overAge"))),
      because: "这位员工已到法定退休年龄，不能再参加职工养老等保险（社会保险法第十六条）",
      instead: "可以改选「只参加工伤保险」；年限不够要延缴的，请本人带身份证到社保大厅",
    },
    {
      when: all(equal("plan", "whole"), fact("activeElsewhere")),
      because: "这位员工还在另一家单位参保，一个人同一时间只能有一份职工养老、医疗保险",
      instead: "请员工联系原单位办停保减员，停保后再来；同时在两家上班的，可以改选「只参加工伤保险」",
    },
    {
      when: all(equal("plan", "whole"), fact("flexibleActive")),
      because: "这位员工还在以灵活就业身份缴费，没有停，单位参保会失败",
      instead: "请员工本人先在小程序办灵活就业暂停缴费，再由单位参保",
    },
    {
      when: all(equal("plan", "injury"), fact("injuryOnlyHere")),
      because: "这位员工在本单位已经有工伤保险，不能重复参保",
      instead: "要参加五险的，请改选「五险一起参保」",
    },
  ],
  steps: [
    step("who", "核对员工", {
      ...employeeFields,
      mobile: field.mobile({
        label: "员工本人的手机号码",
        optional: true,
        help: "不是您的号码。参保结果会告诉员工本人；不知道可以不填",
      }),
    }),
    step("job", "怎么参保", {
      plan: field.choice({
        label: "参加哪些险种",
        options: { whole: "五险一起参保（一般员工选这个）", injury: "只参加工伤保险（第二份工作、已到退休年龄）" },
        help: "养老、医疗、失业、工伤、生育一起参加是法定义务，不能只选一两样",
        term: "五险",
      }),
      entryDate: field.date({
        label: "入职日期",
        to: "today",
        help: "真实上班的第一天，和劳动合同一致",
        term: "入职日期",
      }),
      wage: field.money({
        label: "每月工资",
        min: 1,
        max: 99_999_999,
        help: "税前月工资，单位是元。新员工填入职第一个月的工资",
        term: "申报工资",
      }),
    }),
    step("proof", "用工证明", {
      proof: field.choice({
        label: "有哪一种用工证明",
        options: {
          contract: "已经签了劳动合同",
          entry: "合同还没签，有录用通知或入职登记表",
          seconded: "劳务派遣、退休返聘协议",
        },
        showWhen: reviewed,
        help: "只要一种。信用良好的免审单位不用交",
        term: "劳动合同",
      }),
    }),
  ],
  materials: {
    idCard: { name: "员工居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" },
    contract: {
      name: "劳动合同（首页、工资页和签字页）",
      why: "证明哪天入职、工资多少",
      from: "upload",
      when: all(reviewed, equal("proof", "contract")),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 3,
      where: "手机拍照就可以，字迹和公章要清楚",
    },
    entryForm: {
      name: "录用通知或入职登记表",
      why: "合同签好之前，证明已经上班",
      from: "upload",
      when: all(reviewed, equal("proof", "entry")),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
      where: "单位盖章。用工之日起一个月内要签劳动合同（劳动合同法第十条）",
    },
    agreement: {
      name: "派遣协议或返聘协议",
      why: "证明用工关系属于哪一种",
      from: "upload",
      when: all(reviewed, equal("proof", "seconded")),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 3,
    },
  },
  consequences: [
    { warning: "从参保当月起每月产生应缴费款，个人部分由单位从工资里代扣，和单位部分一起缴。" },
    {
      warning:
        "入职在 3 个月以内的，以前的月份自动补缴，并按每天万分之五加收滞纳金，由单位承担；超过 3 个月的从本月参保，以前的不在这里补。",
    },
    { when: fact("stoppedHere"), warning: "这位员工以前在本单位停过保，这次是续保，以前的年限接着算。" },
    { when: equal("plan", "whole"), warning: "员工正在领失业金的，从参保当月起停发（社会保险法第五十一条）。" },
    { when: equal("plan", "injury"), warning: "只参加工伤保险，不算养老、医疗的缴费年限。" },
  ],
  fee: { kind: "assessed", note: taxCollects },
  result: "参保登记回执（PDF）和应缴核定，员工本人会收到通知",
  guide: {
    conditions: ["单位已开立社保账户，您是它的经办人", "员工年满 16 周岁、没有到法定退休年龄", "员工没有在别处参保"],
    flow: [
      "选员工；新员工填身份证号和姓名",
      "填入职日期和工资",
      "看清要缴多少、补几个月",
      "确认提交",
      "到税务渠道缴费",
    ],
    channels: employerDesk.channels,
    places: employerDesk.places,
    phones: ["12333（社保）", "12366（缴费）", "12393（医保）"],
    mistakes: ["原单位没停保就来增员", "入职日期写成了办理日期", "把年薪填成月工资", "只办了登记，忘了到税务渠道缴费"],
    questions: [
      { ask: "员工刚来，合同还没签能办吗？", answer: "能。先传录用通知或入职登记表，一个月内把合同签好。" },
      {
        ask: "超过 30 天才来办会怎样？",
        answer: "能办。3 个月以内的自动补缴并收滞纳金，滞纳金由单位出，不能扣员工的。",
      },
      { ask: "员工不愿意参保，可以不办吗？", answer: "不可以。参保是法定义务，员工写放弃声明也无效。" },
    ],
    updatedOn: "2026-11-28",
  },
});
