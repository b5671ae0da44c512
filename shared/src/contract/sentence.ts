import * as v from "valibot";

/** What somebody must write, up to so many characters. */
export const sentence = (max: number) =>
  v.pipe(v.string(), v.trim(), v.minLength(1, "请填写内容"), v.maxLength(max, `最多 ${max} 个字`));
