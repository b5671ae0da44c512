import { pinyin } from "pinyin-pro";
import type { Lexicon } from "./lexicon/index.ts";

/**
 * Repairs what was typed by sound: 医宝卡, 零活就业, yidi就医, 养老rz. Only towards words of the field, and only where the text as it
 * stands says nothing: two characters must be unknown to the knowledge base; three that sound alike are proof enough.
 */

/** Words that are no concept of their own, but that people type in Latin letters. Single ones end a run. */
const words =
  "津贴 养老 医疗 报销 居民 就业 灵活 社保 医保 多少 什么 办理 怎样 公司 单位 领取 申请 材料 时间 几年 几个月 可以 没有 武汉 如何 人工 吗 办 交 领 钱 卡 查 退 弄 搞 呢 的 了 能 要 到 在 我 年 月";
/** What people shorten to initials. */
const shortened = "认证 社保 医保 养老 工伤 生育 公积金 转移 补缴 断缴 报销 社保卡 医保卡 灵活就业 电子社保卡";

const sounds = (text: string): string[] => pinyin(text, { toneType: "none", type: "array", v: true });
/** Speakers of the south hear no difference between these. */
const south = (syllable: string): string =>
  syllable
    .replace(/^([zcs])h/, "$1")
    .replace(/^l(?=[aeiouv])/, "n")
    .replace(/([aei])ng$/, "$1n");
const keyOf = (syllables: readonly string[]): string => syllables.map(south).join(" ");

const LONGEST = 6;
interface Sounds {
  bySound: ReadonlyMap<string, string>;
  byLetters: ReadonlyMap<string, string>;
}
function soundsOf(lexicon: Lexicon): Sounds {
  const bySound = new Map<string, string>();
  const byLetters = new Map<string, string>();
  for (const [form, [concept]] of lexicon.forms()) {
    if (form.length < 2 || form.length > LONGEST || !/^\p{Script=Han}+$/u.test(form)) continue;
    if (!concept || concept.kind === "place" || concept.kind === "outside") continue;
    const syllables = sounds(form);
    const key = keyOf(syllables);
    // Schemes are learnt first: 养老 before anything that sounds like it.
    if (!bySound.has(key)) bySound.set(key, form);
    const letters = syllables.join("");
    if (!byLetters.has(letters)) byLetters.set(letters, form);
  }
  for (const word of words.split(" ")) {
    const letters = sounds(word).join("");
    if (!byLetters.has(letters)) byLetters.set(letters, word);
  }
  return { bySound, byLetters };
}
const byInitials = new Map<string, string>();
for (const word of shortened.split(" ")) {
  const initials = sounds(word)
    .map((syllable) => syllable[0])
    .join("");
  byInitials.set(initials, byInitials.has(initials) ? "" : word);
}

/** A run of letters as words, if it is nothing but words; the fewest of them. */
function readLetters({ byLetters }: Sounds, run: string): string | undefined {
  const initials = byInitials.get(run);
  if (initials) return initials;
  const best: ({ count: number; text: string } | undefined)[] = [{ count: 0, text: "" }];
  for (let end = 1; end <= run.length; end++)
    for (let from = Math.max(0, end - 24); from < end; from++) {
      const before = best[from];
      const word = before && byLetters.get(run.slice(from, end));
      if (!before || word === undefined) continue;
      const count = before.count + 1;
      if (count < (best[end]?.count ?? Infinity)) best[end] = { count, text: before.text + word };
    }
  return best[run.length]?.text;
}

/** A slip of the finger or of the ear changes one character, or the smaller half of a long word. */
function resembles(said: readonly string[], meant: readonly string[]): boolean {
  const same = said.filter((char, at) => char === meant[at]).length;
  return same * 2 >= said.length && same < said.length;
}

/** `known` tells whether two characters stand next to each other anywhere in the knowledge base. `text` is normalised. */
export type Repair = (text: string, known: (pair: string) => boolean) => string;

/** Listening to a lexicon's forms takes some tens of milliseconds: once a lexicon. */
export function createRepair(lexicon: Lexicon): Repair {
  const ears = soundsOf(lexicon);
  return (text, known) => repaired(lexicon, ears, text, known);
}

function repaired(lexicon: Lexicon, ears: Sounds, text: string, known: (pair: string) => boolean): string {
  const read = /[a-z]{2}/.test(text) ? text.replace(/[a-z]{2,40}/g, (run) => readLetters(ears, run) ?? run) : text;
  if (read.length > 60) return read;
  const chars = Array.from(read);
  const strange = chars.map((char, at) => at + 1 < chars.length && !known(char + (chars[at + 1] ?? "")));
  if (!strange.some(Boolean)) return read;
  const heard = sounds(read);
  if (heard.length !== chars.length) return read;
  // What is understood as it stands is left alone, unless a longer word is meant.
  const understood = lexicon.mentionsIn(read).filter(({ form }) => form.length > 1);
  const leaves = (from: number, to: number) =>
    understood.every(({ form, at }) => {
      const end = at + form.length;
      return end <= from || at >= to || (at >= from && end <= to && form.length < to - from);
    });
  for (let length = LONGEST; length >= 2; length--)
    for (let at = 0; at + length <= chars.length; at++) {
      const window = chars.slice(at, at + length);
      if (!leaves(at, at + length)) continue;
      if (!strange.slice(at, at + length - 1).some(Boolean)) continue;
      const said = window.join("");
      if (!/^\p{Script=Han}+$/u.test(said)) continue;
      const syllables = heard.slice(at, at + length);
      const meant = ears.bySound.get(keyOf(syllables));
      if (meant === undefined || !resembles(window, Array.from(meant))) continue;
      if (length === 2 && sounds(meant).join(" ") !== syllables.join(" ")) continue;
      for (const [index, char] of Array.from(meant).entries()) {
        chars[at + index] = char;
        strange[at + index] = false;
      }
    }
  return chars.join("");
}
