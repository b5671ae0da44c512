import { parsed, unreadable } from "../values/index.ts";
import type { KindOf } from "./kind.ts";

const word = (value: boolean) => (value ? "是" : "否");
export const yesNo: KindOf<"yesNo"> = {
  parse: (raw, field) => (typeof raw === "boolean" ? parsed(raw) : unreadable(`请选择「${field.label}」`)),
  print: word,
  mask: word,
  sample: (_field, seed) => seed % 2 === 0,
};
