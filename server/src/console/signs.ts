import type { DeskSign } from "@wsi/shared/contract";
import type { Logger } from "pino";
import type { Volatile } from "../ports/volatile.ts";

/** Collision signs: who looks at a talk, who writes in it. Told to every open console in whichever process, kept nowhere. */
export interface Signs {
  show(sign: Omit<DeskSign, "until">, now: Date): void;
  hear(listener: (sign: DeskSign) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = "desk-signs";
/** A console repeats itself every ten seconds; what it said holds a little longer. */
const HOLDS_MS = 15_000;
const AGAIN_MS = 5_000;

/** Nobody waits for a sign: while they cannot be told the work goes on without. */
export function createSigns(volatile: Volatile, log: Pick<Logger, "warn">): Signs {
  const listeners = new Set<(sign: DeskSign) => void>();
  let deaf: (() => Promise<void>) | undefined;
  let over = false;
  let again: NodeJS.Timeout | undefined;
  async function subscribe(): Promise<void> {
    try {
      const stop = await volatile.subscribe(CHANNEL, (text) => {
        const sign = JSON.parse(text) as DeskSign;
        for (const listener of listeners) listener(sign);
      });
      if (over) await stop();
      else deaf = stop;
    } catch (error) {
      log.warn({ err: error }, "signs of the desk cannot be heard; trying again");
      if (!over) again = setTimeout(() => void subscribe(), AGAIN_MS);
    }
  }
  const subscribing = subscribe();
  return {
    show(sign, now) {
      const until = new Date(now.getTime() + (sign.doing === "gone" ? 0 : HOLDS_MS)).toISOString();
      void volatile
        .publish(CHANNEL, JSON.stringify({ ...sign, until } satisfies DeskSign))
        .catch((error: unknown) => log.warn({ err: error }, "a sign of the desk was lost"));
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      over = true;
      clearTimeout(again);
      await subscribing;
      await deaf?.();
    },
  };
}
