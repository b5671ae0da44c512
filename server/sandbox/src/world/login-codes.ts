import { MINUTE, type Clock } from "./clock.ts";
import { randomText } from "./random.ts";

const LIFE = 5 * MINUTE;

/** What wx.login gives to a mini-program: good for one exchange within five minutes. Not kept over a restart. */
export interface LoginCodes {
  issue(followerId: string): string;
  /** Uses a code up. */
  redeem(code: string): { followerId: string } | "invalid" | "used";
}

export function createLoginCodes(clock: Clock): LoginCodes {
  const all = new Map<string, { followerId: string; until: number; used: boolean }>();
  return {
    issue(followerId) {
      for (const [code, entry] of all) if (entry.until < clock.now() - 12 * LIFE) all.delete(code);
      const code = `0${randomText(31)}`;
      all.set(code, { followerId, until: clock.now() + LIFE, used: false });
      return code;
    },
    redeem(code) {
      const entry = all.get(code);
      if (!entry) return "invalid";
      if (entry.used) return "used";
      if (entry.until <= clock.now()) return "invalid";
      entry.used = true;
      return { followerId: entry.followerId };
    },
  };
}
