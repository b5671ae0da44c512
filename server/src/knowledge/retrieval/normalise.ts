import { simplified } from "../../simplified.ts";

/** Brings what people type to one writing: simplified characters, plain Chinese for dialect, digits for numerals, no punctuation. */

const pairs = (text: string): [string, string][] =>
  text.split(" ").map((pair) => {
    const [from = "", to = ""] = pair.split(":");
    return [from, to];
  });

/** Speech of Wuhan and of the net. Not inside 怎么 and 什么, which begin the same way. */
const spoken = new Map(
  pairs(
    "么样:怎么样 么办:怎么办 么东西:什么东西 么时候:什么时候 么时间:什么时间 为么事:为什么 为么:为什么 么事:什么 么资料:什么资料 么材料:什么材料 么手续:什么手续 么条件:什么条件 么地方:什么地方 冇:没有 木有:没有 没得:没有 莫得:没有 伢:孩子 细伢:孩子 毛毛:新生儿 屋里:家里 哪里克:去哪里 到哪克:去哪里 里克:里去 搞得赢:来得及 几多:多少 几时:什么时候 咋:怎么 啥:什么 咧: 撒: 唦: 嘛:吗 莫:不要 晓得:知道 老头子:老人 爹爹:爷爷 姆妈:妈妈 媳妇:老婆 旳:的 己经:已经 帐:账 俭:险",
  ),
);
const spokenForms = [...spoken.keys()].toSorted((a, b) => b.length - a.length).join("|");
const anySpoken = new RegExp(`(?<![怎什那这多要])(?:${spokenForms})`, "g");

const digit: Readonly<Record<string, number>> = {
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
/** 十五年 and 15年 are one; 五险一金 and 一次性 are no numbers. */
const numeral =
  /([一二三四五六七八九]?)十([一二三四五六七八九]?)(?=[年岁周个多天几出来])|([一二两三四五六七八九])(?=[年岁](?!级))/g;
const plain = (text: string): string =>
  text.replace(numeral, (_, tens: string | undefined, ones: string | undefined, one: string | undefined) =>
    one === undefined
      ? String((tens ? (digit[tens] ?? 1) : 1) * 10 + (ones ? (digit[ones] ?? 0) : 0))
      : String(digit[one]),
  );

/** One writing, punctuation kept as a single 「，」 so that clauses can still be told apart. */
export function withClauses(text: string): string {
  let result = simplified(text.normalize("NFKC").toLowerCase());
  result = result.replace(anySpoken, (form) => spoken.get(form) ?? form);
  result = plain(result);
  if (/[a-z]/.test(result)) result = result.replace(/(?<=\p{L})\s+(?=[a-z])|(?<=[a-z])\s+/gu, "");
  return result.replace(/[^\u4e00-\u9fff0-9a-z]+/g, (run) => run.replace(/[^\p{L}\p{N}]+/gu, "，"));
}
export const joined = (text: string): string => text.replaceAll("，", "");
/** One writing without any punctuation. */
export const normalise = (text: string): string => joined(withClauses(text));
