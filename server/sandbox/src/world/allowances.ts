import { HOUR, MINUTE, type Clock } from "./clock.ts";
import type { Crowd } from "./crowd.ts";
import { createTally } from "./tally.ts";

const MESSAGES = 5;
const WINDOW = 48 * HOUR;

/** What a follower did that lets the account write to them. */
export type Contact = "message" | "click" | "follow" | "scan";

interface Grant {
  left: number;
  /** Milliseconds since 1970. */
  until: number;
}

/**
 * How many customer-service messages may still go to a follower: 5 in 48 hours after a message of theirs, 3 in a minute after a
 * tap on the menu, a follow or a scan (WeChat's notice of June 2023). They do not add up: the larger one counts, and every
 * message sent counts against both.
 */
export interface Allowances {
  contact(openid: string, what: Contact): void;
  /** Everybody of the crowd has just written. What they may still get does not outlive a restart. */
  contactCrowd(): void;
  /** Takes one message off: `closed` is 45015, `used up` is 45047. */
  spend(openid: string): "ok" | "closed" | "used up";
  /** Milliseconds since the follower last did something; Infinity if never. */
  quietFor(openid: string): number;
  left(openid: string): number;
  forget(openid: string): void;
  toJSON(): SavedAllowances;
}

export type SavedAllowances = Record<string, { at: number; message?: Grant; tap?: Grant }>;

export function createAllowances(clock: Clock, crowd: Crowd, saved: SavedAllowances = {}): Allowances {
  const all = new Map(Object.entries(saved));
  let crowdWroteAt = Number.NEGATIVE_INFINITY;
  const spentOfCrowd = createTally(crowd);
  /** The grant of one of the crowd: what it says of `left` stands in the tally. */
  function ofCrowd(openid: string): Grant | undefined {
    if (crowdWroteAt < 0 || crowd.numberOf(openid) === undefined) return undefined;
    return {
      get left() {
        return MESSAGES - spentOfCrowd.of(openid);
      },
      set left(value) {
        spentOfCrowd.set(openid, MESSAGES - value);
      },
      until: crowdWroteAt + WINDOW,
    };
  }
  const live = (openid: string): Grant[] => {
    const entry = all.get(openid);
    return [entry?.message, entry?.tap, ofCrowd(openid)]
      .filter((grant) => grant !== undefined)
      .filter((grant) => grant.until > clock.now());
  };
  return {
    contact(openid, what) {
      const now = clock.now();
      const fresh = what === "message" ? { left: MESSAGES, until: now + WINDOW } : { left: 3, until: now + MINUTE };
      all.set(openid, { ...all.get(openid), at: now, [what === "message" ? "message" : "tap"]: fresh });
    },
    contactCrowd() {
      crowdWroteAt = clock.now();
      spentOfCrowd.clear();
    },
    spend(openid) {
      const grants = live(openid);
      if (grants.length === 0) return "closed";
      if (grants.every((grant) => grant.left <= 0)) return "used up";
      for (const grant of grants) grant.left -= 1;
      return "ok";
    },
    quietFor(openid) {
      const crowdAt = ofCrowd(openid) ? crowdWroteAt : Number.NEGATIVE_INFINITY;
      return clock.now() - Math.max(crowdAt, all.get(openid)?.at ?? Number.NEGATIVE_INFINITY);
    },
    left: (openid) => Math.max(0, ...live(openid).map((grant) => grant.left)),
    forget(openid) {
      all.delete(openid);
      if (crowd.numberOf(openid) !== undefined) spentOfCrowd.set(openid, MESSAGES);
    },
    toJSON: () => Object.fromEntries(all),
  };
}
