import { idCheckDigit, luhn } from "./check-digits.ts";
import { isDay } from "./day.ts";

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

/** Pieces in a row (months, amounts) are an ID number only when the region, the birth date and the check digit agree. */
const isIdInPieces = (digits: string): boolean =>
  /^(?:1[1-5]|2[1-3]|[3-9])/.test(digits) &&
  isDay(`${digits.slice(6, 10)}-${digits.slice(10, 12)}-${digits.slice(12, 14)}`) &&
  idCheckDigit(digits) === digits[17]?.toUpperCase();

/** Our own numbers (SB20261124000001) begin with their day; no bank's prefix looks like that. */
const beginsWithDay = /^20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/;

/**
 * What a run of digits is, and how it is shown then; undefined for a number that says nothing of a person. One written in a piece is
 * an ID number by its length alone, mistyped or not. Twelve digits in pieces are no card: too many dates and amounts look like that.
 */
function maskOf(digits: string, pieces: number): string | undefined {
  const mobile = /^((?:00)?86|0)?(1[3-9]\d{9})$/.exec(digits);
  if (mobile) return (mobile[1] ?? "") + masks.mobile(mobile[2] ?? "");
  if (/^\d{17}[\dXx]$/.test(digits) && (pieces === 1 || isIdInPieces(digits))) return masks.idNumber(digits);
  if (/^\d{15}$/.test(digits) && pieces === 1) return masks.idNumber(digits);
  if (!/^\d{12,19}$/.test(digits) || beginsWithDay.test(digits) || (digits.length === 12 && pieces > 1))
    return undefined;
  return luhn(digits) ? masks.bankCard(digits) : undefined;
}
/** A mobile has 11 digits, a bank card up to 19. */
const shortest = 11;
const longest = 19;

/** What people and keyboards put between the groups of one number, as `tidy` takes it away: spaces and hyphens of all widths. */
const gap = "[ \\t\\u00a0\\u2002-\\u200b\\u202f\\u3000\\u2010-\\u2015\\uff0d-]";
const hyphen = /^[\u2010-\u2015\uff0d-]$/;
const piece = `[0-9\\uff10-\\uff19]+(?:${gap}{0,3}[Xx\\uff38\\uff58])?`;
const runs = new RegExp(`${piece}(?:${gap}{1,3}${piece})*`, "g");
const halfWidth = (text: string): string =>
  text.replace(/[\uff10-\uff19\uff38\uff58]/g, (one) => String.fromCharCode(one.charCodeAt(0) - 0xfee0));

/** The places of groups that are a month or a day, 2026-05 or 2026-05-06. */
function findDates(groups: readonly string[], gaps: readonly string[]): Set<number> {
  const dates = new Set<number>();
  const hyphenAfter = (at: number) => hyphen.test(gaps[at] ?? "");
  for (let at = 0; at + 1 < groups.length; at++) {
    const end = hyphenAfter(at + 1) ? at + 2 : at + 1;
    if (hyphenAfter(at - 1) || !hyphenAfter(at) || hyphenAfter(end)) continue;
    if (!/^(?:19|20|21)\d\d-(?:0?[1-9]|1[0-2])(?:-\d{1,2})?$/.test(groups.slice(at, end + 1).join("-"))) continue;
    for (let part = at; part <= end; part++) dates.add(part);
  }
  return dates;
}

/** The windows of neighbouring groups that make one number to be masked; those that overlap are told as one, with `sure` false. */
function findNumbers(
  groups: readonly string[],
  dates: ReadonlySet<number>,
): { from: number; to: number; sure: boolean }[] {
  const found: { from: number; to: number; sure: boolean }[] = [];
  for (let from = 0; from < groups.length; from++) {
    let number = "";
    let dated = false;
    for (let to = from + 1; to <= groups.length; to++) {
      number += groups[to - 1] ?? "";
      dated ||= dates.has(to - 1);
      if (number.length > longest) break;
      // Of numbers with a date inside only an ID number makes sense, its birth date set off by hyphens.
      if (number.length < shortest || (dated && number.length !== 18) || maskOf(number, to - from) === undefined)
        continue;
      if (dated && !isIdInPieces(number)) continue;
      const last = found[found.length - 1];
      if (last === undefined || last.to <= from) found.push({ from, to, sure: true });
      else Object.assign(last, { to: Math.max(last.to, to), sure: false });
    }
  }
  return found;
}

/**
 * Groups of digits with spaces or hyphens between them: one number in groups, or several numbers side by side? Where it can be
 * read in two ways, every digit goes.
 */
function maskGroups(run: string): string {
  const parts = run.split(new RegExp(`(${gap}+)`));
  const shown = parts.filter((_, at) => at % 2 === 0);
  const gaps = parts.filter((_, at) => at % 2 === 1);
  const groups = shown.map(halfWidth);
  const joined = new Set<number>();
  for (const { from, to, sure } of findNumbers(groups, findDates(groups, gaps))) {
    for (let at = from; at < to; at++) shown[at] = sure ? "" : stars(groups[at]?.length ?? 0);
    if (!sure) continue;
    shown[from] = maskOf(groups.slice(from, to).join(""), to - from) ?? "";
    for (let at = from; at < to - 1; at++) joined.add(at);
  }
  return shown.map((group, at) => group + (joined.has(at) ? "" : (gaps[at] ?? ""))).join("");
}

/**
 * ID numbers, mobiles and bank cards inside free text, masked, also when they stand in groups or side by side, full-width or not.
 * Dates, months, amounts and our own case numbers stay. Time linear in the length of the text; never throws.
 */
export function maskText(text: string): string {
  return text.replace(runs, (run) => (run.length < shortest ? run : maskGroups(run)));
}
