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
/** A mobile has 11 digits, a bank card up to 19. */
const shortest = 11;
const longest = 19;

/** The windows of neighbouring groups that make one number to be masked; those that overlap are told as one, with `sure` false. */
function findNumbers(groups: readonly string[]): { from: number; to: number; sure: boolean }[] {
  const found: { from: number; to: number; sure: boolean }[] = [];
  for (let from = 0; from < groups.length; from++) {
    let number = "";
    for (let to = from + 1; to <= groups.length; to++) {
      number += groups[to - 1] ?? "";
      if (number.length > longest) break;
      if (number.length < shortest || maskOf(number, to - from) === undefined) continue;
      const last = found[found.length - 1];
      if (last === undefined || last.to <= from) found.push({ from, to, sure: true });
      else Object.assign(last, { to: Math.max(last.to, to), sure: false });
    }
  }
  return found;
}

/**
 * Groups of digits with a space or a hyphen between them: one number in groups, or several numbers side by side? Where it can be
 * read in two ways, every digit goes.
 */
function maskGroups(run: string): string {
  const groups = run.split(/[ -]/);
  const gaps = run.replace(/[^ -]/g, "");
  const shown = [...groups];
  const joined = new Set<number>();
  for (const { from, to, sure } of findNumbers(groups)) {
    for (let at = from; at < to; at++) shown[at] = sure ? "" : stars(groups[at]?.length ?? 0);
    if (!sure) continue;
    shown[from] = maskOf(groups.slice(from, to).join(""), to - from) ?? "";
    for (let at = from; at < to - 1; at++) joined.add(at);
  }
  return shown.map((group, at) => group + (joined.has(at) ? "" : (gaps[at] ?? ""))).join("");
}

/**
 * ID numbers, mobiles and bank cards inside free text, masked, also when they stand in groups or side by side. Time linear in the
 * length of the text; never throws.
 */
export function maskText(text: string): string {
  return text.replace(/\d+(?:[ -]?[Xx])?(?:[ -]\d+(?:[ -]?[Xx])?)*/g, (run) =>
    run.length < shortest ? run : maskGroups(run),
  );
}
