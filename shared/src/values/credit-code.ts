import { masks } from "./masking.ts";
import { tidy } from "./normal.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

const letters = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** The 18th character by GB 32100. */
export function creditCheckCharacter(first17: string): string {
  let sum = 0;
  for (let at = 0; at < 17; at++) sum += letters.indexOf(first17.charAt(at)) * (weights[at] ?? 0);
  return letters.charAt((31 - (sum % 31)) % 31);
}

/** 统一社会信用代码 (GB 32100-2015). */
export const CreditCode = {
  parse(raw: string): Parsed<string> {
    const code = tidy(raw).toUpperCase();
    if (code === "") return unreadable("请填写统一社会信用代码");
    if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code))
      return unreadable("统一社会信用代码是 18 位数字和字母（没有 I、O、S、V、Z），请对照营业执照核对");
    return creditCheckCharacter(code.slice(0, 17)) === code[17]
      ? parsed(code)
      : unreadable("统一社会信用代码最后一位校验不符，请对照营业执照重新核对");
  },
  print: (code: string): string => code,
  mask: masks.creditCode,
  sample(seed: number): string {
    const first17 = `91990000MA${String(seed % 10_000_000).padStart(7, "0")}`;
    return first17 + creditCheckCharacter(first17);
  },
};
