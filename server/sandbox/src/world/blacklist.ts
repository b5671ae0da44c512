/** Followers whom the account shut out 黑名单: nothing reaches them, and their messages do not reach the account's server. */
export interface Blacklist {
  has(openid: string): boolean;
  /** In the order in which they were shut out. */
  list(): readonly string[];
  add(openid: string): void;
  remove(openid: string): void;
  toJSON(): SavedBlacklist;
}
export type SavedBlacklist = readonly string[];

export function createBlacklist(saved: SavedBlacklist = []): Blacklist {
  const all = new Set(saved);
  return {
    has: (openid) => all.has(openid),
    list: () => [...all],
    add: (openid) => void all.add(openid),
    remove: (openid) => void all.delete(openid),
    toJSON: () => [...all],
  };
}
