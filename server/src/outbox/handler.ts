import type { Tx } from "../db.ts";
import { PortFault } from "../ports/fault.ts";

/** What the other side answered. */
export type Delivered =
  /** `remark`: what staff should know of how it went. */
  { outcome: "sent"; remark?: string } | { outcome: "refused"; because: string; advice: string };

/** What became of a parcel in the end. */
export type Settled =
  | Delivered
  /** It surely did not arrive, and we gave up. */
  | { outcome: "failed"; because: string; advice: string }
  /** It may have arrived. Never repeated by the machine. */
  | { outcome: "unknown"; because: string; advice: string };

export interface Handler<Payload = unknown> {
  /** True only when the other side does one key once, or when doing it twice is harmless. */
  repeatable: boolean;
  /** Outside any transaction. Throws PortFault. */
  deliver(payload: Payload, key: string): Promise<Delivered>;
  /** In the transaction that writes the result. */
  settled?(tx: Tx, payload: Payload, result: Settled, key: string): Promise<void>;
}

const SECOND = 1_000;
/** After the first, second … failed attempt. After the last of them we give up. */
const PAUSES_MS = [SECOND, 5 * SECOND, 30 * SECOND, 120 * SECOND, 600 * SECOND];

export type Next = { outcome: "later"; waitMs: number; because: string } | Settled;

export const ASK_FIRST = "可能已经送达：请先到对方系统核实，再决定是否人工重发。";

function later(attempts: number, because: string): Next {
  const waitMs = PAUSES_MS[attempts - 1];
  if (waitMs !== undefined) return { outcome: "later", waitMs, because };
  return {
    outcome: "failed",
    because,
    advice: `试了 ${attempts} 次都没有送达：请检查网络和对方系统，恢复后人工重发。`,
  };
}

/** No answer that can be trusted: repeat only what may be repeated. */
export function afterSilence(repeatable: boolean, attempts: number, because: string): Next {
  return repeatable ? later(attempts, because) : { outcome: "unknown", because, advice: ASK_FIRST };
}

/** What follows from a thrown error. `attempts` counts this one. */
export function afterError(error: unknown, repeatable: boolean, attempts: number): Next {
  if (!(error instanceof PortFault)) {
    // A mistake of ours in the middle of sending: nobody knows how far it got. Its message may hold anything, so only its name.
    return afterSilence(repeatable, attempts, `程序错误 ${error instanceof Error ? error.name : typeof error}`);
  }
  // Wrong credentials are refused at the other side's door: nothing happened there.
  if (error.retryable || error.kind === "misconfigured") return later(attempts, error.message);
  return afterSilence(repeatable, attempts, error.message);
}
