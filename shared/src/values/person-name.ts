import { masks } from "./masking.ts";
import { parsed, unreadable, type Parsed } from "./parsed.ts";

const invented = ["林晓荷", "周大江", "陈禾", "赵一苇", "孙梅溪", "李东湖"];

/** A person's name as on the ID document; names of minorities and foreigners carry a middle dot. */
export const PersonName = {
  parse(raw: string): Parsed<string> {
    const name = raw
      .normalize("NFC")
      .trim()
      .replace(/[.•‧∙・]/g, "·")
      .replace(/\s+/g, " ");
    const length = Array.from(name).length;
    if (length < 2 || length > 30) return unreadable("姓名是 2 到 30 个字，请和身份证上写得一样");
    return /^\p{L}[\p{L}\p{M}·' -]+$/u.test(name)
      ? parsed(name)
      : unreadable("姓名里不能有数字和符号，请和身份证上写得一样");
  },
  print: (name: string): string => name,
  mask: masks.personName,
  sample: (seed: number): string => invented[seed % invented.length] ?? "林晓荷",
};
