/** The five insurances 险种. */
export const schemes = ["pension", "medical", "unemployment", "work-injury", "maternity"] as const;
export type Scheme = (typeof schemes)[number];
/** What somebody in flexible employment may join. */
export type FlexibleScheme = "pension" | "medical";

export const schemeNames: Readonly<Record<Scheme, string>> = {
  pension: "职工养老保险",
  medical: "职工医疗保险",
  unemployment: "失业保险",
  "work-injury": "工伤保险",
  maternity: "生育保险",
};
