/** The policy year runs from July: 2024-06 belongs to 2023. */
export const policyYearOf = (month: string): number => Number(month.slice(0, 4)) - (month.slice(5, 7) < "07" ? 1 : 0);
