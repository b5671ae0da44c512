import {
  reviewRoutes,
  type WorkCard,
  type WorkCounts,
  type WorkFilter,
  type WorkPage,
  type WorkQueue,
} from "@wsi/shared/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { sentence, type Answer } from "../client.ts";
import { useSession } from "../session.tsx";

const refreshMs = 15_000;

export interface WorkAsked extends WorkFilter {
  queue: WorkQueue;
  number?: string;
}

const toQuery = ({ free, waited, number, ...asked }: WorkAsked) => ({
  ...asked,
  ...(free ? { free: "true" as const } : {}),
  ...(waited ? { waited } : {}),
  ...(number ? { number } : {}),
});

/**
 * The work list, asked again every so often, and how many stand in each queue. `cards` is null until this very question has an
 * answer; a failed refresh leaves the last list. Further pages are added below and stay until the question changes.
 */
export function useWork(asked: WorkAsked) {
  const { ask } = useSession();
  const key = JSON.stringify(toQuery(asked));
  const question = useRef(asked);
  question.current = asked;
  const [answered, setAnswered] = useState<{
    key: string;
    cards: readonly WorkCard[];
    next: string | null;
    pages: number;
  } | null>(null);
  const [counts, setCounts] = useState<WorkCounts | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  const pages = useRef(1);
  useEffect(() => {
    pages.current = 1;
  }, [key]);
  useEffect(() => {
    let wanted = true;
    const load = async () => {
      const cards: WorkCard[] = [];
      let next: string | null = null;
      let page = 0;
      do {
        const answer: Answer<WorkPage> = await ask(reviewRoutes.list, {
          ...toQuery(question.current),
          ...(next ? { after: next } : {}),
        });
        if (!wanted) return;
        if (!answer.ok) return setTrouble(sentence(answer.error));
        cards.push(...answer.value.cards);
        next = answer.value.next;
        page += 1;
      } while (next !== null && page < pages.current);
      setAnswered({ key, cards, next, pages: page });
      setTrouble(null);
      const counted = await ask(reviewRoutes.counts, {});
      if (wanted && counted.ok) setCounts(counted.value);
    };
    void load();
    const timer = setInterval(() => void load(), refreshMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [ask, key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const more = useCallback(() => {
    pages.current += 1;
    reload();
  }, [reload]);
  const now = answered?.key === key ? answered : null;
  return useMemo(
    () => ({ cards: now?.cards ?? null, hasMore: typeof now?.next === "string", counts, trouble, reload, more }),
    [now, counts, trouble, reload, more],
  );
}
