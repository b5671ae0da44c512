import type { InputOf, OutputOf, Route } from "@wsi/shared/contract";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { sentence } from "./client.ts";
import { useSession } from "./session.tsx";

export interface Asked<T> {
  /** The last answer to this very question; null until there is one. */
  value: T | null;
  trouble: string | null;
  reload(): void;
  /** Puts what an act answered in its place. */
  keep(value: T): void;
}

/** What the server says to a question that depends on what is chosen; an answer to an earlier choice is not shown. */
export function useAsked<R extends Route>(route: R, input: InputOf<R>): Asked<OutputOf<R>> {
  const { ask } = useSession();
  const key = `${route.path} ${JSON.stringify(input)}`;
  const [answered, setAnswered] = useState<{ key: string; value: OutputOf<R> } | null>(null);
  const [trouble, setTrouble] = useState<{ key: string; text: string } | null>(null);
  const [round, setRound] = useState(0);
  const asking = useRef(input);
  asking.current = input;
  useEffect(() => {
    let wanted = true;
    const load = async () => {
      const answer = await ask(route, asking.current);
      if (!wanted) return;
      if (answer.ok) setAnswered({ key, value: answer.value });
      setTrouble(answer.ok ? null : { key, text: sentence(answer.error) });
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [ask, route, key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const keep = useCallback((value: OutputOf<R>) => setAnswered({ key, value }), [key]);
  const value = answered?.key === key ? answered.value : null;
  const text = trouble?.key === key ? trouble.text : null;
  return useMemo(() => ({ value, trouble: text, reload, keep }), [value, text, reload, keep]);
}
