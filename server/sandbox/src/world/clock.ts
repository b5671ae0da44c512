/** WeChat's own time. It runs with the machine's and can be moved ahead, to let a window close or a token end. */
export interface Clock {
  /** Milliseconds since 1970, on WeChat's clock. */
  now(): number;
  advance(ms: number): void;
  toJSON(): SavedClock;
}

export interface SavedClock {
  aheadMs: number;
}

export function createClock(saved?: SavedClock): Clock {
  let aheadMs = saved?.aheadMs ?? 0;
  return {
    now: () => Date.now() + aheadMs,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError("a clock only moves ahead");
      aheadMs += ms;
    },
    toJSON: () => ({ aheadMs }),
  };
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Beijing's calendar, in which WeChat counts its days and months. */
export const beijingDay = (now: number): string => new Date(now + 8 * HOUR).toISOString().slice(0, 10);
