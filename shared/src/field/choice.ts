import { parsed, unreadable } from "../values/index.ts";
import type { KindOf } from "./kind.ts";

export const choice: KindOf<"choice"> = {
  parse: (raw, field) =>
    typeof raw === "string" && Object.hasOwn(field.options, raw)
      ? parsed(raw)
      : unreadable(`请从列表里选择「${field.label}」`),
  print: (value, field) => field.options[value] ?? value,
  mask: (value, field) => field.options[value] ?? value,
  sample(field, seed) {
    const keys = Object.keys(field.options);
    return keys[seed % keys.length] ?? "";
  },
};
