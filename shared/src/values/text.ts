/** Words as people write them: what can be kept, and where they may be cut. */

/** What no text of a person holds and PostgreSQL cannot keep: the NUL, and one half of a pair of surrogates. */
const broken = /\u0000|\p{Surrogate}/u;

/** Whether the text can be kept as it is. */
export const isWhole = (text: string): boolean => !broken.test(text);

/**
 * The longest beginning of at most `most` UTF-16 units, as `length` and the contracts count. It never ends inside what a reader takes for
 * one character: an emoji with its family, a letter with its marks. One character longer than that is cut all the same, between code points.
 */
export function beginningOf(text: string, most: number): string {
  if (text.length <= most) return text;
  // Made here: the phone's engine may lack it, and never comes here.
  const crossing = new Intl.Segmenter("zh", { granularity: "grapheme" }).segment(text).containing(most);
  if (crossing && crossing.index > 0) return text.slice(0, crossing.index);
  return text.slice(0, most).replace(/[\uD800-\uDBFF]$/, "");
}
