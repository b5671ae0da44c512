import { beijingDay, type Clock } from "./clock.ts";

/** Calls a day, as listed on WeChat's page of limits for an account of ordinary size; an account's own may be higher. */
const DAILY: Readonly<Record<string, number>> = {
  "/cgi-bin/token": 2000,
  "/cgi-bin/stable_token": 500_000,
  "/cgi-bin/menu/create": 1000,
  "/cgi-bin/menu/get": 10_000,
  "/cgi-bin/menu/delete": 1000,
  "/cgi-bin/user/get": 500,
  "/cgi-bin/user/info": 500_000,
  "/cgi-bin/media/upload": 100_000,
  "/cgi-bin/media/get": 200_000,
  "/cgi-bin/message/custom/send": 500_000,
  "/cgi-bin/message/custom/typing": 500_000,
};
const OTHERS = 100_000;
const CLEARS_PER_MONTH = 10;

/** The counters of calls, which start anew at midnight in Beijing. */
export interface Quotas {
  /** Counts a call; false when the day's calls are used up. */
  spend(path: string): boolean;
  read(path: string): { limit: number; used: number };
  /** Sets another limit for a path, to meet it sooner. */
  limit(path: string, daily: number): void;
  /** All counters back to nothing, or one path's: 10 times a month in all; false beyond that. */
  clear(path?: string): boolean;
  toJSON(): SavedQuotas;
}

export interface SavedQuotas {
  day: string;
  used: Record<string, number>;
  limits: Record<string, number>;
  clears: Record<string, number>;
}

export function createQuotas(clock: Clock, saved?: SavedQuotas): Quotas {
  let day = saved?.day ?? beijingDay(clock.now());
  let used = new Map(Object.entries(saved?.used ?? {}));
  const limits = new Map(Object.entries(saved?.limits ?? {}));
  let clears = saved?.clears ?? {};
  const turnPage = (): void => {
    const today = beijingDay(clock.now());
    if (today !== day) used = new Map();
    day = today;
  };
  const limitOf = (path: string): number => limits.get(path) ?? DAILY[path] ?? OTHERS;
  return {
    spend(path) {
      turnPage();
      const before = used.get(path) ?? 0;
      if (before >= limitOf(path)) return false;
      used.set(path, before + 1);
      return true;
    },
    read(path) {
      turnPage();
      return { limit: limitOf(path), used: used.get(path) ?? 0 };
    },
    limit: (path, daily) => void limits.set(path, daily),
    clear(path) {
      turnPage();
      const month = day.slice(0, 7);
      const before = clears[month] ?? 0;
      if (before >= CLEARS_PER_MONTH) return false;
      clears = { [month]: before + 1 };
      if (path === undefined) used = new Map();
      else used.delete(path);
      return true;
    },
    toJSON: () => ({ day, used: Object.fromEntries(used), limits: Object.fromEntries(limits), clears }),
  };
}
