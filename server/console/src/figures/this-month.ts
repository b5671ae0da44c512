import { beijingDay } from "@wsi/shared/case";
import { monthOf } from "@wsi/shared/values";

/** The present month in Beijing, 'YYYY-MM'. */
export const beijingMonth = (): string => monthOf(beijingDay(new Date()));
