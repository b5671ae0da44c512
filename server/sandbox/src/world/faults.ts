/** What can be made to go wrong on purpose. */
export const faultKinds = [
  /** A call is answered late. */
  "latency",
  /** The gateway fails: a page instead of JSON; nothing happened. */
  "http500",
  "html-502",
  /** The call happened; the caller waits in vain, or its connection is cut. */
  "timeout-after-accepting",
  "dropped-answer",
  "token-expired",
  "system-error",
  "minute-quota-45011",
  "quota-45009",
  "window-45015",
  /** A template message is accepted, and its result says that the follower refuses them. */
  "template-blocked",
  /** Any refusal of the table, by its number; nothing happened. */
  "code",
  /** The server hears a push twice, before its turn, or not at all. */
  "duplicate-callback",
  "callback-order",
  "dropped-callback",
] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  /** How many times it still happens. */
  times: number;
  /** Only for addresses that begin like this; every address when absent. */
  path?: string;
  /** For latency, in milliseconds. */
  ms?: number;
  /** For `code`: which refusal. */
  code?: number;
}

export interface Faults {
  arm(fault: Fault): void;
  list(): readonly Fault[];
  clear(): void;
  /** Uses one up if it is armed for this address. */
  strike(kind: FaultKind, path: string): Fault | undefined;
}

export function createFaults(): Faults {
  let armed: Fault[] = [];
  return {
    arm: (fault) => void armed.push({ ...fault }),
    list: () => armed,
    clear() {
      armed = [];
    },
    strike(kind, path) {
      const found = armed.find((one) => one.kind === kind && path.startsWith(one.path ?? ""));
      if (!found) return undefined;
      found.times -= 1;
      armed = armed.filter((one) => one.times > 0);
      return found;
    },
  };
}
