import { beijingDay } from "@wsi/shared/case";

/** The month in Beijing, 'YYYY-MM', by the phone's clock: only to begin with; the server says until when its answer holds. */
export const thisMonth = (): string => beijingDay(new Date()).slice(0, 7);
