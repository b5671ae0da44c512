import type { DeskRead, DeskSign } from "@wsi/shared/contract";
import type { Logger } from "pino";
import type { Volatile } from "../ports/volatile.ts";

/** What consoles are told in passing, kept nowhere: who looks at a talk, who writes in it, what its agent has read in another window. */
export type Passing = { is: "sign"; sign: DeskSign } | { is: "read"; read: DeskRead };
/** Told to every open console in whichever process. */
export interface Signs {
  show(sign: Omit<DeskSign, "until">, now: Date): void;
  read(read: DeskRead): void;
  hear(listener: (passing: Passing) => void): () => void;
  close(): Promise<void>;
}

const CHANNEL = "desk-signs";
/** A console repeats itself every ten seconds; what it said holds a little longer. */
const HOLDS_MS = 15_000;
const AGAIN_MS = 5_000;

/** Nobody waits for a sign: while they cannot be told the work goes on without. */
export function createSigns(volatile: Volatile, log: Pick<Logger, "warn">): Signs {
  const listeners = new Set<(passing: Passing) => void>();
  let deaf: (() => Promise<void>) | undefined;
  let over = false;
  let again: NodeJS.Timeout | undefined;
  async function subscribe(): Promise<void> {
    try {
      const stop = await volatile.subscribe(CHANNEL, (text) => {
        const passing = JSON.parse(text) as Passing;
        for (const listener of listeners) listener(passing);
      });
      if (over) await stop();
      else deaf = stop;
    } catch (error) {
      log.warn({ err: error }, "signs of the desk cannot be heard; trying again");
      if (!over) again = setTimeout(() => void subscribe(), AGAIN_MS);
    }
  }
  const subscribing = subscribe();
  const tell = (passing: Passing): void =>
    void volatile
      .publish(CHANNEL, JSON.stringify(passing))
      .catch((error: unknown) => log.warn({ err: error }, "a sign of the desk was lost"));
  return {
    show(sign, now) {
      const until = new Date(now.getTime() + (sign.doing === "gone" ? 0 : HOLDS_MS)).toISOString();
      tell({ is: "sign", sign: { ...sign, until } });
    },
    read: (read) => tell({ is: "read", read }),
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
