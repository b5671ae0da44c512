import { field, includes } from "../field/index.ts";
import { educations, households } from "../insurance/index.ts";
import type { RefusalRule } from "../item/index.ts";

/** 个人一般信息 is one matter with two doors (S12, S22): the person or their agent, and the employer. What they share is here. */
export const personInfoFields = {
  what: field.choices({
    label: "要改哪些",
    options: {
      contact: "手机号、地址、邮箱",
      household: "户口性质",
      education: "文化程度",
      key: "姓名、身份证号、性别、出生日期",
    },
    min: 1,
    max: 4,
    help: "可以选几样，没选的不会动",
  }),
  mobile: field.mobile({
    label: "新的手机号码",
    prefill: "person.mobile",
    optional: true,
    showWhen: includes("what", "contact"),
    help: "工作人员核对时打这个号码；办理结果看小程序「消息」",
  }),
  address: field.text({
    label: "联系地址",
    prefill: "person.address",
    optional: true,
    max: 100,
    showWhen: includes("what", "contact"),
    help: "登记和联系用，写到门牌号",
  }),
  email: field.text({
    label: "电子邮箱",
    prefill: "person.email",
    optional: true,
    max: 100,
    showWhen: includes("what", "contact"),
  }),
  household: field.choice({
    label: "户口性质",
    options: households,
    prefill: "person.household",
    showWhen: includes("what", "household"),
    term: "户口性质",
  }),
  education: field.choice({
    label: "文化程度",
    options: educations,
    prefill: "person.education",
    showWhen: includes("what", "education"),
  }),
} as const;

/** What the police keep is changed with them first. */
export const policeKeeps: RefusalRule = {
  when: includes("what", "key"),
  because: "姓名、身份证号、性别、出生日期由公安机关登记，不能在网上改（社会保险法第五十八条：社保号就是身份证号）",
  instead: "请先在公安机关改好身份证，再由本人带身份证到社保大厅办关键信息变更；其他的可以去掉这一项继续办",
};

export const personInfoGuide = {
  mistakes: ["换了手机号不来改，工作人员核对时联系不上", "想在网上改姓名或身份证号"],
  questions: [
    {
      ask: "改手机号要证明吗？",
      answer:
        "不要。改好了在小程序「消息」里告诉您本人，关注了公众号的微信也会收到，不发短信。不是您改的，请马上打 12333。",
    },
    { ask: "身份证号错了怎么办？", answer: "先到公安机关更正，再带身份证到社保大厅，窗口当场改。" },
  ],
  updatedOn: "2026-11-28",
} as const;
