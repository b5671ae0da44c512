/**
 * Public holidays and make-up working days 调休, a year at a time, as the State Council published them. A span is 'MM-DD/MM-DD', both
 * days included. Of a year that is not here yet only the holidays of the law are known, and `calendarKnows` says so.
 */
export const holidays: Readonly<
  Record<string, { free: readonly string[]; worked: readonly string[]; source: string }>
> = {
  "2024": {
    free: ["01-01/01-01", "02-10/02-17", "04-04/04-06", "05-01/05-05", "06-10/06-10", "09-15/09-17", "10-01/10-07"],
    worked: ["02-04", "02-18", "04-07", "04-28", "05-11", "09-14", "09-29", "10-12"],
    source: "国务院办公厅关于2024年部分节假日安排的通知",
  },
  "2025": {
    free: ["01-01/01-01", "01-28/02-04", "04-04/04-06", "05-01/05-05", "05-31/06-02", "10-01/10-08"],
    worked: ["01-26", "02-08", "04-27", "09-28", "10-11"],
    source: "国务院办公厅关于2025年部分节假日安排的通知",
  },
  "2026": {
    free: ["01-01/01-03", "02-15/02-23", "04-04/04-06", "05-01/05-05", "06-19/06-21", "09-25/09-27", "10-01/10-07"],
    worked: ["01-04", "02-14", "02-28", "05-09", "09-20", "10-10"],
    source: "国务院办公厅关于2026年部分节假日安排的通知",
  },
};

/** What the law makes a holiday in every year: 全国年节及纪念日放假办法 as in force since 2025, 第二条. */
const everyYear = ["01-01/01-01", "05-01/05-02", "10-01/10-03"];
/** By the moon and the sun, of the same law: 除夕 to 初三, 清明, 端午, 中秋. */
const byTheMoon: Readonly<Record<string, readonly string[]>> = {
  "2027": ["02-05/02-08", "04-05/04-05", "06-09/06-09", "09-15/09-15"],
  "2028": ["01-25/01-28", "04-04/04-04", "05-28/05-28", "10-03/10-03"],
};

const lawful = (year: string): { free: readonly string[]; worked: readonly string[] } => ({
  free: [...everyYear, ...(byTheMoon[year] ?? [])],
  worked: [],
});

/** Why a day is not the weekday it seems; null for most. */
export function holidayOn(day: string): "free" | "worked" | null {
  const year = day.slice(0, 4);
  const date = day.slice(5);
  const { free, worked } = holidays[year] ?? lawful(year);
  if (worked.includes(date)) return "worked";
  return free.some((span) => span.slice(0, 5) <= date && date <= span.slice(6)) ? "free" : null;
}

/** Counter and service-desk hours in Beijing on a working day; several spans a day. */
export const workingHours: readonly { from: string; to: string }[] = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "17:00" },
];
