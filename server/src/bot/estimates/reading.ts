/**
 * What people write for a number of years, a day of birth, an amount … in a chat. Each reader answers undefined when it finds none.
 * `alone`: the words are the answer to a question, so that a lone 「8」 is what was asked for; in a whole sentence it could be anything.
 */
import { beijingDay } from "@wsi/shared/case";
import { isMonth, Money, regions } from "@wsi/shared/values";

const figures = "零一二三四五六七八九";
const numeral = "(?:\\d+(?:\\.\\d+)?|[零一二两三四五六七八九十百]+)";

/** 8, 0.5, 八, 十二, 二十, 一百二十 … below 1000. NaN for what is no number. */
function numberOf(words: string): number {
  if (/^\d/.test(words)) return Number(words);
  const text = words.replaceAll("两", "二");
  const digit = (one: string | undefined): number => {
    if (!one) return 0;
    return figures.includes(one) ? figures.indexOf(one) : Number.NaN;
  };
  const parts = /^(?:(.)(百))?(?:零)?(?:(.)?(十))?(.)?$/.exec(text);
  if (!parts) return Number.NaN;
  const [, hundreds, , tens, , ones] = parts;
  const ten = text.includes("十") ? (tens ? digit(tens) : 1) : 0;
  return digit(hundreds) * 100 + ten * 10 + digit(ones);
}

const tidy = (words: string): string => words.normalize("NFKC").replace(/\s/g, "");

/** 「05年开始交的」「交到23年」「从08年到现在」 are years of the calendar, not spans. */
const calendar =
  /(?<!\d)\d{2}年(开始|起|参加|进|入|下岗|以后|到|生|前)|(从|到|至|自)\d{2}年|(?<!\d)0\d年|我\d{2}年(参加|工作|进)/;
/** 「差一个月满一年」「没满两年」: near a number, and which side of it decides. Better to ask. */
const nearly = /差|不到|没满|没到|不足|未满|还没/;
const lessThanOne = /(不到|不足|没到|没满|未满)(一|1)年|(一|1)年(不到|不足|没到|没满)/;

/**
 * A span as whole months: 「8年」「八年零三个月」「3年半」「100个月」「三四年」 (the lower) 「2015年到2023年」「不到一年」 is 11; alone,
 * a bare number is years.
 */
export function spanIn(words: string, alone = false): number | undefined {
  const text = tidy(words).replace(/([一二两三四五六七八九])[二三四五六七八九](?=多?年|个月)/g, "$1");
  if (lessThanOne.test(text)) return 11;
  if (alone && /^(没交过|没有|0|零|没交)$/.test(text)) return 0;
  const [, from, to] = /(\d{4})年?(?:\d{1,2}月)?(?:到|至|-|—)(\d{4})年/.exec(text) ?? [];
  if (from && to && to > from && Number(to) - Number(from) <= 60) return (Number(to) - Number(from)) * 12;
  if (calendar.test(text) || nearly.test(text)) return undefined;
  // 「1998年」 is a year of the calendar, not a span.
  const years = new RegExp(`(?<!\\d)(${numeral})(?:多)?年(?!月|代|底|初|\\d+月)`).exec(text);
  const months = new RegExp(`(?<!\\d)(${numeral})个(?:多)?月`).exec(text);
  const half = /年半|半年/.test(text) ? 6 : 0;
  const counted = years?.[1] === undefined ? 0 : numberOf(years[1]);
  if (counted <= 60 && (years || months || half)) {
    const span = Math.round(counted * 12) + (months?.[1] === undefined ? 0 : numberOf(months[1])) + half;
    return Number.isNaN(span) ? undefined : span;
  }
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
  const counted = days ?? (alone ? new RegExp(`^${numeral}$`).exec(text)?.[0] : undefined);
  if (counted !== undefined) {
    const number = Math.round(numberOf(counted));
    return Number.isNaN(number) ? undefined : number;
  }
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
  关山: "420190",
  街道口: "420111",
  后湖: "420102",
  王家湾: "420105",
  钟家村: "420105",
  纸坊: "420115",
  金银湖: "420112",
};

