/** One bell for all streams of this process: something happened at the desk, look at the feed. */
export interface Bell {
  ring(): void;
  /** Answers how to stop hearing. */
  hear(listener: () => void): () => void;
}

export function createBell(): Bell {
  const listeners = new Set<() => void>();
  return {
    ring() {
      for (const listener of listeners) listener();
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
