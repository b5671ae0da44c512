import type { Gaps } from "./gap-notice.ts";

/** Notices begun and not sent, by case: looking into another case loses nothing. They live as long as the page and nowhere else. */
export type Drafts = Readonly<Record<string, Gaps>>;

/** With the notice of this case as it is now; null: it has none. */
export function withDraft(drafts: Drafts, id: string, gaps: Gaps | null): Drafts {
  const { [id]: _, ...others } = drafts;
  return gaps ? { ...others, [id]: gaps } : others;
}
