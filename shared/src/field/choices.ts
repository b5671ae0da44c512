import { parsed, unreadable } from "../values/index.ts";
import type { KindOf } from "./kind.ts";

export const choices: KindOf<"choices"> = {
  parse(raw, field) {
    if (
      !Array.isArray(raw) ||
      raw.length > 100 ||
      !raw.every((one) => typeof one === "string" && Object.hasOwn(field.options, one))
    )
      return unreadable(`请从列表里选择「${field.label}」`);
    const picked = Object.keys(field.options).filter((key) => raw.includes(key));
    if (picked.length !== raw.length) return unreadable(`「${field.label}」里有重复的选择，请重选`);
    if (picked.length < (field.min ?? 0)) return unreadable(`「${field.label}」至少选 ${field.min} 项`);
    if (field.max !== undefined && picked.length > field.max)
      return unreadable(`「${field.label}」最多选 ${field.max} 项`);
    return parsed(picked);
  },
  print: (value, field) => value.map((key) => field.options[key] ?? key).join("、"),
  mask: (value, field) => value.map((key) => field.options[key] ?? key).join("、"),
  sample(field, seed) {
    const keys = Object.keys(field.options);
    const count = Math.max(1, field.min ?? 1);
    const start = seed % Math.max(1, keys.length - count + 1);
    return keys.slice(start, start + count);
  },
};
