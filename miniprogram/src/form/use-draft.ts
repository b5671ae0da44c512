import { beijingDay } from "@wsi/shared/case";
import type { CaseView } from "@wsi/shared/contract";
import { useEffect, useState, useSyncExternalStore } from "react";
import { api } from "../api.ts";
import { createDraft, type Draft, type DraftState } from "./draft.ts";

const pauseMs = 1200;

export const today = (): string => beijingDay(new Date());

/** The draft of the case shown; leaving the page saves what is left. */
export function useDraft(view: CaseView): [DraftState, Draft] {
  const [draft] = useState(() =>
    createDraft(view, {
      save: (input) => api.saveAnswers(input),
      load: (id) => api.case({ id }),
      today,
      later: (run) => {
        const timer = setTimeout(run, pauseMs);
        return () => clearTimeout(timer);
      },
    }),
  );
  useEffect(() => () => void draft.flush(), [draft]);
  return [useSyncExternalStore(draft.subscribe, draft.read), draft];
}
