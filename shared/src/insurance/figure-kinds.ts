/** How a number of a figure is counted, which decides how people write and read it. Stored whole, so that no cent is ever lost. */
export type FigureUnit =
  | "fen"
  /** Rates: 480 is 4.8 %. */
  | "ten-thousandths"
  /** Rates of construction: 120 is 1.2 ‰. */
  | "hundred-thousandths"
  | "months"
  | "years"
  | "percent"
  /** A day of the month. */
  | "day"
  /** 401 is 1 April. */
  | "month-day"
  /** 亿元. */
  | "hundred-million"
  | "year"
  /** Division code. */
  | "district"
  | "count"
  | "class";

export interface FigurePart {
  label: string;
  unit: FigureUnit;
}
interface Common {
  name: string;
  /** What depends on it, one sentence. */
  about: string;
  /** How often it is published: the policy year runs from July, the calendar year from January; else until further notice. */
  cadence: "policy-year" | "calendar-year" | "until-changed";
}
export interface FieldsKind extends Common {
  fields: Readonly<Record<string, FigurePart>>;
}
/** Rows of one number by another: tiers, brackets, ages. */
export interface TableKind extends Common {
  key: FigurePart;
  value: FigurePart;
}
export type FigureKindInfo = FieldsKind | TableKind;

const rate = (label: string): FigurePart => ({ label, unit: "ten-thousandths" });
const count = (label: string, unit: FigureUnit): FigurePart => ({ label, unit });

/**
 * Every figure of social-insurance policy that changes without a law of arithmetic changing: what it is called, how often it is
 * published and what its numbers are. The numbers themselves are rows in the database, entered by one person and approved by another.
 */
