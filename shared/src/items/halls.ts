import { field } from "../field/index.ts";
import { step } from "../item/index.ts";

/** Where every item of the community's and of flexible employment's hall can be done besides the phone. */
export const halls = {
  channels: ["微信小程序（全程网办）", "街道（社区）政务服务中心", "区社保经办大厅"],
  places: "全市各区社保经办大厅、街道政务服务中心，周一至周五 9:00-12:00、13:00-17:00",
} as const;

/** First screen of what is about a person: who they are, from the register; only the number for messages may be changed. */
export const whoStep = step("who", "核对身份", {
  name: field.personName({ label: "姓名", prefill: "citizen.name", locked: true }),
  idNumber: field.idNumber({ label: "身份证号码", prefill: "citizen.idNumber", locked: true }),
  mobile: field.mobile({
    label: "手机号码",
    prefill: "citizen.mobile",
    help: "工作人员核对时打这个号码；办理结果看小程序「消息」",
  }),
});

/** Fetched, never asked for (国务院令第 716 号第七条). */
export const idCard = {
  name: "居民身份证",
  why: "核对身份，从公安登记自动获取，不用上传",
  from: "e-licence",
} as const;
