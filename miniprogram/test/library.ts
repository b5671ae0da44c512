import type { CaseView } from "@wsi/shared/contract";
import { sampleAnswer, type Field, type FieldKind } from "@wsi/shared/field";
import { fieldsOf, type ItemDefinition } from "@wsi/shared/item";
import { libraryCard } from "@wsi/shared/items";

/** The fictional item that asks every kind of question, as the server would send it. Tests may see shared/items; the app may not. */
export const library: ItemDefinition = libraryCard;
export const caseId = "11111111-1111-4111-8111-111111111111";

/** A draft of the library card; `answered` gives every question an invented answer. */
export function libraryCase(today: string, change: Partial<CaseView> = {}, answered = false): CaseView {
  const answers: Record<string, unknown> = {};
  if (answered)
    for (const [name, asked] of Object.entries(fieldsOf(library))) answers[name] = sampleAnswer(asked, 1, today);
  return {
    id: caseId,
    number: null,
    item: { code: library.code, name: library.name, version: library.version },
    state: "draft",
    updatedAt: "2026-11-23T01:00:00.000Z",
    due: null,
    behalf: null,
    erased: null,
    definition: library,
    answers,
    prefilled: {},
    facts: { insured: true },
    revision: 1,
    actions: ["save", "submit", "withdraw"],
    timeline: [],
    notices: [],
    corrections: [],
    correctable: [],
    files: [],
    decision: null,
    rating: null,
    waitsUntil: null,
    certificate: null,
    ...change,
  };
}

export const fieldKindsIn = (fields: Readonly<Record<string, Field>>): Set<FieldKind> =>
  new Set(Object.values(fields).map((asked) => asked.kind));
