/** What both adapters refuse alike, before anything is sent. */
const LONGEST_TEXT = 7_000;

/** Whole milliseconds, at least one. Throws RangeError: a time to live of nothing is a programming error. */
export function wholeMs(ms: number): number {
  if (!(ms > 0) || !Number.isFinite(ms)) throw new RangeError("a time to live is a number of milliseconds above 0");
  return Math.ceil(ms);
}

export function checkText(text: string): void {
  if (Buffer.byteLength(text) > LONGEST_TEXT)
    throw new RangeError(`a published text has at most ${LONGEST_TEXT} bytes`);
}
