import { parsed, unreadable } from "../values/index.ts";
import type { KindOf } from "./kind.ts";

/** Answers with the ids of uploaded files. */
export const material: KindOf<"material"> = {
  parse(raw, field) {
    if (!Array.isArray(raw) || !raw.every((id) => typeof id === "string" && /^[a-z0-9-]{8,64}$/i.test(id)))
      return unreadable(`「${field.label}」没有上传成功，请重新上传`);
    const ids = [...new Set(raw as string[])];
    return ids.length > field.maxFiles ? unreadable(`「${field.label}」最多传 ${field.maxFiles} 个文件`) : parsed(ids);
  },
  print: (value) => `${value.length} 个文件`,
  mask: (value) => `${value.length} 个文件`,
  sample: (_field, seed) => [`00000000-0000-4000-8000-${String(seed % 1_000_000).padStart(12, "0")}`],
};
