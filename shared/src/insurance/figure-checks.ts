import { addMonths, isMonth } from "../values/index.ts";
import {
  figureKinds,
  type FigureKind,
  type FigureKindInfo,
  type FigureUnit,
  type FigureValues,
} from "./figure-kinds.ts";
import { covers, tableOf, type Figure, type Figures } from "./figures.ts";

export interface FigureProblem {
  /** `from`, `until`, `source`, `link`, `value`, or the name of a number. */
  field: string;
  message: string;
}

/** Smallest and largest of a unit: what lies outside is a slip of the finger. */
const bounds: Record<FigureUnit, readonly [number, number]> = {
  fen: [1, 100_000_000],
  "ten-thousandths": [0, 10_000],
  "hundred-thousandths": [0, 100_000],
  months: [0, 600],
  years: [16, 80],
  percent: [10, 500],
  day: [1, 31],
  "month-day": [101, 1231],
  "hundred-million": [0, 10_000],
  year: [1990, 2100],
  district: [420_000, 429_999],
  class: [1, 20],
  count: [0, 100],
};
const within = (number: number | undefined, unit: FigureUnit): boolean =>
  number !== undefined && Number.isSafeInteger(number) && bounds[unit][0] <= number && number <= bounds[unit][1];

const asKind = (kind: FigureKind): FigureKindInfo => figureKinds[kind];

function checkPeriod(figures: Figures, kind: FigureKind, { from, until }: Figure): FigureProblem[] {
  if (!isMonth(from)) return [{ field: "from", message: "请选从哪个月起执行" }];
  if (until !== undefined && (!isMonth(until) || until < from))
    return [{ field: "until", message: "截止月不能早于起始月" }];
  const { cadence } = figureKinds[kind];
  const opens = cadence === "policy-year" ? "-07" : "-01";
  if (cadence !== "until-changed" && (!from.endsWith(opens) || until !== addMonths(from, 11)))
    return [
      {
        field: "from",
        message: cadence === "policy-year" ? "按缴费年度录入：当年 7 月到次年 6 月" : "按自然年录入：1 月到 12 月",
      },
    ];
  const others: readonly Figure[] = figures.rows[kind].filter((row) => row.from !== from);
  const hit = others.find(
    (row) =>
      (row.from < from && row.until !== undefined && covers(row, from)) ||
      (from < row.from && until !== undefined && row.from <= until),
  );
  return hit ? [{ field: "from", message: `和 ${hit.from} 起的一行时间重叠，请先改那一行的截止月` }] : [];
}

function checkNumbers(kind: FigureKind, value: Readonly<Record<string, number>>): FigureProblem[] {
  const info = asKind(kind);
  if ("fields" in info) {
    const missing = Object.entries(info.fields).filter(([name, part]) => !within(value[name], part.unit));
    const extra = Object.keys(value).filter((name) => !Object.hasOwn(info.fields, name));
    return [
      ...missing.map(([name, part]) => ({ field: name, message: `「${part.label}」没填，或者数不对` })),
      ...extra.map((name) => ({ field: "value", message: `没有「${name}」这一项` })),
    ];
  }
  const rows = tableOf(value);
  if (rows.length === 0) return [{ field: "value", message: "请至少填一行" }];
  if (rows.length > 100) return [{ field: "value", message: "行数太多了" }];
  return rows
    .filter(([key, number]) => !within(key, info.key.unit) || !within(number, info.value.unit))
    .map(([key]) => ({ field: "value", message: `「${info.key.label} ${key}」这一行的数不对` }));
}

const rising = (rows: readonly [number, number][], strictly = true): boolean =>
  rows.every(([, number], at) => {
    const before = rows[at - 1]?.[1];
    return before === undefined || (strictly ? before < number : before <= number);
  });
const isMonthDay = (number: number): boolean =>
  new Date(Date.UTC(2024, Math.floor(number / 100) - 1, number % 100)).getUTCDate() === number % 100;

type Checks = { [K in FigureKind]?: (value: FigureValues[K], figures: Figures, from: string) => string | undefined };

