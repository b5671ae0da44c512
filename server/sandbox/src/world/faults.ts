/** What can be made to go wrong on purpose. */
export const faultKinds = [
  "latency",
  "http500",
  "timeout-after-accepting",
  "token-expired",
  "quota-45009",
  "window-45015",
  "duplicate-callback",
  "callback-order",
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
