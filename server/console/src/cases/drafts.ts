import type { Gaps } from "./gap-notice.ts";

/** A no that is being written. */
export interface Reason {
  because: string;
  instead: string;
}
export interface Draft {
  gaps?: Gaps | null;
  reason?: Reason | null;
}

/** What was begun and not sent, by case: looking into another case loses nothing. It lives as long as the page and nowhere else. */
export type Drafts = Readonly<Record<string, Draft>>;

/** With the draft of this case changed so; a draft that holds nothing any more is gone. */
export function withDraft(drafts: Drafts, id: string, change: Draft | null): Drafts {
  const { [id]: before, ...others } = drafts;
  const draft = change && { ...before, ...change };
  return draft && (draft.gaps || draft.reason) ? { ...others, [id]: draft } : others;
}
