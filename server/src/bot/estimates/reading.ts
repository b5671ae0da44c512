/**
 * What people write for a number of years, a day of birth, an amount … in a chat. Each reader answers undefined when it finds none.
 * `alone`: the words are the answer to a question, so that a lone 「8」 is what was asked for; in a whole sentence it could be anything.
 */
import { beijingDay } from "@wsi/shared/case";
import { isMonth, Money, regions } from "@wsi/shared/values";

const figures = "零一二三四五六七八九";
const numeral = "(?:\\d+(?:\\.\\d+)?|[零一二两三四五六七八九十百]+)";

/** 8, 0.5, 八, 十二, 二十, 一百二十 … below 1000. */
function numberOf(words: string): number {
  if (/^\d/.test(words)) return Number(words);
  const text = words.replaceAll("两", "二");
  const digit = (one: string | undefined) => (one ? figures.indexOf(one) : 0);
  const [, hundreds, , tens, , ones] = /^(?:(.)(百))?(?:零)?(?:(.)?(十))?(.)?$/.exec(text) ?? [];
  const ten = text.includes("十") ? (tens ? digit(tens) : 1) : 0;
  return digit(hundreds) * 100 + ten * 10 + Math.max(0, digit(ones));
}

const tidy = (words: string): string => words.normalize("NFKC").replace(/\s/g, "");

/** A span as whole months: 「8年」「八年零三个月」「3年半」「100个月」「不到一年」 is 11; alone, a bare number is years. */
export function spanIn(words: string, alone = false): number | undefined {
  const text = tidy(words);
  if (/(不到|不足|没到|没满|未满)(一|1)年/.test(text)) return 11;
  if (alone && /^(没交过|没有|0|零|没交)$/.test(text)) return 0;
  // 「1998年」 is a year of the calendar, not a span.
  const years = new RegExp(`(?<!\\d)(${numeral})(?:多)?年(?!月|代|底|初|\\d+月)`).exec(text);
  const months = new RegExp(`(?<!\\d)(${numeral})个(?:多)?月`).exec(text);
  const half = /年半|半年/.test(text) ? 6 : 0;
  const counted = years?.[1] === undefined ? 0 : numberOf(years[1]);
  if (counted <= 60 && (years || months || half))
    return Math.round(counted * 12) + (months?.[1] === undefined ? 0 : numberOf(months[1])) + half;
  if (alone && new RegExp(`^${numeral}$`).test(text)) {
    const number = numberOf(text);
    return number <= 60 ? Math.round(number * 12) : undefined;
  }
  return undefined;
}

/** Days: 「30天」「两个月」「半年」 (30 a month, 365 a year); alone, a bare number is days. */
export function daysIn(words: string, alone = false): number | undefined {
  const text = tidy(words);
  const days = new RegExp(`(${numeral})(?:来|多)?(?:天|日)`).exec(text)?.[1];
  if (days !== undefined) return Math.round(numberOf(days));
  if (alone && new RegExp(`^${numeral}$`).test(text)) return Math.round(numberOf(text));
  const months = spanIn(text);
  if (months === undefined) return undefined;
  return Math.floor(months / 12) * 365 + (months % 12) * 30;
}

const byAnotherName: Readonly<Record<string, string>> = {
  光谷: "420190",
  东湖高新: "420190",
  高新区: "420190",
  沌口: "420191",
  经开: "420191",
  开发区: "420191",
  东湖风景: "420192",
  风景区: "420192",
  吴家山: "420112",
  临空港: "420193",
  阳逻: "420117",
  盘龙城: "420116",
};

/** A district by its name, with or without 区, or by what people call it: its code. */
export function districtIn(words: string): string | undefined {
  const text = tidy(words);
  const named = Object.entries(regions).find(
    ([, name]) => text.includes(name) || text.includes(name.replace(/区$/, "")),
  );
  return named?.[0] ?? Object.entries(byAnotherName).find(([name]) => text.includes(name))?.[1];
}

/** A tier in percent: 「60%」「百分之六十」「60档」; alone, a bare number. */
export function tierIn(words: string, alone = false): number | undefined {
  const text = tidy(words);
  const found =
    new RegExp(`(${numeral})(?:%|％|档|的?档次)`).exec(text)?.[1] ??
    new RegExp(`百分之(${numeral})`).exec(text)?.[1] ??
    (alone ? new RegExp(`^${numeral}$`).exec(text)?.[0] : undefined);
  return found === undefined ? undefined : numberOf(found);
}

/** A month of birth as its first day: 「1975年3月」「75年3月」「1975-03-08」「19750308」. */
export function birthIn(words: string, now: Date): string | undefined {
  const text = tidy(words);
  const found =
    /(?<!\d)(\d{4}|\d{2})[年./-](\d{1,2})(?:月|[./-]\d{1,2}|$)/.exec(text) ??
    /(?<!\d)((?:19|20)\d{2})(\d{2})(?:\d{2})?(?!\d)/.exec(text);
  if (!found?.[1] || !found[2]) return undefined;
  const today = beijingDay(now);
  const century = found[1].length === 4 ? "" : found[1] > today.slice(2, 4) ? "19" : "20";
  const month = `${century}${found[1]}-${found[2].padStart(2, "0")}`;
  return isMonth(month) && month <= today.slice(0, 7) && month > "1920" ? `${month}-01` : undefined;
}

/** Yuan as fen: 「1000元」「1.2万」; alone, a bare number. */
export function moneyIn(words: string, alone = false): number | undefined {
  const text = tidy(words).replaceAll(",", "");
  const found =
    /(\d+(?:\.\d+)?)(万|千)?(?:元|块|圆)/.exec(text) ??
    /(\d+(?:\.\d+)?)(万|千)/.exec(text) ??
    (alone ? /^(\d+(?:\.\d+)?)()$/.exec(text) : null);
  if (!found?.[1]) return undefined;
  if (found[2]) return Math.round(Number(found[1]) * (found[2] === "万" ? 1_000_000 : 100_000));
  const read = Money.parse(found[1]);
  return read.ok ? read.value : undefined;
}
