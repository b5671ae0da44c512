/**
 * Followers by the million, in a few bytes each: their ids are computed, whatever is known of each is a bit or a byte of an array, and
 * the file on disk holds how many there are and since when. People with a phone are not of the crowd: those are in followers.ts.
 */
import { crowdMiniOpenid, crowdNumber, crowdOpenid, crowdUnionid } from "./crowd-openids.ts";

export const MOST_OF_A_CROWD = 1_000_000;

export interface Crowd {
  size(): number;
  /** Brings `count` more, all following. Throws RangeError beyond MOST_OF_A_CROWD. */
  grow(count: number, now: number): void;
  /** The place of an openid in the crowd, from 0 on. */
  numberOf(openid: string): number | undefined;
  /** The place of one by the sandbox's own number, such as c1 for the first. */
  numberOfId(id: string): number | undefined;
  /** Milliseconds since 1970. */
  cameAt(number: number): number;
  toJSON(): SavedCrowd;
}
export interface SavedCrowd {
  /** Since when: those from a place on came at a moment. */
  came: [from: number, at: number][];
  size: number;
}

export const isOfCrowd = (id: string): boolean => id.startsWith("c");

export function createCrowd(saved?: SavedCrowd): Crowd {
  let size = saved?.size ?? 0;
  const came = saved?.came ?? [];
  // The same openid is asked about several times in a row.
  let asked = "";
  let answer: number | undefined;
  const present = (number: number | undefined) => (number !== undefined && number < size ? number : undefined);
  return {
    size: () => size,
    grow(count, now) {
      if (size + count > MOST_OF_A_CROWD) throw new RangeError("too large a crowd");
      came.push([size, now]);
      size += count;
    },
    numberOf(openid) {
      if (openid !== asked) [asked, answer] = [openid, crowdNumber(openid)];
      return present(answer);
    },
    numberOfId: (id) => (/^c[1-9]\d{0,6}$/.test(id) ? present(Number(id.slice(1)) - 1) : undefined),
    cameAt: (number) => came.findLast(([from]) => from <= number)?.[1] ?? 0,
    toJSON: () => ({ came, size }),
  };
}

export const crowdId = (number: number): string => `c${number + 1}`;

/** Who the `number`th of the crowd is. */
export const crowdPerson = (number: number) => ({
  id: crowdId(number),
  name: `粉丝${number + 1}`,
  openid: crowdOpenid(number),
  miniOpenid: crowdMiniOpenid(number),
  unionid: crowdUnionid(number),
});
