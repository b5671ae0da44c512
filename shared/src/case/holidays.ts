/**
 * Public holidays and make-up working days 调休, a year at a time, as the State Council published them. A span is 'MM-DD/MM-DD', both
 * days included. A year that is not here yet is judged by weekdays alone, and `calendarKnows` says so.
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

/** Counter and service-desk hours in Beijing on a working day; several spans a day. */
export const workingHours: readonly { from: string; to: string }[] = [
  { from: "09:00", to: "12:00" },
  { from: "13:00", to: "17:00" },
];