/** A district by its name, with or without 区, or by what people call it: its code. */
export function districtIn(words: string): string | undefined {
  const text = tidy(words).replace("江汉油田", "");
  const named = Object.entries(regions).find(
    ([, name]) => text.includes(name) || text.includes(name.replace(/区$/, "")),
  );
  return named?.[0] ?? Object.entries(byAnotherName).find(([name]) => text.includes(name))?.[1];
}

/** A tier in percent: 「60%」「百分之六十」「60档」「最低档」; alone, a bare number. */
export function tierIn(words: string, alone = false): number | undefined {
  const text = tidy(words);
  if (/最低/.test(text)) return 60;
  if (/最高/.test(text)) return 300;
  const found =
    new RegExp(`(${numeral})(?:%|％|档|的?档次)`).exec(text)?.[1] ??
    new RegExp(`百分之(${numeral})`).exec(text)?.[1] ??
    (alone ? new RegExp(`^${numeral}$`).exec(text)?.[0] : undefined);
  const tier = found === undefined ? Number.NaN : numberOf(found);
  return Number.isNaN(tier) ? undefined : tier;
}

/** 七五年三月 as 75年3月, 腊月 as the twelfth. */
const inFigures = (text: string): string =>
  text
    .replace(/[零〇一二三四五六七八九]{2,4}(?=年)/g, (year) =>
      Array.from(year, (one) => (one === "〇" ? 0 : figures.indexOf(one))).join(""),
    )
    .replace(/正月/g, "1月")
    .replace(/腊月/g, "12月")
    .replace(/(十[一二]?|[一二三四五六七八九])月/g, (_, month: string) => `${numberOf(month)}月`);

/**
 * A month of birth as its first day: 「1975年3月」「75年3月」「七五年三月」「1975-03-08」「19750308」, or from an ID number; alone also
 * 「7503」.
 */
export function birthIn(words: string, now: Date, alone = false): string | undefined {
  const text = inFigures(tidy(words));
  const found =
    /(?<!\d)\d{6}((?:19|20)\d{2})(\d{2})\d{2}\d{3}[\dXx]/.exec(text) ??
    /(?<!\d)(\d{4}|\d{2})(?:年的?|[./-])(\d{1,2})(?:月|[./-]\d{1,2}|$)/.exec(text) ??
    /(?<!\d)((?:19|20)\d{2})(\d{2})(?:\d{2})?(?!\d)/.exec(text) ??
    /(?<!\d)(\d{4}|\d{2})年(?:的|生|出生).*?(?<!\d)(\d{1,2})月/.exec(text) ??
    (alone ? /^(\d{2})(\d{2})(?:\d{2})?$/.exec(text) : null);
  if (!found?.[1] || !found[2]) return undefined;
  const today = beijingDay(now);
  const century = found[1].length === 4 ? "" : found[1] > today.slice(2, 4) ? "19" : "20";
  const month = `${century}${found[1]}-${found[2].padStart(2, "0")}`;
  return isMonth(month) && month <= today.slice(0, 7) && month > "1920" ? `${month}-01` : undefined;
}

const unitOf: Readonly<Record<string, number>> = { 万: 1_000_000, 千: 100_000 };

/** Yuan as fen: 「1000元」「1.2万」「一万二」「五千块」「2千5」「3500多」; alone, a bare number. */
export function moneyIn(words: string, alone = false): number | undefined {
  const text = tidy(words).replaceAll(",", "");
  const [, count, unit, more] = new RegExp(`(${numeral})(万|千)(\\d|[一二三四五六七八九])?(?![\\d.])`).exec(text) ?? [];
  if (count && unit) {
    const worth = unitOf[unit] ?? 0;
    const fen = Math.round(numberOf(count) * worth) + (more ? (numberOf(more) * worth) / 10 : 0);
    return Number.isNaN(fen) ? undefined : fen;
  }
  const found =
    /(\d+(?:\.\d+)?)(?:多|来|左右)?(?:元|块|圆)/.exec(text) ??
    (alone ? /^(\d+(?:\.\d+)?)(?:多|左右)?$/.exec(text) : null);
  if (!found?.[1]) return undefined;
  const read = Money.parse(found[1]);
  return read.ok ? read.value : undefined;
}
