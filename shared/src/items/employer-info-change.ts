import { fact, field, includes, not } from "../field/index.ts";
import { defineItem, step } from "../item/index.ts";
import { employerDesk, employerFields, noCharge } from "./employer-words.ts";

/** 单位一般信息变更 (S11), with the hand-over of the clerk's work 经办人变更. */
export const employerInfoChange = defineItem({
  code: "employer-info-change",
  version: 2,
  name: "单位一般信息变更（含经办人）",
  aliases: ["单位信息变更", "单位地址变更", "单位电话变更", "经办人变更", "换经办人", "变更社保专管员"],
  summary: "改单位的通讯地址、联系人、电话、邮箱，或者把经办工作移交给同事，马上生效。",
  audience: ["employer"],
  capacities: ["employer"],
  about: "employer",
  authority: "hrss",
  basis: [
    { title: "中华人民共和国社会保险法", article: "第五十七条", trust: "law" },
    { title: "社会保险经办条例", article: "第十条", trust: "law" },
    { title: "武汉社保信息维护：单位一般信息变更、经办人信息（长江日报 2022-02-18）", trust: "news" },
  ],
  handling: "instant",
  limits: { statutory: 10, statutorySource: "社会保险经办条例 第十条", promised: 0 },
  risk: "medium",
  keep: { draftDays: 30, closedYears: 15 },
  facts: ["employerOpened"],
  refusals: [
    {
      when: not(fact("employerOpened")),
      because: "单位的社保账户今天还没有开立，没有可以变更的信息（社会保险法第五十七条）",
      instead: "领营业执照后会自动开户；超过 30 天还没有的，请带营业执照到社保大厅",
    },
    {
      when: includes("what", "register"),
      because: "单位名称、信用代码、登记地区、法定代表人由市场监管部门登记，不能在这里改（社会保险法第五十七条）",
      instead: "请先到市场监管部门办变更登记，登记后会自动同步过来；其他的可以去掉这一项继续办",
    },
  ],
  steps: [
    step("who", "核对单位", employerFields),
    step("change", "改成什么", {
      what: field.choices({
        label: "要改哪些",
        options: {
          contact: "通讯地址、联系人、电话、邮箱",
          clerk: "经办人（移交给同事）",
          register: "名称、信用代码、地区、法定代表人",
        },
        min: 1,
        max: 3,
        help: "可以选几样，没选的不会动",
        term: "经办人",
      }),
      address: field.text({
        label: "通讯地址",
        prefill: "employer.address",
        optional: true,
        max: 100,
        showWhen: includes("what", "contact"),
        help: "寄文书用，写到门牌号",
      }),
      contact: field.text({
        label: "联系人",
        prefill: "employer.contact",
        optional: true,
        max: 30,
        showWhen: includes("what", "contact"),
      }),
      phone: field.text({
        label: "联系电话",
        prefill: "employer.phone",
        optional: true,
        max: 20,
        showWhen: includes("what", "contact"),
        help: "手机号，或区号加座机号",
      }),
      email: field.text({
        label: "电子邮箱",
        prefill: "employer.email",
        optional: true,
        max: 100,
        showWhen: includes("what", "contact"),
      }),
      clerkName: field.personName({
        label: "新经办人的姓名",
        showWhen: includes("what", "clerk"),
        help: "要先在小程序绑定自己的社保账户",
      }),
      clerkIdNumber: field.idNumber({ label: "新经办人的身份证号码", showWhen: includes("what", "clerk") }),
    }),
  ],
  materials: {
    licence: { name: "营业执照", why: "核对单位，从市场监管登记自动获取，不用上传", from: "e-licence" },
  },
  consequences: [
    { warning: "确认后马上生效，以后按新的联系单位；改之前是什么会留记录。" },
    {
      when: includes("what", "clerk"),
      warning:
        "移交后您不再是这家单位的经办人，马上看不到单位的办件和缴费；没办完的由新经办人接着办。法定代表人会收到通知。移交成功后再打开这件事，会看到「您现在不是这家单位的经办人」。",
    },
  ],
  fee: { kind: "free", note: noCharge },
  result: "变更回执（PDF），登记信息马上更新",
  guide: {
    conditions: ["您是单位的经办人", "换经办人的，新经办人已绑定自己的社保账户"],
    flow: ["核对单位", "选要改的，填新的", "确认，马上生效"],
    channels: employerDesk.channels,
    places: employerDesk.places,
    phones: ["12333（社保）"],
    mistakes: ["原经办人离职了才想起移交", "想在这里改单位名称或法定代表人"],
    questions: [
      {
        ask: "原经办人已经离职，联系不上怎么办？",
        answer: "法定代表人在「我的单位」里结束他、指定新的；或者带单位证明到窗口登记。",
      },
      { ask: "可以有两位经办人吗？", answer: "可以。法定代表人在「我的单位」里再指定一位，不用移交。" },
    ],
    updatedOn: "2026-11-28",
  },
});
