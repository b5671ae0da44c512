/**
 * Finding what somebody means. `normalise.ts` brings text to one writing and `pinyin.ts` repairs what was typed by sound; `reading.ts` says
 * what a question asks and what is only its story; `lexicon/` knows the words of the field as concepts. `search.ts` ranks by text and
 * concepts over the flat arrays of `index-of-entries.ts`; `confidence.ts` decides between an answer, three guesses and a person. The
 * numbers in `weights.ts` are fitted by `npm run kb -- fit`, never by hand.
 */
export { judge, rated, trustNames, trustSignals, type Judged } from "./confidence.ts";
export { conceptNames } from "./reading.ts";
export { createSearch, signalNames, type Found, type Search } from "./search.ts";
