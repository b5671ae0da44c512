/**
 * What the office knows, as dated entries with their source (`entries/`), and the finding of the right one for what people type:
 * `normalise.ts` brings it to one writing, `lexicon.ts` knows the words of the field, `search.ts` ranks, `confidence.ts` decides between
 * an answer, three guesses and a person. The index lives in the process. `given.ts` keeps what each follower was told.
 */
import { judge, type Judged } from "./confidence.ts";
import { entries as ownEntries } from "./entries/index.ts";
import { isValid, type Entry } from "./entry.ts";
import { createSearch, type Found } from "./search.ts";

export { keepGiven, versionOf } from "./given.ts";
export type { Entry, Searchable } from "./entry.ts";
export { createSearch } from "./search.ts";
export { judge } from "./confidence.ts";
export { entries } from "./entries/index.ts";

export type Hit = Pick<Found<Entry>, "entry" | "score">;
export interface Asked extends Judged {
  /** Best first, at most ten, only what is valid today. */
  best: Hit[];
}
export interface Knowledge {
  /** `today` is the Beijing day, 'YYYY-MM-DD'. */
  ask(text: string, today: string): Asked;
  /** By id, if valid on that day. */
  find(id: string, today: string): Entry | undefined;
  /** What to offer to somebody we did not understand. */
  popular: readonly string[];
}

/** Questions longer than this are a story; the index reads their beginning. */
const MOST_CHARS = 300;

export function createKnowledge(entries: readonly Entry[] = ownEntries): Knowledge {
  const search = createSearch(entries);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return {
    ask(text, today) {
      const query = search.read(text.slice(0, MOST_CHARS));
      const best = search.find(query, 10, (entry) => isValid(entry, today));
      return { ...judge(query, best), best };
    },
    find(id, today) {
      const entry = byId.get(id);
      return entry && isValid(entry, today) ? entry : undefined;
    },
    popular: ["gap-what-to-do", "flexible-how-to-enrol", "unemployment-conditions"],
  };
}
