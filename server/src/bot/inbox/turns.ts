/** Lets so many work at once, the others in the order they came. */
export interface Turns {
  take<T>(work: () => Promise<T>): Promise<T>;
  /** How long who comes now will wait, as far as the last ones tell, in milliseconds. */
  wait(): number;
}

/** How much the last one weighs in what one takes. */
const WEIGHT = 0.1;
const FIRST_GUESS_MS = 20;

export function createTurns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
  let eachMs = FIRST_GUESS_MS;
  return {
    async take(work) {
      if (free > 0) free -= 1;
      // Whoever ends hands their turn on, so nobody who comes in between takes it.
      else await new Promise<void>((resolve) => waiting.push(resolve));
      const begun = performance.now();
      try {
        return await work();
      } finally {
        eachMs += WEIGHT * (performance.now() - begun - eachMs);
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
    wait: () => (waiting.length * eachMs) / atOnce,
  };
}
