import type { Db } from "../db.ts";
import type { Followers, FollowerTags } from "../ports/account.ts";
import type { Clock } from "../ports/clock.ts";
import type { CoreInsurance } from "../ports/core-insurance.ts";

/** What speaking to WeChat about followers needs. */
export interface RunnerParts {
  db: Db;
  clock: Clock;
  core: CoreInsurance;
  followers: Followers;
  tags: FollowerTags;
  log: { info(facts: object, text: string): void; warn(facts: object, text: string): void };
  /** Names this process. */
  holder: string;
  pace?: Partial<Pace>;
}

export interface Pace {
  callsPerMinute: number;
  leaseMs: number;
  /** Openids of one call for details; WeChat takes 100. */
  details: number;
  /** Openids of one call for a tag; WeChat takes 50. */
  members: number;
  /** Failures in a row after which a synchronisation is given up. */
  mostFailures: number;
}
export const defaultPace: Pace = {
  callsPerMinute: 300,
  leaseMs: 30_000,
  details: 100,
  members: 50,
  mostFailures: 12,
};

/**
 * An event this close to a question we asked WeChat may be younger than the answer: WeChat tells whole seconds, and its clock is not
 * ours. Then the event is believed.
 */
export const doubtMs = 10_000;
