import { beijingDay } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";

/** How long a right is given: words that people choose from instead of a calendar. A year is the most. */
export const terms = { 30: "一个月", 92: "三个月", 183: "半年", 365: "一年" } as const;
export type Term = keyof typeof terms;
export const termList = Object.keys(terms).map(Number) as Term[];
export const untilAfter = (days: Term): string => addDays(beijingDay(new Date()), days);
