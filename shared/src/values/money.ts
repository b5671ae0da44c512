import { parsed, unreadable, type Parsed } from "./parsed.ts";

/** Fen of an amount written in yuan, without the word 元: '1,234.50'. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const whole = Math.floor(Math.abs(fen) / 100);
  const rest = String(Math.abs(fen) % 100).padStart(2, "0");
  return `${sign}${String(whole).replace(/\B(?=(\d{3})+$)/g, ",")}.${rest}`;
}

/** An amount of money as integer fen 分. Typed in yuan with at most two decimals. */
export const Money = {
  parse(raw: string): Parsed<number> {
    // Not `tidy`: it takes hyphens away, and "-5" is not five yuan.
    const text = raw
      .normalize("NFKC")
      .replace(/\s/g, "")
      .replace(/[,，¥￥]/g, "")
      .replace(/元$/, "");
    if (!/^\d{1,11}(\.\d{1,2})?$/.test(text)) return unreadable("金额不对，请填写数字，最多两位小数，例如 1234.50");
    const [whole, part = ""] = text.split(".");
    return parsed(Number(whole) * 100 + Number(part.padEnd(2, "0")));
  },
  print: (fen: number): string => `${yuan(fen)} 元`,
  mask: (fen: number): string => `${yuan(fen)} 元`,
  sample: (seed: number): number => (seed % 100_000) * 10,
};