/** What must hold between the numbers of a kind; said in one sentence when it does not. */
const checks: Checks = {
  "base-limits": ({ lower, upper }) => (lower < upper ? undefined : "下限要小于上限"),
  "flexible-tiers": (value, figures, from) => {
    const rows = tableOf(value);
    if (!rising(rows)) return "档次越高，基数要越大";
    const limits = figures.rows["base-limits"].find((row) => covers(row, from))?.value;
    const [lowest, highest] = [rows[0]?.[1] ?? 0, rows.at(-1)?.[1] ?? 0];
    return limits && (lowest < limits.lower || highest > limits.upper)
      ? "有档次超出了这一年度的缴费基数上下限"
      : undefined;
  },
  "flexible-pension": ({ rate, account }) => (account <= rate ? undefined : "记入个人账户的不能多于缴的"),
  "unemployment-standard": ({ centre, outer }) => (outer <= centre ? undefined : "新城区的标准不会高于中心城区"),
  "unemployment-districts": (value) =>
    Object.values(value).every((one) => one === 1 || one === 2) ? undefined : "类别只有 1 和 2",
  "unemployment-months": (value) => {
    const rows = tableOf(value);
    if (!rising(rows)) return "交得越久，领得越长";
    return (rows.at(-1)?.[1] ?? 0) <= 24 ? undefined : "法律规定最长 24 个月";
  },
  "work-injury-classes": (value) => (rising(tableOf(value), false) ? undefined : "类别越高，费率不会更低"),
  "declaration-window": ({ first, last }) => {
    if (!isMonthDay(first) || !isMonthDay(last)) return "没有这一天，请写成月和日，比如 4 月 1 日写 401";
    return first < last ? undefined : "第一天要早于最后一天";
  },
  "construction-rates": (value) => (tableOf(value)[0]?.[0] === 0 ? undefined : "第一段要从 0 开始"),
  retirement: ({ maleEvery, femaleEvery, workerEvery }) =>
    Math.min(maleEvery, femaleEvery, workerEvery) >= 1 ? undefined : "每几个月延一个月，至少是 1",
  "pension-months": (value) => (rising(tableOf(value)) ? undefined : "越往后，年限要越长"),
  "account-months": (value) => {
    const falling = tableOf(value).map(([age, months]): [number, number] => [age, -months]);
    return rising(falling) ? undefined : "年龄越大，计发月数要越少";
  },
};

function checkTogether<K extends FigureKind>(figures: Figures, kind: K, row: Figure<FigureValues[K]>): FigureProblem[] {
  const message = checks[kind]?.(row.value, figures, row.from);
  return message === undefined ? [] : [{ field: "value", message }];
}

function checkSource({ source, verified, document, link, trust }: Figure): FigureProblem[] {
  return [
    ...(source.trim() === "" ? [{ field: "source", message: "请写来源：文件名或在哪里看到的" }] : []),
    ...(verified && trust !== "law" && !document ? [{ field: "document", message: "标为已核实要写文号" }] : []),
    ...(verified && trust !== "law" && !link ? [{ field: "link", message: "标为已核实要写原文网址" }] : []),
    ...(link !== undefined && !/^https?:\/\/[^\s]+$/.test(link)
      ? [{ field: "link", message: "网址要以 http:// 或 https:// 开头" }]
      : []),
  ];
}

/** Everything that is wrong with a row as it shall be, beside the figures as they are. Empty: it may be proposed. */
export function checkFigure(figures: Figures, kind: FigureKind, row: Figure): FigureProblem[] {
  const numbers = checkNumbers(kind, row.value);
  return [
    ...checkPeriod(figures, kind, row),
    ...numbers,
    // The names were checked one line above.
    ...(numbers.length > 0 ? [] : checkTogether(figures, kind, row as Figure<FigureValues[typeof kind]>)),
    ...checkSource(row),
  ];
}

/** The rows of all kinds with one put in the place of what begins in the same month, or taken away. */
export function withFigure(
  { rows }: Figures,
  kind: FigureKind,
  { from, row }: { from: string; row: Figure | null },
): Figures["rows"] {
  const others: readonly Figure[] = rows[kind].filter((one) => one.from !== from);
  const changed = row === null ? others : [...others, row].toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return { ...rows, [kind]: changed };
}

export interface MissingFigure {
  kind: FigureKind;
  /** The year's months. */
  from: string;
  until: string;
  /** False: the year has not begun, but will soon. */
  now: boolean;
}

/** 待录入: yearly figures that this month lacks, and those of a year that begins within two months. */
export function missingFigures(figures: Figures, month: string): MissingFigure[] {
  return (Object.keys(figureKinds) as FigureKind[]).flatMap((kind) => {
    const { cadence } = figureKinds[kind];
    if (cadence === "until-changed") return [];
    const opens = cadence === "policy-year" ? "07" : "01";
    const yearOf = (at: string) => `${Number(at.slice(0, 4)) - (at.slice(5) < opens ? 1 : 0)}-${opens}`;
    return [
      { at: month, now: true },
      { at: addMonths(month, 2), now: false },
    ]
      .map(({ at, now }) => ({ kind, from: yearOf(at), until: addMonths(yearOf(at), 11), now }))
      .filter((one, index, all) => index === 0 || one.from !== all[0]?.from)
      .filter((one) => !figures.rows[kind].some((row) => covers(row, one.from)));
  });
}
