import { crowdOpenid } from "./crowd-openids.ts";
import { MOST_OF_A_CROWD, type Crowd } from "./crowd.ts";
import { pack, unpack } from "./packed.ts";

/** A set of openids, in an order that lasts: people as they joined, then the crowd by place, a bit each. */
export interface Members {
  has(openid: string): boolean;
  add(openid: string): void;
  /** Adds those of the crowd from one place on, each `every`th. */
  addCrowd(from: number, every?: number): void;
  delete(openid: string): void;
  readonly size: number;
  all(): Iterable<string>;
  /** Those after `after` ("" from the beginning), `most` at most; undefined when `after` is none of them. */
  page(after: string, most: number): string[] | undefined;
  /** Without the crowd. */
  people(): string[];
  packed(): string | undefined;
}

export function createMembers(crowd: Crowd, people: readonly string[] = [], packed?: string): Members {
  const others = new Set(people);
  let bits: Uint8Array | undefined;
  let ofCrowd = 0;
  const made = () => (bits ??= new Uint8Array(Math.ceil(MOST_OF_A_CROWD / 8)));
  const marked = (place: number) => (((bits?.[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
  function put(place: number, present: boolean): void {
    if (marked(place) === present) return;
    const byte = made()[place >> 3] ?? 0;
    made()[place >> 3] = byte ^ (1 << (place & 7));
    ofCrowd += present ? 1 : -1;
  }
  if (packed !== undefined) {
    unpack(packed, made());
    for (let place = 0; place < crowd.size(); place++) if (marked(place)) ofCrowd += 1;
  }
  function* crowdFrom(place: number): Generator<string> {
    for (let at = place; at < crowd.size(); at++) if (marked(at)) yield crowdOpenid(at);
  }
  function* take(after: string, place: number | undefined): Generator<string> {
    if (place === undefined) {
      let begun = after === "";
      for (const openid of others) {
        if (begun) yield openid;
        else begun = openid === after;
      }
    }
    yield* crowdFrom(place === undefined ? 0 : place + 1);
  }
  const has = (openid: string) => {
    const place = crowd.numberOf(openid);
    return place === undefined ? others.has(openid) : marked(place);
  };
  return {
    has,
    add(openid) {
      const place = crowd.numberOf(openid);
      if (place === undefined) others.add(openid);
      else put(place, true);
    },
    addCrowd(from, every = 1) {
      for (let place = from; place < crowd.size(); place += every) put(place, true);
    },
    delete(openid) {
      const place = crowd.numberOf(openid);
      if (place === undefined) others.delete(openid);
      else put(place, false);
    },
    get size() {
      return others.size + ofCrowd;
    },
    all: () => take("", undefined),
    page(after, most) {
      if (after !== "" && !has(after)) return undefined;
      const found: string[] = [];
      for (const openid of take(after, crowd.numberOf(after))) if (found.push(openid) >= most) break;
      return found;
    },
    people: () => [...others],
    packed: () => (bits ? pack(bits.subarray(0, Math.ceil(crowd.size() / 8))) : undefined),
  };
}
