import { setTimeout as sleep } from "node:timers/promises";
import { PortFault } from "../../ports/fault.ts";
import { NEXT_MINUTE_MS, TOO_FAST, USED_UP, WechatError } from "./errors.ts";

/** How a call that may be repeated is tried again. Times in milliseconds. */
export interface Patience {
  /** All tries, the first among them. */
  tries: number;
  /** Before the second try; then twice as long each time, from half of it to the whole by chance. */
  firstMs: number;
  /** No try begins later than this after the first: somebody waits for the answer. */
  limitMs: number;
  now(): number;
  sleep(ms: number): Promise<unknown>;
  /** 0 … 1 */
  random(): number;
}
export const patience: Patience = {
  tries: 3,
  firstMs: 200,
  limitMs: 3_000,
  now: () => performance.now(),
  sleep: (ms) => sleep(ms),
  random: Math.random,
};

const SYSTEM_BUSY = -1;

/** How long to wait before the next try; undefined when another try would mend nothing. */
function pauseAfter(error: unknown, failed: number, { firstMs, random }: Patience): number | undefined {
  const backOff = firstMs * 2 ** (failed - 1) * (0.5 + random() / 2);
  if (error instanceof WechatError) {
    if (error.code === TOO_FAST) return NEXT_MINUTE_MS;
    return error.code === SYSTEM_BUSY ? backOff : undefined;
  }
  if (!(error instanceof PortFault) || error.code === USED_UP) return undefined;
  return error.code === TOO_FAST ? NEXT_MINUTE_MS : error.retryable ? backOff : undefined;
}

/**
 * Tries again what WeChat was too busy for, or what never reached it. Never after a time-out: the limit is spent by then. Throws
 * the last error as it is.
 */
export async function patiently<T>(work: () => Promise<T>, how: Patience): Promise<T> {
  const began = how.now();
  for (let failed = 1; ; failed++) {
    try {
      return await work();
    } catch (error) {
      const pause = failed < how.tries ? pauseAfter(error, failed, how) : undefined;
      if (pause === undefined || how.now() - began + pause > how.limitMs) throw error;
      await how.sleep(pause);
    }
  }
}
