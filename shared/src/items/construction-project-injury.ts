import { before, equal, fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employerFields, taxCollects } from "./employer-words.ts";
import { mostPrice, projectBasis, projectDesk, workerFields } from "./project-words.ts";

/** 建筑施工企业农民工参加工伤保险 (S15), by project: one fee by brackets of the contract price. */
export const constructionProjectInjury = defineItem({
  code: "construction-project-injury",
  version: 1,
  name: "建筑施工企业农民工参加工伤保险（按项目）",
  aliases: ["工程项目参保", "建筑工伤保险", "农民工工伤", "项目工伤保险", "工地工伤", "按项目参保"],
  summary: "总承包单位开工前为整个工程项目办一次工伤保险，工地上的农民工都有保障。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employer",
  authority: "hrss",
  basis: [
    projectBasis.law,
    { title: "中华人民共和国社会保险法", article: "第三十三条", trust: "law" },
    projectBasis.rates,
  ],
  handling: "instant",
  limits: { statutory: 15, statutorySource: "社会保险法 第五十七条", promised: 0 },
  risk: "medium",
  keep: { draftDays: 60, closedYears: 15 },
  facts: ["employerOpened", "employerConstruction"],
  refusals: [
    {
      when: not(fact("employerOpened")),
      because: "单位的社保账户今天还没有开立（社会保险法第五十七条）",
      instead: "领营业执照后会自动开户；超过 30 天还没有的，请带营业执照到社保大厅",
    },
    {
      when: not(fact("employerConstruction")),
      because: "本单位登记的行业不是建筑施工，不能按项目参加工伤保险（工伤保险条例第十条）",
      instead: "员工请按月参加工伤保险，办职工参保登记；行业登记有误的，请到市场监管部门更正",
      insteadItem: "employee-enrolment",
    },
    {
      when: before("to", "from"),
      because: "竣工日期早于开工日期，工期不对",
      instead: "请按施工合同核对两个日期",
    },
  ],
  steps: [
    step("who", "核对单位", employerFields),
    step("project", "工程项目", {
      projectName: field.text({ label: "项目名称", max: 60, help: "和施工许可证或合同上写得一样" }),
      region: field.region({ label: "项目所在的区", prefill: "employer.region", help: "工地在哪个区就选哪个区" }),
      price: field.money({
        label: "合同价（含税）",
        min: 100,
        max: mostPrice,
        help: "施工合同的总价，单位是元。费用按它分段计算",
        term: "合同价",
      }),
      from: field.date({ label: "开工日期", term: "工期" }),
      to: field.date({ label: "竣工日期", from: "today", help: "合同写的竣工日；延期的以后办项目变更" }),
    }),
    step("workers", "工地上的人", {
      howMany: field.choice({
        label: "现在要登记几个人",
        options: { "0": "先不登记，开工后再加", "1": "1 个人", "2": "2 个人", "3": "3 个人" },
        help: "人可以随时加，不另外收费；人多的，办好后用花名册批量加",
        term: "人员名册",
      }),
      ...workerFields,
    }),
    step("proof", "合同证明", {
      proof: field.choice({
        label: "有哪一种证明",
        options: { contract: "施工合同", award: "中标通知书（合同还没签）" },
        help: "只要一种",
      }),
      subcontracted: field.yesNo({ label: "有没有分包", help: "分包队伍的人也在这个项目里一起保" }),
    }),
  ],
  materials: {
    licence: { name: "营业执照和法定代表人身份证", why: "核对单位，自动获取，不用上传", from: "e-licence" },
    contract: {
      name: "施工合同（首页、工期页、价款页、盖章页）",
      why: "核对合同价和工期",
      from: "upload",
      when: equal("proof", "contract"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 5,
    },
    award: {
      name: "中标通知书",
      why: "合同签好之前，证明中标价",
      from: "upload",
      when: equal("proof", "award"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 2,
      where: "招标人或公共资源交易中心发的",
    },
    subcontract: {
      name: "分包合同（首页和盖章页）",
      why: "分包队伍的农民工也算在这个项目里",
      from: "upload",
      when: equal("subcontracted", true),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 5,
    },
  },
  consequences: [
    { warning: "费用由总承包单位一次缴清，农民工不缴。缴清、到账后参保证明才生效，请在开工前缴。" },
    { warning: "合同价增加或工期延长，要及时办项目变更，否则多出来的部分没有保障。" },
    { when: equal("howMany", "0"), warning: "还没有登记人员。工人进场前请加进名册，出了事故才能马上核对身份。" },
    { warning: "工地发生事故，请在 24 小时内报告，30 日内申请工伤认定（工伤保险条例第十七条）。" },
  ],
  fee: { kind: "assessed", note: taxCollects },
  result: "项目参保登记回执（PDF）：证明编号、缴费单号和人员名册；缴费到账后证明生效",
  guide: {
    conditions: ["登记行业是建筑施工的总承包单位", "工程在武汉市", "工期还没有结束"],
    flow: [
      "填项目名称、合同价和工期",
      "登记工人（也可以以后加）",
      "看清分段计算的费用",
      "确认，马上拿到证明编号",
      "到税务渠道一次缴清",
    ],
    ...projectDesk,
    mistakes: ["把不含税价当成合同价", "开工很久了才来办", "工人换了不更新名册"],
    questions: [
      { ask: "工人自己要交钱吗？", answer: "不交。由总承包单位一次缴清。" },
      { ask: "工人中途换了怎么办？", answer: "办项目变更，随时加人、减人，不另外收费。" },
      {
        ask: "合同价 12 亿怎么算？",
        answer: "10 亿以内按 1.2‰，超过 10 亿的 2 亿按 1‰，合计 140 万元；费率以公布为准。",
      },
    ],
    updatedOn: "2026-11-28",
  },
});
