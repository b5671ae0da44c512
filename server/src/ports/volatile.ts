/**
 * What may be lost: token cache, locks, limits, presence, fan-out. One port, two adapters under one contract test: Redis through
 * ioredis, and PostgreSQL itself (unlogged tables, advisory locks, LISTEN/NOTIFY) for the embedded default.
 */
export interface Volatile {
  get(key: string): Promise<string | undefined>;
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** Sets only when absent; true when this call set it. */
  setIfAbsent(key: string, value: string, ttlMs: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Deletes only when the value is still this one; true when it was. */
  deleteIfEqual(key: string, value: string): Promise<boolean>;
  /** Fixed-window counter: counts one up, starts the window at the first hit; answers the count and the time left. */
  hit(key: string, windowMs: number): Promise<{ count: number; resetsInMs: number }>;
  /** Tells every listener in every process; text up to 7,000 bytes. Nothing is kept for who is away. */
  publish(channel: string, text: string): Promise<void>;
  /** Answers a function that stops listening. */
  subscribe(channel: string, listener: (text: string) => void): Promise<() => Promise<void>>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
