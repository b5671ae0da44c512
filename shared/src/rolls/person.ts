import { field } from "../field/index.ts";

/** Whom a row is about, as on the ID card. */
export const person = {
  name: field.personName({ label: "姓名", help: "和身份证一致。" }),
  idNumber: field.idNumber({ label: "身份证号码", help: "18 位，整列设为「文本」再填，末位字母写大写 X。" }),
};
