import { createHash } from "node:crypto";
import type { Facts } from "@wsi/shared/field";
import { fieldsOf, isShown, type ItemDefinition } from "@wsi/shared/item";
import type { Consent } from "../tables.ts";

/** As much of a case as tells an old gap from a new one. */
export interface Noticed {
  id: string;
  definition: ItemDefinition;
  answers: Record<string, unknown>;
  facts: Facts;
  noticed: Record<string, string> | null;
}

const shownFields = (kase: Noticed): string[] =>
  Object.entries(fieldsOf(kase.definition)).flatMap(([field, asked]) =>
    isShown(asked, kase.answers, kase.facts) ? [field] : [],
  );

/** What each question that is asked was answered with, as a mark that only tells whether it changed: no second copy of anybody's data. */
export const fingerprints = (kase: Noticed): Record<string, string> =>
  Object.fromEntries(
    shownFields(kase).map((field) => [
      field,
      createHash("sha256")
        .update(`${kase.id} ${field} ${JSON.stringify(kase.answers[field] ?? null)}`)
        .digest("base64url")
        .slice(0, 16),
    ]),
  );

/** Questions whose answers changed, or that came up, since the last notice: what is wrong there is new. */
export function newGaps(kase: Noticed): string[] {
  const { noticed } = kase;
  if (noticed === null) return [];
  return Object.entries(fingerprints(kase)).flatMap(([field, mark]) => (noticed[field] === mark ? [] : [field]));
}

/** Questions that stand as they stood at the last notice (一次性告知): they could have been named then. */
export function oldGaps(kase: Noticed & { returns: number }): string[] {
  if (kase.returns === 0) return [];
  const fresh = new Set(newGaps(kase));
  return shownFields(kase).filter((field) => !fresh.has(field));
}

/** Of these gaps, the old ones that no supervisor has consented to. */
export function unconsented(
  kase: Noticed & { returns: number; consent: Consent | null },
  gaps: readonly { field: string; what: string }[],
): { field: string; what: string }[] {
  const old = new Set(oldGaps(kase));
  const agreed = new Set(kase.consent?.agreed ? kase.consent.gaps.map((gap) => gap.field) : []);
  return gaps.filter((gap) => old.has(gap.field) && !agreed.has(gap.field));
}
