/** One bell for all who wait in this process: something happened at the desk, look at the feed. */
export interface Bell {
  /** `talks`: where; left out when it was in too many to name. */
  ring(talks?: ReadonlySet<string>): void;
  /** Answers how to stop hearing. */
  hear(listener: (talks: ReadonlySet<string> | undefined) => void): () => void;
}

export function createBell(): Bell {
  const listeners = new Set<(talks: ReadonlySet<string> | undefined) => void>();
  return {
    ring(talks) {
      for (const listener of listeners) listener(talks);
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
