import { MOST_OF_A_CROWD, type Crowd } from "./crowd.ts";
import { pack, unpack } from "./packed.ts";

const HIGHEST = 255;

/** A small number for everybody, 0 to begin with and 255 at most: a byte for each of the crowd, an entry for each other person. */
export interface Tally {
  of(openid: string): number;
  set(openid: string, value: number): void;
  /** One more; answers how many there are then. */
  add(openid: string): number;
  /** Everybody back to nothing. */
  clear(): void;
  /** The crowd's numbers by place: a view, not a copy. */
  bytes(): Uint8Array;
  /** Of the others. */
  entries(): [string, number][];
  packed(): string | undefined;
}

export function createTally(crowd: Crowd, people: readonly [string, number][] = [], packed?: string): Tally {
  const others = new Map(people);
  // Made when the first of the crowd is counted.
  let bytes: Uint8Array | undefined;
  const made = () => (bytes ??= new Uint8Array(MOST_OF_A_CROWD));
  if (packed !== undefined) unpack(packed, made());
  const set = (openid: string, place: number | undefined, value: number) => {
    if (place === undefined) others.set(openid, value);
    else made()[place] = value;
  };
  const read = (openid: string, place: number | undefined) =>
    (place === undefined ? others.get(openid) : bytes?.[place]) ?? 0;
  return {
    of: (openid) => read(openid, crowd.numberOf(openid)),
    set: (openid, value) => set(openid, crowd.numberOf(openid), value),
    add(openid) {
      const place = crowd.numberOf(openid);
      const next = Math.min(HIGHEST, read(openid, place) + 1);
      set(openid, place, next);
      return next;
    },
    clear() {
      others.clear();
      bytes = undefined;
    },
    bytes: () => (bytes ?? made()).subarray(0, crowd.size()),
    entries: () => [...others],
    packed: () => (bytes ? pack(bytes.subarray(0, crowd.size())) : undefined),
  };
}
