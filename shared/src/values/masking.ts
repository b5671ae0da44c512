import { idCheckDigit, luhn } from "./check-digits.ts";

/**
 * The one masking table. No law fixes it; ours: ID number first 3 and last 4, mobile first 3 and last 4, bank card and credit code
 * last 4, name its first character.
 */
const stars = (count: number) => "*".repeat(Math.max(0, count));
export const masks = {
  idNumber: (value: string) =>
    value.length < 8 ? stars(value.length) : value.slice(0, 3) + stars(value.length - 7) + value.slice(-4),
  mobile: (value: string) =>
    value.length < 8 ? stars(value.length) : value.slice(0, 3) + stars(value.length - 7) + value.slice(-4),
  bankCard: (value: string) => stars(value.length - 4) + value.slice(-4),
  creditCode: (value: string) => stars(value.length - 4) + value.slice(-4),
  personName: (value: string) => {
    const letters = Array.from(value);
    return (letters[0] ?? "") + stars(letters.length - 1);
  },
} as const;

/**
 * What a run of digits is, and how it is shown then; undefined for a number that says nothing of a person. One written in a piece is
 * an ID number by its length alone, mistyped or not; pieces in a row (months, amounts) must have its check digit.
 */
function maskOf(digits: string, pieces: number): string | undefined {
  if (/^1[3-9]\d{9}$/.test(digits)) return masks.mobile(digits);
  if (/^861[3-9]\d{9}$/.test(digits)) return `86${masks.mobile(digits.slice(2))}`;
  if (/^\d{17}[\dXx]$/.test(digits) && (pieces === 1 || idCheckDigit(digits) === digits[17]?.toUpperCase()))
    return masks.idNumber(digits);
  if (/^\d{15}$/.test(digits) && pieces === 1) return masks.idNumber(digits);
  return /^\d{13,19}$/.test(digits) && luhn(digits) ? masks.bankCard(digits) : undefined;
}
/** Longest first: a bank card written in groups must not be read as a mobile and a rest. */
const longest = 19;
const shortest = 11;

/** Masks what a row of groups, such as "1380 0138 000 990101…", holds, the longest numbers first, from the left. */
function maskGroups(groups: readonly string[], gaps: readonly string[]): string {
  let shown = "";
  for (let at = 0; at < groups.length;) {
    let taken = 0;
    for (let end = Math.min(groups.length, at + longest); end > at && taken === 0; end--) {
      const digits = groups.slice(at, end).join("");
      if (digits.length < shortest || digits.length > longest) continue;
      const masked = maskOf(digits, end - at);
      if (masked === undefined) continue;
      shown += masked;
      taken = end - at;
    }
    if (taken === 0) {
      shown += groups[at] ?? "";
      taken = 1;
    }
    at += taken;
    if (at < groups.length) shown += gaps[at - 1] ?? "";
  }
  return shown;
}

/**
 * ID numbers, mobiles and bank cards inside free text, masked, also when they stand in groups or side by side. Time linear in the
 * length of the text; never throws.
 */
export function maskText(text: string): string {
  return text.replace(/\d+(?:[ -]?[Xx])?(?:[ -]\d+(?:[ -]?[Xx])?)*/g, (run) => {
    const gaps = run.match(/[ -](?=[\dXx])/g) ?? [];
    return maskGroups(run.split(/[ -](?=[\dXx])/), gaps);
  });
}
