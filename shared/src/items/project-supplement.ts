import { equal, fact, field, includes, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employerFields, taxCollects } from "./employer-words.ts";
import { mostPrice, projectBasis, projectDesk, workerFields } from "./project-words.ts";

/** 项目变更 (S15): a higher price, a later end, who comes to the site and who leaves it. All of it or nothing. */
export const projectSupplement = defineItem({
  code: "project-supplement",
  version: 1,
  name: "工程项目变更（合同价、工期、人员）",
  aliases: ["项目变更", "工程延期", "追加合同价", "工地加人", "工地减人", "项目信息补充", "工伤名册变更"],
  summary: "已参保的工程项目：合同价增加、工期延长、工人进场和离场，马上生效。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employer",
  authority: "hrss",
  basis: [projectBasis.law, { title: "社会保险经办条例", article: "第十条", trust: "law" }, projectBasis.rates],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["employerConstruction", "employerHasProject"],
  refusals: [
    {
      when: not(fact("employerHasProject")),
      because: "本单位没有在工期内的参保项目，没有可以变更的",
      instead: "新项目请先办按项目参加工伤保险；工期已经结束的，请带竣工资料到社保大厅",
      insteadItem: "construction-project-injury",
    },
  ],
  steps: [
    step("who", "核对单位和项目", {
      ...employerFields,
      certificate: field.text({
        label: "项目参保证明编号",
        prefill: "project.certificate",
        max: 20,
        help: "GS 开头，在参保回执上。已带出最近的项目，不是它请改",
        term: "参保证明编号",
      }),
    }),
    step("change", "变更什么", {
      what: field.choices({
        label: "要变更哪些",
        options: { price: "合同价增加", period: "工期延长", join: "工人进场", leave: "工人离场" },
        min: 1,
        max: 4,
      }),
      price: field.money({
        label: "变更后的合同总价（含税）",
        min: 100,
        max: mostPrice,
        showWhen: includes("what", "price"),
        help: "填总价，不是增加的部分",
        term: "合同价",
      }),
      to: field.date({
        label: "变更后的竣工日期",
        from: "today",
        showWhen: includes("what", "period"),
        term: "工期",
      }),
      howMany: field.choice({
        label: "几个人进场",
        options: { "1": "1 个人", "2": "2 个人", "3": "3 个人" },
        showWhen: includes("what", "join"),
        help: "人多的，用花名册批量加",
      }),
      joinOn: field.date({ label: "进场日期", showWhen: includes("what", "join"), help: "从这一天起有保障" }),
      ...workerFields,
      leaverId: field.idNumber({ label: "离场工人的身份证号码", showWhen: includes("what", "leave") }),
      leaveOn: field.date({
        label: "离场日期",
        to: "today",
        showWhen: includes("what", "leave"),
        help: "在工地的最后一天",
      }),
    }),
  ],
  materials: {
    licence: { name: "营业执照", why: "核对单位，自动获取，不用上传", from: "e-licence" },
    addition: {
      name: "补充协议或工程签证",
      why: "核对增加后的合同价",
      from: "upload",
      when: includes("what", "price"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 5,
    },
    extension: {
      name: "延期协议或监理批复",
      why: "核对延长后的工期",
      from: "upload",
      when: includes("what", "period"),
      accept: ["jpeg", "png", "pdf"],
      maxFiles: 3,
    },
  },
  consequences: [
    { when: includes("what", "price"), warning: "合同价增加的部分要补缴费用，按分段费率算差额，缴清后有保障。" },
    { when: includes("what", "period"), warning: "工期只能延长；提前竣工的不用办，已缴的费用不退。" },
    { when: includes("what", "join"), warning: "工人从进场之日起参加工伤保险，不另外收费，会收到通知。" },
    { when: includes("what", "leave"), warning: "工人保到离场那一天，之后在这个工地受伤不再由项目保障。" },
    { when: equal("howMany", "3"), warning: "超过 3 个人的，可以再办一次，或用花名册批量加。" },
  ],
  fee: { kind: "assessed", note: taxCollects },
  result: "项目变更回执（PDF）；补缴费用的有缴费单号",
  guide: {
    conditions: ["项目已按项目参加工伤保险", "项目还在工期内"],
    flow: ["核对项目", "选要变更的，填新的", "看清补缴多少", "确认，马上生效"],
    ...projectDesk,
    mistakes: ["填了增加的部分，没填总价", "工期过了才来延长", "工人走了不减，名册越来越乱"],
    questions: [
      { ask: "加人要加钱吗？", answer: "不要。费用按合同价算，和人数无关。" },
      { ask: "合同价减少能退吗？", answer: "这里不退。决算价减少的，请带决算书到社保大厅。" },
    ],
    updatedOn: "2026-11-28",
  },
});
