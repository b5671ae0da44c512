/**
 * Something fetched when it is first wanted, which can be tried again: the line may be down, or the server may have been renewed
 * meanwhile. (React's own `lazy` keeps the first failure for ever, and takes the whole console down with it.)
 */
export type FetchState<T> = { is: "waiting" } | { is: "here"; found: T } | { is: "failed" };
export interface Fetching<T> {
  now: () => FetchState<T>;
  /** Fetches it, unless it is here or on its way. */
  fetch: () => void;
  listen: (changed: () => void) => () => void;
}

export function fetching<T>(load: () => Promise<T>): Fetching<T> {
  let state: FetchState<T> = { is: "waiting" };
  let onItsWay = false;
  const listeners = new Set<() => void>();
  const become = (next: FetchState<T>) => {
    state = next;
    for (const listener of listeners) listener();
  };
  async function fetch(): Promise<void> {
    if (onItsWay || state.is === "here") return;
    onItsWay = true;
    if (state.is === "failed") become({ is: "waiting" });
    try {
      become({ is: "here", found: await load() });
    } catch {
      become({ is: "failed" });
    } finally {
      onItsWay = false;
    }
  }
  return {
    now: () => state,
    fetch: () => void fetch(),
    listen(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
  };
}
