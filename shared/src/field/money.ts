import { Money, parsed, unreadable } from "../values/index.ts";
import type { KindOf } from "./kind.ts";

/** On the wire integer fen. */
export const money: KindOf<"money"> = {
  parse(raw, field) {
    if (typeof raw !== "number" || !Number.isSafeInteger(raw) || raw < 0)
      return unreadable("金额不对，请填写数字，最多两位小数");
    if (field.min !== undefined && raw < field.min)
      return unreadable(`「${field.label}」不能少于 ${Money.print(field.min)}`);
    if (field.max !== undefined && raw > field.max)
      return unreadable(`「${field.label}」不能多于 ${Money.print(field.max)}`);
    return parsed(raw);
  },
  print: Money.print,
  mask: Money.mask,
  sample: (field, seed) => {
    const min = field.min ?? 0;
    const max = field.max ?? min + 1_000_000;
    return min + (seed % (max - min + 1));
  },
};
