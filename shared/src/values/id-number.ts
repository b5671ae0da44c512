import { idCheckDigit } from "./check-digits.ts";
import { isDay } from "./day.ts";
import { masks } from "./masking.ts";
import { tidy } from "./normal.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

export const birthDateOf = (id: string): string => `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
export const sexOf = (id: string): "male" | "female" => ((id.charCodeAt(16) - 48) % 2 === 1 ? "male" : "female");

/** 身份证号 (GB 11643-1999), and the foreign resident's card of 2023 which has the same form. */
export const IdNumber = {
  parse(raw: string): Parsed<string> {
    const id = tidy(raw).toUpperCase();
    if (id === "") return unreadable("请填写身份证号码");
    if (/^\d{15}$/.test(id)) return unreadable("这是 15 位的旧号码，请填写 18 位身份证号码");
    if (!/^[1-9]\d{16}[\dX]$/.test(id))
      return unreadable("身份证号码是 18 位，前 17 位是数字，最后一位是数字或 X，请对照证件核对");
    if (!isDay(birthDateOf(id))) return unreadable("身份证号码里的出生日期不对，请对照证件核对第 7 到 14 位");
    if (idCheckDigit(id.slice(0, 17)) !== id[17]) return unreadable("身份证号最后一位校验不符，请对照证件重新核对");
    return parsed(id);
  },
  /** What the number itself says. */
  facts: (id: string) => ({ sex: sexOf(id), birthDate: birthDateOf(id) }),
  print: (id: string): string => id,
  mask: masks.idNumber,
  /** An invented person: region 99 does not exist. */
  sample(seed: number): string {
    const year = 1960 + (seed % 45);
    const month = String((seed % 12) + 1).padStart(2, "0");
    const day = String((seed % 28) + 1).padStart(2, "0");
    const first17 = `990101${year}${month}${day}${String(seed % 1000).padStart(3, "0")}`;
    return first17 + idCheckDigit(first17);
  },
};
