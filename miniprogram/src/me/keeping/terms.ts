import type { KeepingView } from "@wsi/shared/contract";

export interface Term {
  length: number;
  names: string[];
}

/** The items that are kept equally long, longest first. */
export function termsOf(items: KeepingView["items"], of: "draftDays" | "closedYears"): Term[] {
  const names = new Map<number, string[]>();
  for (const item of items) names.set(item[of], [...(names.get(item[of]) ?? []), item.name]);
  return [...names].map(([length, all]) => ({ length, names: all })).toSorted((a, b) => b.length - a.length);
}

/** The same, shorter: what most items have is said last and once. */
export function withRest(terms: readonly Term[]): Term[] {
  const most = Math.max(...terms.map((one) => one.names.length));
  const usual = terms.find((one) => one.names.length === most);
  if (!usual || terms.length === 1) return terms.map((one) => ({ ...one, names: ["所有事项"] }));
  return [...terms.filter((one) => one !== usual), { ...usual, names: ["其他事项"] }];
}
