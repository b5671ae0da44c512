/** How long a call takes, there and back, by the beginning of its address; nothing until it is set. The longest beginning counts. */
export interface Delays {
  set(path: string, ms: number): void;
  /** Milliseconds. */
  of(path: string): number;
  list(): Readonly<Record<string, number>>;
}

export function createDelays(): Delays {
  const all = new Map<string, number>();
  return {
    set: (path, ms) => void (ms === 0 ? all.delete(path) : all.set(path, ms)),
    of(path) {
      if (all.size === 0) return 0;
      const found = [...all.keys()].filter((one) => path.startsWith(one)).toSorted((a, b) => b.length - a.length)[0];
      return found === undefined ? 0 : (all.get(found) ?? 0);
    },
    list: () => Object.fromEntries(all),
  };
}
