import { MINUTE, type Clock } from "./clock.ts";
import { randomText } from "./random.ts";

const LIFE = 7200_000;

/** Tickets for web pages (jsapi) and cards (wx_card): two hours each, the same one until five minutes before its end. */
export interface Tickets {
  /** `expiresIn` in whole seconds. */
  get(type: string): { value: string; expiresIn: number };
}

/** Not kept over a restart: whoever holds an old one fetches a new one, as WeChat asks anyway. */
export function createTickets(clock: Clock): Tickets {
  const all = new Map<string, { value: string; until: number }>();
  return {
    get(type) {
      const now = clock.now();
      let ticket = all.get(type);
      if (!ticket || ticket.until - now <= 5 * MINUTE) {
        ticket = { value: `sM4A${randomText(82)}`, until: now + LIFE };
        all.set(type, ticket);
      }
      return { value: ticket.value, expiresIn: Math.floor((ticket.until - now) / 1000) };
    },
  };
}
