import { luhn } from "./check-digits.ts";
import { masks } from "./masking.ts";
import { tidy } from "./normal.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

/** A bank card number: 12 to 19 digits with a Luhn check digit. */
export const BankCard = {
  parse(raw: string): Parsed<string> {
    const text = tidy(raw);
    if (!/^\d{12,19}$/.test(text)) return unreadable("银行卡号是 12 到 19 位数字，请对照卡面核对");
    return luhn(text) ? parsed(text) : unreadable("银行卡号校验不符，请对照卡面重新核对");
  },
  print: (card: string): string => card.replace(/(\d{4})(?=\d)/g, "$1 "),
  mask: masks.bankCard,
  /** Prefix 999999 belongs to no bank. */
  sample(seed: number): string {
    const body = `999999${String(seed % 1_000_000_000).padStart(9, "0")}`;
    for (let digit = 0; digit < 10; digit++) if (luhn(body + String(digit))) return body + String(digit);
    return body;
  },
};
