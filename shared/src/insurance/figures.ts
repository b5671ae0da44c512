/** How far a figure's source can be trusted, as in the items' legal basis. */
type Trust = "official" | "weak";

interface BaseYear {
  /** First July of the policy year, July to June. */
  year: number;
  /** Fen a month: 60 % and 300 % of the published average. */
  lower: number;
  upper: number;
  source: string;
  trust: Trust;
  verified: boolean;
}

/**
 * Limits of the contribution base in Hubei. Years that are missing were not found and must be entered from the bureau's notice; until
 * then the nearest earlier year stands in and is called an estimate.
 */
export const baseYears: readonly BaseYear[] = [
  { year: 2017, lower: 328_600, upper: 1_643_010, source: "2017 年度缴费基数（转载）", trust: "weak", verified: false },
  {
    year: 2022,
    lower: 407_700,
    upper: 2_038_500,
    source: "2022 年度缴费基数（官方通知转载）",
    trust: "official",
    verified: false,
  },
  { year: 2023, lower: 422_400, upper: 2_112_000, source: "2023 年度缴费基数（转载）", trust: "weak", verified: false },
];

/** Tiers 灵活就业缴费档次 by percent, base in fen. Published tables follow no one rounding rule: kept, not computed. */
export const tierTables: readonly {
  year: number;
  bases: Readonly<Record<number, number>>;
  source: string;
  verified: boolean;
}[] = [
  {
    year: 2022,
    bases: {
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
    verified: false,
  },
  {
    year: 2023,
    bases: {
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
    verified: false,
  },
];

interface BenefitStanding {
  /** First month, 'YYYY-MM'. */
  from: string;
  /** Fen a month, in the districts of the higher and of the lower minimum wage. */
  centre: number;
  outer: number;
  source: string;
  verified: boolean;
}
/** Unemployment benefit of Wuhan: 90 % of the minimum wage, announced with it. Newest last. */
export const unemploymentBenefits: readonly [BenefitStanding, ...BenefitStanding[]] = [
  {
    from: "2022-01",
    centre: 180_900,
    outer: 162_000,
    source: "2022 年失业保险金标准（转载）",
    verified: false,
  },
  {
    from: "2024-02",
    centre: 198_900,
    outer: 175_500,
    source: "2024 年 2 月起的失业保险金标准",
    verified: false,
  },
];

/** Rates in parts of ten thousand. */
export const rates = {
  flexiblePension: 2_000,
  /** 4.8 % by 武汉医保, 2024-11; 6 % was reported in 2022. On the lower limit of the base: to be confirmed. */
  flexibleMedical: [
    { from: "1900-01", rate: 600 },
    { from: "2024-11", rate: 480 },
  ],
  /** 大额医疗, fen a month. */
  majorMedical: 700,
  employer: {
    pension: { unit: 1_600, person: 800 },
    medical: { unit: 800, person: 200 },
    unemployment: { unit: 70, person: 30 },
    "work-injury": { unit: 20, person: 0 },
    maternity: { unit: 70, person: 0 },
  },
} as const;
