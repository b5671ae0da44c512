import type { Figure, Figures } from "@wsi/shared/insurance";

const year = (first: number) => ({ from: `${first}-07`, until: `${first + 1}-06` });
const calendar = (one: number) => ({ from: `${one}-01`, until: `${one}-12` });
const unconfirmed = { verified: false } as const;
const law = { trust: "law", verified: true } as const;

const interest = (of: number, rate: number): Figure<{ rate: number }> => ({
  ...calendar(of),
  value: { rate },
  source: `${of} 年职工基本养老保险个人账户记账利率（转载）`,
  trust: "weak",
  ...unconfirmed,
});

const postponement = "全国人大常委会关于实施渐进式延迟法定退休年龄的决定（2024-09-13）";

/**
 * The figures that were found when this release was made, each with its source. They are entered once into an empty base, and from
 * then on only the base counts: code never reads this but to fill it. What was not found is not here, and the console asks for it.
 */
export const seedRows: Figures["rows"] = {
  "base-limits": [
    {
      ...year(2017),
      value: { lower: 328_600, upper: 1_643_010 },
      source: "2017 年度缴费基数（转载）",
      trust: "weak",
      ...unconfirmed,
    },
    {
      ...year(2022),
      value: { lower: 407_700, upper: 2_038_500 },
      source: "2022 年度缴费基数（官方通知转载）",
      trust: "official",
      ...unconfirmed,
    },
    {
      ...year(2023),
      value: { lower: 422_400, upper: 2_112_000 },
      source: "2023 年度缴费基数（转载）",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  // Published tables follow no one rounding rule: kept, not computed.
  "flexible-tiers": [
    {
      ...year(2022),
      value: {
        60: 407_700,
        70: 476_000,
        80: 544_000,
        90: 612_000,
        100: 679_500,
        150: 1_019_000,
        200: 1_359_000,
        250: 1_699_000,
        300: 2_038_500,
      },
      source: "2022 年度灵活就业缴费档次（转载）",
      trust: "official",
      ...unconfirmed,
    },
    {
      ...year(2023),
      value: {
        60: 422_400,
        70: 493_000,
        80: 564_000,
        90: 634_000,
        100: 704_000,
        150: 1_056_000,
        200: 1_408_000,
        250: 1_760_000,
        300: 2_112_000,
      },
      source: "2023 年度灵活就业缴费档次（转载）",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  "flexible-pension": [
    {
      from: "2006-01",
      value: { rate: 2_000, account: 800 },
      source: "国发〔2005〕38号：灵活就业人员按 20% 缴，其中 8% 记入个人账户",
      trust: "official",
      ...unconfirmed,
    },
  ],
  "flexible-medical": [
    { from: "2022-01", value: { rate: 600 }, source: "2022 年灵活就业医保费率（转载）", trust: "weak", ...unconfirmed },
    {
      from: "2024-11",
      value: { rate: 480 },
      source: "武汉医保 2024 年 11 月公布：缴费基数的 4.8%",
      trust: "official",
      ...unconfirmed,
    },
  ],
  "major-medical": [
    {
      from: "2017-01",
      value: { monthly: 700 },
      source: "武汉医保：大额医疗每月 7 元",
      trust: "official",
      ...unconfirmed,
    },
  ],
  "employer-rates": [
    {
      from: "2019-05",
      value: {
        pensionUnit: 1_600,
        pensionPerson: 800,
        medicalUnit: 800,
        medicalPerson: 200,
        unemploymentUnit: 70,
        unemploymentPerson: 30,
        maternityUnit: 70,
      },
      source: "武汉单位参保费率（转载），失业保险为阶段性费率",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  "work-injury-classes": [
    {
      from: "2015-10",
      value: { 1: 20, 2: 40, 3: 70, 4: 90, 5: 110, 6: 130, 7: 160, 8: 190 },
      source: "人社部发〔2015〕71号：八类行业基准费率（未含阶段性降低和浮动）",
      trust: "official",
      ...unconfirmed,
    },
  ],
  "unemployment-standard": [
    {
      from: "2022-01",
      value: { centre: 180_900, outer: 162_000 },
      source: "2022 年失业保险金标准（转载）",
      trust: "news",
      ...unconfirmed,
    },
    {
      from: "2024-02",
      value: { centre: 198_900, outer: 175_500 },
      source: "2024 年 2 月起的失业保险金标准",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  "unemployment-districts": [
    {
      from: "2022-01",
      value: {
        420_102: 1,
        420_103: 1,
        420_104: 1,
        420_105: 1,
        420_106: 1,
        420_107: 1,
        420_111: 1,
        420_112: 1,
        420_113: 1,
        420_114: 2,
        420_115: 2,
        420_116: 2,
        420_117: 2,
      },
      source: "2022 年失业保险金标准（转载）：蔡甸、江夏、黄陂、新洲为第二类",
      trust: "news",
      ...unconfirmed,
    },
  ],
  // How a province steps inside these spans is its own rule: not found for Hubei.
  "unemployment-months": [
    { from: "2011-07", value: { 12: 12, 60: 18, 120: 24 }, source: "《社会保险法》第四十六条（最长期限）", ...law },
  ],
  "unemployment-steps": [
    {
      from: "2022-02",
      value: { firstYears: 4, perYear: 3, perLaterYear: 1 },
      source: "湖北省失业保险金领取期限（转载，未经核实）",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  "late-fee": [{ from: "2011-07", value: { daily: 5 }, source: "《社会保险法》第八十六条：按日万分之五", ...law }],
  // In general no back-payment for flexible employment (人社部, 2025-12); Wuhan is reported to allow a gap of up to three months. The
  // look-back of a year is our reading of "recent".
  "back-pay-window": [
    {
      from: "2022-01",
      value: { longestRun: 3, lookBack: 12, employer: 3 },
      source: "武汉中断补缴窗口，未经核实，以社保经办机构答复为准",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  "declaration-window": [
    {
      from: "2022-01",
      value: { first: 401, last: 630 },
      source: "武汉年度工资申报：4 月 1 日至 6 月 30 日（转载）",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  "cut-off-days": [
    {
      from: "2022-01",
      value: { flexible: 20, declare: 19, debit: 25 },
      source: "武汉每月申报和扣款日（转载，各来源不一致）",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  "construction-rates": [
    {
      from: "2023-07",
      value: { 0: 120, 10: 100, 50: 80 },
      source: "湖北工程项目工伤保险费率（转载）",
      trust: "weak",
      ...unconfirmed,
    },
  ],
  retirement: [
    {
      from: "2025-01",
      value: {
        maleYears: 60,
        maleEvery: 4,
        maleMost: 36,
        femaleYears: 55,
        femaleEvery: 4,
        femaleMost: 36,
        workerYears: 50,
        workerEvery: 2,
        workerMost: 60,
      },
      source: postponement,
      trust: "law",
      ...unconfirmed,
    },
  ],
  "pension-months": [
    {
      from: "2025-01",
      value: {
        1998: 180,
        2030: 186,
        2031: 192,
        2032: 198,
        2033: 204,
        2034: 210,
        2035: 216,
        2036: 222,
        2037: 228,
        2038: 234,
        2039: 240,
      },
      source: postponement,
      trust: "law",
      ...unconfirmed,
    },
  ],
  "account-months": [
    {
      from: "2006-01",
      value: {
        40: 233,
        41: 230,
        42: 226,
        43: 223,
        44: 220,
        45: 216,
        46: 212,
        47: 208,
        48: 204,
        49: 199,
        50: 195,
        51: 190,
        52: 185,
        53: 180,
        54: 175,
        55: 170,
        56: 164,
        57: 158,
        58: 152,
        59: 145,
        60: 139,
        61: 132,
        62: 125,
        63: 117,
        64: 109,
        65: 101,
        66: 93,
        67: 84,
        68: 75,
        69: 65,
        70: 56,
      },
      source: "国发〔2005〕38号附表：个人账户养老金计发月数",
      trust: "official",
      ...unconfirmed,
    },
  ],
  "contact-retention": [
    {
      from: "2021-11",
      value: { months: 60 },
      source:
        "个人信息保护法第十九条、第四十七条（必要的最短时间，到期删除）；行政诉讼法第四十六条（五年以后不再受理对这次变更的起诉），据此取 60 个月",
      trust: "ours",
      ...unconfirmed,
    },
  ],
  // Published by the province each year; not found.
  "pension-base": [],
  "account-interest": [interest(2021, 669), interest(2022, 612), interest(2023, 397), interest(2024, 262)],
};

/** For tests and benches without a database. */
export const seedFigures: Figures = { version: 1, rows: seedRows };
