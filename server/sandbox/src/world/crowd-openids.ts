/**
 * The openids of the crowd, computed from a number and back again: nobody has to keep, or to download, a million of them. They look as
 * WeChat's do: 28 characters, the first few the same for the whole account, the rest without any visible order.
 */
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
const ACCOUNT = "oQ99Wh";
const LENGTH = 28;
const BITS = 0xff_ff_ff;
/** Odd: multiplying by it turns 24 bits into 24 other bits, and its inverse turns them back. */
const SPREAD = 0x9e_37_79 | 1;

function inverse(odd: number): number {
  let found = odd;
  for (let round = 0; round < 5; round++) found = Math.imul(found, 2 - Math.imul(odd, found));
  return found;
}
const GATHER = inverse(SPREAD);

/** Twelve bits as two letters. */
const pairs = Array.from({ length: 4096 }, (_, at) => `${LETTERS[at >> 6]}${LETTERS[at & 63]}`);
const values = new Uint8Array(128);
for (const [value, letter] of [...LETTERS].entries()) values[letter.charCodeAt(0)] = value;

/** The finalizer of MurmurHash3: 32 bits that depend on all bits of the number. */
function mixed(number: number): number {
  let hash = Math.imul(number ^ (number >>> 16), 0x85_eb_ca_6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2_b2_ae_35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
const four = (bits: number): string => `${pairs[(bits >>> 12) & 4095]}${pairs[bits & 4095]}`;

/** What looks random in an id of the crowd: 18 letters of number and purpose. */
function tail(number: number, purpose: number): string {
  const seed = Math.imul(number + 1, 0x27_d4_eb_2f) ^ purpose;
  const last = pairs[mixed(seed + 5) & 4095] ?? "";
  return four(mixed(seed + 1)) + four(mixed(seed + 2)) + four(mixed(seed + 3)) + four(mixed(seed + 4)) + last;
}

/** An id of the `number`th of the crowd, from 0 on; below 2^24. `purpose` makes the ids of one person differ. */
const idOf = (number: number, purpose: number): string =>
  ACCOUNT + four(Math.imul(number, SPREAD) & BITS) + tail(number, purpose);

/** The `number`th openid of the crowd, from 0 on. */
export const crowdOpenid = (number: number): string => idOf(number, 0);
export const crowdMiniOpenid = (number: number): string => idOf(number, 0x5b_d1_e9_95);
export const crowdUnionid = (number: number): string => idOf(number, 0x1b_87_35_93);

/** Whose openid it is, in constant time; undefined for anybody who could not be of a crowd however large. */
export function crowdNumber(openid: string): number | undefined {
  if (openid.length !== LENGTH || !openid.startsWith(ACCOUNT)) return undefined;
  let spread = 0;
  for (let at = ACCOUNT.length; at < ACCOUNT.length + 4; at++)
    spread = (spread << 6) | (values[openid.charCodeAt(at)] ?? 0);
  const number = Math.imul(spread, GATHER) & BITS;
  return crowdOpenid(number) === openid ? number : undefined;
}
