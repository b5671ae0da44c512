import { randomText } from "./random.ts";

/** One article of a draft, in WeChat's own words, already checked. */
export interface DraftArticle {
  title: string;
  author: string;
  digest: string;
  /** HTML, without scripts. */
  content: string;
  content_source_url: string;
  thumb_media_id: string;
}

/** Drafts, and what became of them: a draft is gone once it is published or mass-sent, and stands at an address of its own. */
export interface Articles {
  add(articles: readonly DraftArticle[]): string;
  find(mediaId: string): readonly DraftArticle[] | undefined;
  drop(mediaId: string): boolean;
  count(): number;
  /** Takes the draft away and puts its articles up; answers the name of their address. */
  putUp(mediaId: string): string | undefined;
  read(name: string): readonly DraftArticle[] | undefined;
  /** Deletes one of them (from 1), or all (0): who opens it is told so. False when there is no such article. */
  takeDown(name: string, at: number): boolean;
  isDown(name: string, at: number): boolean;
  toJSON(): SavedArticles;
}
export interface SavedArticles {
  drafts: [string, readonly DraftArticle[]][];
  up: [string, readonly DraftArticle[]][];
  down: string[];
}

export function createArticles(saved: Partial<SavedArticles> = {}): Articles {
  const drafts = new Map(saved.drafts);
  const up = new Map(saved.up);
  /** `name/number`. */
  const down = new Set(saved.down);
  return {
    add(articles) {
      const id = randomText(64);
      drafts.set(id, articles);
      return id;
    },
    find: (mediaId) => drafts.get(mediaId),
    drop: (mediaId) => drafts.delete(mediaId),
    count: () => drafts.size,
    putUp(mediaId) {
      const articles = drafts.get(mediaId);
      if (!articles) return undefined;
      drafts.delete(mediaId);
      const name = randomText(22);
      up.set(name, articles);
      return name;
    },
    read: (name) => up.get(name),
    takeDown(name, at) {
      const numbers = (up.get(name) ?? []).map((_, index) => index + 1).filter((number) => at === 0 || number === at);
      for (const number of numbers) down.add(`${name}/${number}`);
      return numbers.length > 0;
    },
    isDown: (name, at) => down.has(`${name}/${at}`),
    toJSON: () => ({ drafts: [...drafts], up: [...up], down: [...down] }),
  };
}
