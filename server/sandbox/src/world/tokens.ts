import { DAY, MINUTE, type Clock } from "./clock.ts";
import { randomText } from "./random.ts";

const LIFE = 7200_000;
const OVERLAP = 5 * MINUTE;
const FORCED_PER_DAY = 20;
const FORCED_APART = 30_000;

interface Token {
  value: string;
  appId: string;
  /** Milliseconds since 1970. */
  until: number;
}

export interface Granted {
  value: string;
  /** Whole seconds. */
  expiresIn: number;
}

/** Access tokens: two pools an app, which know nothing of each other. */
export interface Tokens {
  /** /cgi-bin/token: a new token at every call; the one before lives on for five minutes at most. */
  ordinary(appId: string): Granted;
  /** /cgi-bin/stable_token: the same token until five minutes before its end. */
  stable(appId: string): Granted;
  /** A new stable token, the old one dead at once: 20 a day, 30 s apart; undefined beyond that. */
  forced(appId: string): Granted | undefined;
  /** Whose token it is, `expired` when its time is over, `unknown` when it never was or was replaced. */
  check(value: string): { appId: string } | "expired" | "unknown";
  expire(value: string): void;
  toJSON(): SavedTokens;
}

export interface SavedTokens {
  issued: Token[];
  latest: Record<string, string>;
  forced: Record<string, number[]>;
}

export function createTokens(clock: Clock, saved?: SavedTokens): Tokens {
  let issued = new Map((saved?.issued ?? []).map((one) => [one.value, { ...one }]));
  const latest = new Map(Object.entries(saved?.latest ?? {}));
  const forcedAt = new Map(Object.entries(saved?.forced ?? {}));

  const living = (slot: string): Token | undefined => {
    const token = issued.get(latest.get(slot) ?? "");
    return token && token.until > clock.now() ? token : undefined;
  };
  function issue(appId: string, slot: string): Granted {
    // Long dead ones are forgotten: WeChat, too, then calls them invalid instead of expired.
    issued = new Map([...issued].filter(([, one]) => one.until > clock.now() - DAY));
    const token = { value: `99_${randomText(133)}`, appId, until: clock.now() + LIFE };
    issued.set(token.value, token);
    latest.set(slot, token.value);
    return { value: token.value, expiresIn: LIFE / 1000 };
  }

  return {
    ordinary(appId) {
      const before = living(`ordinary:${appId}`);
      if (before) before.until = Math.min(before.until, clock.now() + OVERLAP);
      return issue(appId, `ordinary:${appId}`);
    },
    stable(appId) {
      const current = living(`stable:${appId}`);
      if (!current || current.until - clock.now() <= OVERLAP) return issue(appId, `stable:${appId}`);
      return { value: current.value, expiresIn: Math.floor((current.until - clock.now()) / 1000) };
    },
    forced(appId) {
      const now = clock.now();
      const recent = (forcedAt.get(appId) ?? []).filter((at) => at > now - DAY);
      const last = recent.at(-1);
      if (recent.length >= FORCED_PER_DAY || (last !== undefined && now - last < FORCED_APART)) return undefined;
      forcedAt.set(appId, [...recent, now]);
      const before = latest.get(`stable:${appId}`);
      if (before !== undefined) issued.delete(before);
      return issue(appId, `stable:${appId}`);
    },
    check(value) {
      const token = issued.get(value);
      if (!token) return "unknown";
      return token.until > clock.now() ? { appId: token.appId } : "expired";
    },
    expire(value) {
      const token = issued.get(value);
      if (token) token.until = clock.now();
    },
    toJSON: () => ({
      issued: [...issued.values()],
      latest: Object.fromEntries(latest),
      forced: Object.fromEntries(forcedAt),
    }),
  };
}
