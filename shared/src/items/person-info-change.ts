import { fact, field, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { noCharge } from "./employer-words.ts";
import { personInfoFields, personInfoGuide, policeKeeps } from "./person-info.ts";

/** 个人一般信息变更 (S12, S22), by the person or for them. */
export const personInfoChange = defineItem({
  code: "person-info-change",
  version: 2,
  name: "个人一般信息变更",
  aliases: ["改手机号", "换手机号", "个人信息变更", "改地址", "改户口性质", "修改个人资料"],
  summary: "改手机号、地址、邮箱、户口性质、文化程度，填完马上生效。",
  audience: ["insured", "flexible", "agent"],
  capacities: ["self", "agent"],
  about: "person",
  authority: "hrss",
  basis: [
    { title: "社会保险经办条例", article: "第十条、第三十一条", trust: "law" },
    { title: "中华人民共和国社会保险法", article: "第五十八条", trust: "law" },
  ],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 0 },
  risk: "low",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["insured"],
  refusals: [
    {
      when: not(fact("insured")),
      because: "没有查到您的参保记录，还没有可以变更的信息",
      instead: "请先办理参保登记；确实参过保的，请带身份证到社保大厅核对",
    },
    policeKeeps,
  ],
  steps: [
    step("who", "核对身份", {
      name: field.personName({ label: "姓名", prefill: "citizen.name", locked: true }),
      idNumber: field.idNumber({ label: "身份证号码", prefill: "citizen.idNumber", locked: true }),
    }),
    step("change", "改成什么", personInfoFields),
  ],
  materials: {
    idCard: { name: "居民身份证", why: "核对身份，从公安登记自动获取，不用上传", from: "e-licence" },
  },
  consequences: [{ warning: "确认后马上生效。以前是什么、改成了什么，都会留记录；您会在小程序「消息」里收到通知。" }],
  fee: { kind: "free", note: noCharge },
  result: "变更回执（PDF），登记信息马上更新",
  guide: {
    conditions: ["在武汉参加过社会保险", "改的不是姓名、身份证号、性别、出生日期"],
    flow: ["核对身份", "选要改的，填新的", "确认，马上生效"],
    channels: ["微信小程序（全程网办）", "街道（社区）政务服务中心", "区社保经办大厅"],
    places: "全市各区社保经办大厅、街道政务服务中心，周一至周五 9:00-12:00、13:00-17:00",
    phones: ["12333（社保）", "12393（医保）"],
    ...personInfoGuide,
  },
});
