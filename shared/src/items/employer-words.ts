import { field } from "../field/index.ts";

/** What the guides of the employers' hall have in common. */
export const employerDesk = {
  channels: ["微信小程序（全程网办）", "湖北政务服务网单位网厅", "区社保经办大厅"],
  places: "全市各区社保经办大厅，周一至周五 9:00-12:00、13:00-17:00",
} as const;

export const noCharge = "不收费（社会保险法第七十四条）。";
export const taxCollects = "这里不收钱。费款由税务部门征收：电子税务局、楚税通或委托银行扣款。";

/** Whom an employer's matter is about, as the register has it: checked, never typed. */
export const employeeFields = {
  name: field.personName({ label: "员工姓名", prefill: "citizen.name", locked: true }),
  idNumber: field.idNumber({ label: "身份证号码", prefill: "citizen.idNumber", locked: true }),
} as const;

export const employerFields = {
  employerName: field.text({ label: "单位名称", prefill: "employer.name", locked: true, max: 60 }),
  creditCode: field.creditCode({
    label: "统一社会信用代码",
    prefill: "employer.creditCode",
    locked: true,
    term: "统一社会信用代码",
  }),
} as const;
