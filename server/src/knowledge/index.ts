/**
 * What the office knows, as dated entries with their source, and the finding of the right one for what people type. `entries/` is what
 * stands at the beginning, `editorial/` is how editors change it, `retrieval/` finds. The index lives in the process. `given.ts` keeps what
 * each follower was told.
 */
import { entries as ownEntries } from "./entries/index.ts";
import { isValid, type Entry } from "./entry.ts";
import { createLexicon, type Lexicon, type Term } from "./retrieval/lexicon/index.ts";
import { conceptNames, createSearch, judge, type Found, type Judged } from "./retrieval/index.ts";

export { keepGiven, versionOf } from "./given.ts";
export type { Entry, Searchable } from "./entry.ts";
export { createSearch, judge, rated } from "./retrieval/index.ts";
export { ownLexicon, type Term } from "./retrieval/lexicon/index.ts";
export { entries } from "./entries/index.ts";

export type Hit = Pick<Found<Entry>, "entry" | "score">;
export interface Asked extends Judged {
  /** Best first, at most ten, only what is valid today. */
  best: Hit[];
}
/** Why an answer came: for the editors' test panel. */
export interface Explained extends Judged {
  /** What was read, normalised and repaired. */
  text: string;
  /** Labels of the concepts of the lexicon, and of neighbouring subjects. */
  concepts: string[];
  outside: string[];
  best: Found<Entry>[];
}
export interface Knowledge {
  /** `today` is the Beijing day, 'YYYY-MM-DD'. */
  ask(text: string, today: string): Asked;
  explain(text: string, today: string): Explained;
  /** By id, if valid on that day. */
  find(id: string, today: string): Entry | undefined;
  /** What to offer to somebody we did not understand. */
  popular: readonly string[];
}

const MOST_HITS = 10;

/** The lexicon with the editors' terms as they stood last: several indexes of one state share it. */
let taught: { terms: string; lexicon: Lexicon } | undefined;
function lexiconOf(terms: readonly Term[]): Lexicon {
  const key = JSON.stringify(terms);
  if (taught?.terms !== key) taught = { terms: key, lexicon: createLexicon(terms) };
  return taught.lexicon;
}

export function createKnowledge(entries: readonly Entry[] = ownEntries, terms: readonly Term[] = []): Knowledge {
  const search = createSearch(entries, terms.length > 0 ? lexiconOf(terms) : undefined);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const look = (text: string, today: string) => {
    const query = search.read(text);
    const best = search.find(query, MOST_HITS, (entry) => isValid(entry, today));
    return { query, best, judged: judge(query, best) };
  };
  return {
    ask(text, today) {
      const { best, judged } = look(text, today);
      return { ...judged, best };
    },
    explain(text, today) {
      const { query, best, judged } = look(text, today);
      return { ...judged, text: query.text, ...conceptNames(query), best };
    },
    find(id, today) {
      const entry = byId.get(id);
      return entry && isValid(entry, today) ? entry : undefined;
    },
    popular: ["gap-what-to-do", "flexible-how-to-enrol", "unemployment-conditions"],
  };
}
