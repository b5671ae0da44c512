import type { Clock } from "./clock.ts";

/** "对方正在输入": it lasts 15 seconds, and is over at once when a message comes (WeChat's page on the typing state). */
export const TYPING_MS = 15_000;

export interface Typing {
  /** False while it is on already. */
  start(openid: string): boolean;
  stop(openid: string): void;
  isOn(openid: string): boolean;
}

export function createTyping(clock: Clock): Typing {
  const until = new Map<string, number>();
  const isOn = (openid: string): boolean => (until.get(openid) ?? 0) > clock.now();
  return {
    start(openid) {
      if (isOn(openid)) return false;
      until.set(openid, clock.now() + TYPING_MS);
      return true;
    },
    stop: (openid) => void until.delete(openid),
    isOn,
  };
}
