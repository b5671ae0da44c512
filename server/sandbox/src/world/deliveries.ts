/** How the account's server took what it was told, counted: the transcript keeps the last exchanges only. */
export interface DeliveryCounts {
  /** Callbacks sent: at the first, the second and the third try. What a fault sent twice is not counted. */
  sent: [number, number, number];
  /** Told, and answered within WeChat's five seconds, at whichever try. */
  answered: number;
  /** Told three times without an answer. */
  givenUp: number;
  /** Milliseconds from a callback's departure to its answer; callbacks without one are not in it. Rounded up to whole hundredths of a second. */
  took: { p50: number; p99: number; worst: number };
}

export interface Deliveries {
  /** One callback left, at the try of this number, and was answered after so long; undefined: it was not. */
  count(attempt: number, tookMs: number | undefined): void;
  giveUp(): void;
  read(): DeliveryCounts;
  clear(): void;
}

const STEP_MS = 10;
/** Nothing is answered after WeChat's five seconds. */
const STEPS = 501;

export function createDeliveries(): Deliveries {
  let sent: DeliveryCounts["sent"] = [0, 0, 0];
  let answered = 0;
  let givenUp = 0;
  let took = new Uint32Array(STEPS);
  /** The time within which this part of the answers came. */
  function within(part: number): number {
    let left = Math.ceil(answered * part);
    if (left === 0) return 0;
    const step = took.findIndex((n) => (left -= n) <= 0);
    return (step + 1) * STEP_MS;
  }
  return {
    count(attempt, tookMs) {
      const at = attempt - 1;
      if (at !== 0 && at !== 1 && at !== 2) return;
      sent[at] += 1;
      if (tookMs === undefined) return;
      answered += 1;
      const step = Math.min(STEPS - 1, Math.floor(tookMs / STEP_MS));
      took[step] = (took[step] ?? 0) + 1;
    },
    giveUp: () => void (givenUp += 1),
    read: () => ({
      sent: [...sent],
      answered,
      givenUp,
      took: { p50: within(0.5), p99: within(0.99), worst: within(1) },
    }),
    clear() {
      sent = [0, 0, 0];
      answered = 0;
      givenUp = 0;
      took = new Uint32Array(STEPS);
    },
  };
}
