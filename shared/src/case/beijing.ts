/** The clock on the wall in Beijing (UTC+8, no summer time), whatever zone a computer or phone keeps. Instants: a `Date` or ISO text. */

/** 'YYYY-MM-DD' and 'HH:MM'. */
export function inBeijing(at: string | Date): { day: string; time: string } {
  const shifted = new Date((typeof at === "string" ? Date.parse(at) : at.getTime()) + 8 * 3_600_000).toISOString();
  return { day: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}

/** 'YYYY-MM-DD'. */
export const beijingDay = (at: string | Date): string => inBeijing(at).day;

/** 'HH:MM'. */
export const beijingTime = (at: string | Date): string => inBeijing(at).time;

/** Both, as on paper and in files: '2026-11-23 14:20'. */
export function beijingMoment(at: string | Date): string {
  const { day, time } = inBeijing(at);
  return `${day} ${time}`;
}

/** The instant at which that clock shows this day and 'HH:MM'; '24:00' is the end of the day. */
export const beijingInstant = (day: string, time = "00:00"): Date => new Date(`${day}T${time}:00+08:00`);
