import type { KnowledgeAudience } from "@wsi/shared/contract";

/** One piece of knowledge, as its editors write it: plain data in `entries/`. */
export interface Entry {
  id: string;
  question: string;
  /** Other ways people ask it. */
  similar: readonly string[];
  keywords: readonly string[];
  answer: string;
  topic: string;
  /** Whom it speaks to; left out: everybody. */
  audience?: readonly KnowledgeAudience[];
  /** The year whose policy it states; null for what does not change with a year. */
  policyYear: number | null;
  /** 'YYYY-MM-DD', inclusive. Before it, and after `expires`, the entry is never given. */
  effectiveFrom: string;
  expires?: string;
  source: { title: string; article?: string };
  /** law: a statute says so · official: the office says so · check: plausible, the person must confirm with the office. */
  trust: "law" | "official" | "check";
  /** Items that mend it, as buttons. */
  linkedItems: readonly { code: string; label: string }[];
}

/** What searching needs of an entry: also what a foreign knowledge base has. */
export type Searchable = Pick<Entry, "id" | "question" | "answer"> &
  Partial<Pick<Entry, "similar" | "keywords" | "topic">>;

export const isValid = (entry: Pick<Entry, "effectiveFrom" | "expires">, today: string): boolean =>
  entry.effectiveFrom <= today && (entry.expires === undefined || today <= entry.expires);
