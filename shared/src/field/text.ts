import { maskText, parsed, unreadable } from "../values/index.ts";
import type { KindOf } from "./kind.ts";

// Everything that draws nothing, save the new line of a long answer.
const control = /[\u0000-\u0009\u000b-\u001f\u007f\u0080-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;

export const text: KindOf<"text"> = {
  parse(raw, field) {
    if (typeof raw !== "string") return unreadable("这一项要填文字，请重新填写");
    const value = raw.normalize("NFC").replace(/\r\n?/g, "\n").trim();
    if (control.test(value)) return unreadable(`「${field.label}」里有看不见的符号，请删去重新输入`);
    if (!field.multiline && value.includes("\n")) return unreadable(`「${field.label}」请写在一行里`);
    const most = field.max ?? 200;
    const length = Array.from(value).length;
    return length > most ? unreadable(`「${field.label}」最多 ${most} 个字，现在是 ${length} 个`) : parsed(value);
  },
  print: (value) => value,
  mask: (value) => maskText(value),
  sample: (field, seed) =>
    Array.from(`情况说明第${(seed % 100) + 1}条`)
      .slice(0, field.max ?? 200)
      .join(""),
};
