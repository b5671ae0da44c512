import { masks } from "./masking.ts";
import { tidy } from "./normal.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

/** A mobile number of mainland China, eleven digits. */
export const Mobile = {
  parse(raw: string): Parsed<string> {
    const text = tidy(raw).replace(/^\+?86(?=1\d{10}$)/, "");
    if (text === "") return unreadable("请填写手机号码");
    return /^1[3-9]\d{9}$/.test(text) ? parsed(text) : unreadable("手机号码是 11 位数字，以 1 开头，请核对");
  },
  print: (mobile: string): string => mobile,
  mask: masks.mobile,
  sample: (seed: number): string => `13800138${String(seed % 1000).padStart(3, "0")}`,
};
