import type { Crowd } from "./crowd.ts";
import { createTally } from "./tally.ts";

export const means = ["mass", "service", "subscription"] as const;
export type Means = (typeof means)[number];

/** How often each of the crowd, who have no phone to look at, got something: what a test of sending compares its books with. */
export interface Arrivals {
  arrive(by: Means, openid: string): void;
  /** By place in the crowd, 255 at most. */
  bytes(by: Means): Uint8Array;
  clear(): void;
}

export function createArrivals(crowd: Crowd): Arrivals {
  const tallies = { mass: createTally(crowd), service: createTally(crowd), subscription: createTally(crowd) };
  return {
    arrive(by, openid) {
      if (crowd.numberOf(openid) !== undefined) tallies[by].add(openid);
    },
    bytes: (by) => tallies[by].bytes(),
    clear() {
      for (const by of means) tallies[by].clear();
    },
  };
}