export const figureKinds = {
  "base-limits": {
    name: "缴费基数上下限",
    about: "在职职工的缴费工资不低于下限、不高于上限；灵活就业医保按下限计",
    cadence: "policy-year",
    fields: { lower: count("下限（60%）", "fen"), upper: count("上限（300%）", "fen") },
  },
  "flexible-tiers": {
    name: "灵活就业缴费档次",
    about: "灵活就业养老保险各档次的月缴费基数，按公布的表录入，不按比例推算",
    cadence: "policy-year",
    key: count("档次", "percent"),
    value: count("月缴费基数", "fen"),
  },
  "flexible-pension": {
    name: "灵活就业养老费率",
    about: "灵活就业人员养老保险的缴费比例",
    cadence: "until-changed",
    fields: { rate: rate("缴费比例"), account: rate("其中记入个人账户") },
  },
  "flexible-medical": {
    name: "灵活就业医保费率",
    about: "灵活就业人员职工医保的缴费比例，按缴费基数下限计",
    cadence: "until-changed",
    fields: { rate: rate("缴费比例") },
  },
  "major-medical": {
    name: "大额医疗",
    about: "职工医保每人每月另缴的大额医疗费用补助",
    cadence: "until-changed",
    fields: { monthly: count("每月", "fen") },
  },
  "employer-rates": {
    name: "单位参保费率",
    about: "在职职工各险种单位和个人的缴费比例（工伤保险另按行业）",
    cadence: "until-changed",
    fields: {
      pensionUnit: rate("养老（单位）"),
      pensionPerson: rate("养老（个人）"),
      medicalUnit: rate("医疗（单位）"),
      medicalPerson: rate("医疗（个人）"),
      unemploymentUnit: rate("失业（单位）"),
      unemploymentPerson: rate("失业（个人）"),
      maternityUnit: rate("生育（单位）"),
    },
  },
  "work-injury-classes": {
    name: "工伤保险行业费率",
    about: "一类到八类行业的工伤保险基准费率，只由单位缴",
    cadence: "until-changed",
    key: count("行业类别", "class"),
    value: rate("单位费率"),
  },
  "unemployment-standard": {
    name: "失业保险金标准",
    about: "每月失业保险金，随最低工资标准调整",
    cadence: "until-changed",
    fields: { centre: count("中心城区每月", "fen"), outer: count("新城区每月", "fen") },
  },
  "unemployment-districts": {
    name: "失业保险金分区",
    about: "各区执行哪一类标准：1 为中心城区，2 为新城区",
    cadence: "until-changed",
    key: count("区", "district"),
    value: count("类别（1 中心城区，2 新城区）", "class"),
  },
  "unemployment-months": {
    name: "失业保险金领取期限",
    about: "累计缴费满多少个月，最长领多少个月",
    cadence: "until-changed",
    key: count("累计缴费满", "months"),
    value: count("最长领取", "months"),
  },
  "unemployment-steps": {
    name: "失业保险金月数阶梯",
    about: "每满一年缴费领几个月，不超过法定的最长期限",
    cadence: "until-changed",
    fields: {
      firstYears: count("前几年（年数）", "count"),
      perYear: count("前几年，每满一年领", "months"),
      perLaterYear: count("以后，每满一年领", "months"),
    },
  },
  "late-fee": {
    name: "滞纳金",
    about: "单位未按时足额缴费，每天按欠缴本金加收的比例",
    cadence: "until-changed",
    fields: { daily: rate("每天") },
  },
  "back-pay-window": {
    name: "补缴窗口",
    about: "中断多久、过去多久的月份可以补缴；单位补办参保最多往前几个月",
    cadence: "until-changed",
    fields: {
      longestRun: count("连续中断不超过", "months"),
      lookBack: count("中断结束后不超过", "months"),
      employer: count("单位补办往前最多", "months"),
    },
  },
  "declaration-window": {
    name: "年度工资申报期",
    about: "单位每年申报职工缴费工资的起止日",
    cadence: "until-changed",
    fields: { first: count("第一天", "month-day"), last: count("最后一天", "month-day") },
  },
  "cut-off-days": {
    name: "每月截止日",
    about: "每月申报、扣款和缴费的最后一天",
    cadence: "until-changed",
    fields: {
      flexible: count("灵活就业缴费", "day"),
      declare: count("单位增减员申报", "day"),
      debit: count("单位扣款", "day"),
    },
  },
  "construction-rates": {
    name: "工程项目工伤保险费率",
    about: "按合同价（含税）分段累进，由总包单位一次缴清",
    cadence: "until-changed",
    key: count("合同价超过", "hundred-million"),
    value: count("这一段的费率", "hundred-thousandths"),
  },
  retirement: {
    name: "渐进式延迟退休",
    about: "原退休年龄、每几个月延迟一个月、最多延迟几个月；从生效月起算",
    cadence: "until-changed",
    fields: {
      maleYears: count("男：原退休年龄", "years"),
      maleEvery: count("男：每几个月延一个月", "months"),
      maleMost: count("男：最多延迟", "months"),
      femaleYears: count("女（原 55 岁）：原退休年龄", "years"),
      femaleEvery: count("女（原 55 岁）：每几个月延一个月", "months"),
      femaleMost: count("女（原 55 岁）：最多延迟", "months"),
      workerYears: count("女（原 50 岁）：原退休年龄", "years"),
      workerEvery: count("女（原 50 岁）：每几个月延一个月", "months"),
      workerMost: count("女（原 50 岁）：最多延迟", "months"),
    },
  },
  "pension-months": {
    name: "最低缴费年限",
    about: "某年起退休，按月领养老金至少要累计缴费多少个月",
    cadence: "until-changed",
    key: count("这一年起退休", "year"),
    value: count("至少累计缴费", "months"),
  },
  "account-months": {
    name: "个人账户养老金计发月数",
    about: "个人账户储存额按退休年龄除以多少个月",
    cadence: "until-changed",
    key: count("退休年龄", "years"),
    value: count("计发月数", "months"),
  },
  "pension-base": {
    name: "养老金计发基数",
    about: "计算基础养老金用，每年由省里公布",
    cadence: "calendar-year",
    fields: { base: count("每月", "fen") },
  },
  "contact-retention": {
    name: "旧联系方式保存期",
    about: "变更以后，以前的手机号、地址、邮箱再保存多少个月，到期删除，变更记录只留校验值",
    cadence: "until-changed",
    fields: { months: count("保存", "months") },
  },
  "account-interest": {
    name: "个人账户记账利率",
    about: "职工养老保险个人账户每年的记账利率，由国家公布",
    cadence: "calendar-year",
    fields: { rate: rate("年利率") },
  },
} as const satisfies Record<string, FigureKindInfo>;

export type FigureKind = keyof typeof figureKinds;
export const figureKindNames = Object.keys(figureKinds) as FigureKind[];

type NumbersOf<K> = K extends { fields: infer F }
  ? { readonly [N in keyof F]: number }
  : Readonly<Record<string, number>>;
/** The numbers of each kind: named ones, or a table by number. */
export type FigureValues = { [K in FigureKind]: NumbersOf<(typeof figureKinds)[K]> };
