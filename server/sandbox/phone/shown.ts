/** Whose phones stand on the desk, left to right: kept in the address, so that a reload shows the same ones. Never empty. */
export type Shown = readonly [string, ...string[]];

const MOST = 3;
const FIRST = "f1";

function listOf(ids: readonly string[]): Shown {
  const [first, ...others] = new Set(ids);
  return first === undefined ? [FIRST] : [first, ...others.slice(0, MOST - 1)];
}

/** Reads `#f1,f4`; whatever is no number of a person is left out. */
export const readShown = (address: string): Shown =>
  listOf(
    address
      .replace(/^#/, "")
      .split(",")
      .filter((id) => /^f\d{1,9}$/.test(id)),
  );

export const writeShown = (shown: Shown): string => `#${shown.join(",")}`;

/** Puts a person in the place of the phone on the right; one whose phone already stands there stays where they are. */
export const showInstead = (shown: Shown, id: string): Shown =>
  shown.includes(id) ? shown : listOf([...shown.slice(0, -1), id]);

/** One more phone, on the right; where there is no room for it the leftmost goes. */
export const showBeside = (shown: Shown, id: string, room: number): Shown =>
  shown.includes(id) ? shown : listOf([...shown, id].slice(-Math.max(1, Math.min(room, MOST))));

export const putAway = (shown: Shown, id: string): Shown =>
  shown.length === 1 ? shown : listOf(shown.filter((one) => one !== id));

/** Only people who are there: an address may be older than the sandbox's data. */
export function onlyKnown(shown: Shown, known: readonly string[]): Shown {
  const left = shown.filter((id) => known.includes(id));
  return listOf(left.length > 0 ? left : known.slice(0, 1));
}
