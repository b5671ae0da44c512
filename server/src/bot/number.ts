const numerals = "零一二三四五六七八九";

/** A lone number from 1 to 9, however it is written: 「2」「２」「二」「第二个」「2.」. */
export function numberIn(words: string): number | undefined {
  const bare = words.normalize("NFKC").replace(/^(选|第)|[.。、个项条!！]+$/g, "");
  const number = /^[1-9]$/.test(bare) ? Number(bare) : bare.length === 1 ? numerals.indexOf(bare) : -1;
  return number > 0 ? number : undefined;
}
