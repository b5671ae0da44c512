/** One bell for all who wait in this process: something happened at the desk, look at the feed. */
export interface Bell {
  /** Where. */
  ring(talk: string): void;
  /** Answers how to stop hearing. */
  hear(listener: (talks: ReadonlySet<string>) => void): () => void;
}

/** Rings so close together are one: at fifty messages a second every console would else be woken fifty times. */
const GATHER_MS = 15;

export function createBell(): Bell {
  const listeners = new Set<(talks: ReadonlySet<string>) => void>();
  let talks = new Set<string>();
  function sound(): void {
    const rung = talks;
    talks = new Set();
    for (const listener of listeners) listener(rung);
  }
  return {
    ring(talk) {
      if (talks.size === 0) setTimeout(sound, GATHER_MS);
      talks.add(talk);
    },
    hear(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
