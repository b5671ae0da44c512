/** Marks while somebody gives them. Pure: each answers new marks. */
import type { CriticalMark, Marks, PointMark, Rubric } from "@wsi/shared/quality";
import { pointsOf } from "@wsi/shared/quality";

const blank = (id: string) => ({ id, quote: null, comment: "" });

/** What stands for a point; undefined while nothing does. A quote or a word may be there before the points are. */
export type PointDraft = Omit<PointMark, "points"> & { points: number | null | undefined };

/** The server takes points that are given; what is only begun for others stays on the screen. */
export interface MarksDraft {
  points: PointDraft[];
  criticals: CriticalMark[];
  comment: string;
}

export const draftOf = (marks: Marks | null): MarksDraft => marks ?? { points: [], criticals: [], comment: "" };

export const marksOf = (draft: MarksDraft): Marks => ({
  ...draft,
  points: draft.points.flatMap((one) => (one.points === undefined ? [] : [{ ...one, points: one.points }])),
});

export const pointDraft = (draft: MarksDraft, id: string): PointDraft =>
  draft.points.find((one) => one.id === id) ?? { ...blank(id), points: undefined };

const put = <T extends { id: string }>(list: readonly T[], one: T): T[] =>
  list.some((known) => known.id === one.id) ? list.map((known) => (known.id === one.id ? one : known)) : [...list, one];

export const withPoint = (draft: MarksDraft, id: string, change: Partial<PointDraft>): MarksDraft => ({
  ...draft,
  points: put(draft.points, { ...pointDraft(draft, id), ...change }),
});

/** Ticks a critical error or takes the tick away, with what was written to it. */
export const withCritical = (draft: MarksDraft, id: string, ticked: boolean): MarksDraft => ({
  ...draft,
  criticals: ticked ? put(draft.criticals, blank(id)) : draft.criticals.filter((one) => one.id !== id),
});
export const changeCritical = (draft: MarksDraft, id: string, change: Partial<CriticalMark>): MarksDraft => ({
  ...draft,
  criticals: draft.criticals.map((one) => (one.id === id ? { ...one, ...change } : one)),
});

/** The line becomes the quote of the point or the ticked critical error; the same line once more takes it away. */
export function quoting(draft: MarksDraft, id: string, line: string): MarksDraft {
  const critical = draft.criticals.find((one) => one.id === id);
  if (critical) return changeCritical(draft, id, { quote: critical.quote === line ? null : line });
  return withPoint(draft, id, { quote: pointDraft(draft, id).quote === line ? null : line });
}

/** What was typed as points: a whole number up to the most, or nothing yet. What is too much is held at the most. */
export function pointsTyped(text: string, most: number): number | undefined {
  const digits = text.replace(/\D/g, "").slice(0, 3);
  return digits === "" ? undefined : Math.min(most, Number(digits));
}

/** By line, the names of what it is quoted for. */
export function quotedFor(rubric: Rubric, marks: Pick<MarksDraft, "points" | "criticals">): Map<string, string[]> {
  const names = new Map([...pointsOf(rubric), ...rubric.criticals].map((one) => [one.id, one.name]));
  const found = new Map<string, string[]>();
  for (const { id, quote } of [...marks.points, ...marks.criticals]) {
    const name = names.get(id);
    if (quote !== null && name !== undefined) found.set(quote, [...(found.get(quote) ?? []), name]);
  }
  return found;
}
