/** Where rolls stand among the cases: #/cases/rolls is the queue, #/cases/roll-<id> one of them. */
export const rollsPlace = "rolls";
const before = "roll-";

export const placeOfRoll = (id: string): string => before + id;
export const isRollsPlace = (place: string | null): place is string =>
  place !== null && (place === rollsPlace || place.startsWith(before));
export const rollIdOf = (place: string): string | null =>
  place.startsWith(before) ? place.slice(before.length) : null;
