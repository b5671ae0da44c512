import { beijingDay } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";

/** The last day of a right given today for so many days, in Beijing. */
export const untilAfter = (days: number): string => addDays(beijingDay(new Date()), days);
