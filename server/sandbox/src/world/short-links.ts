import type { Clock } from "./clock.ts";

/** A long text behind a short key of 15 letters and digits. */
export interface ShortLink {
  key: string;
  data: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  seconds: number;
}

export interface ShortLinks {
  create(data: string, seconds: number): ShortLink;
  /** Undefined when there is none, or its time is over. */
  find(key: string): ShortLink | undefined;
  toJSON(): SavedShortLinks;
}
export type SavedShortLinks = readonly ShortLink[];

const LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const newKey = () => Array.from({ length: 15 }, () => LETTERS[Math.floor(Math.random() * LETTERS.length)]).join("");

export function createShortLinks(clock: Clock, saved: SavedShortLinks = []): ShortLinks {
  const all = new Map(saved.map((one) => [one.key, one]));
  return {
    create(data, seconds) {
      const link = { key: newKey(), data, createdAt: clock.now(), seconds };
      all.set(link.key, link);
      return link;
    },
    find(key) {
      const link = all.get(key);
      return link && link.createdAt + link.seconds * 1000 > clock.now() ? link : undefined;
    },
    toJSON: () => [...all.values()],
  };
}
