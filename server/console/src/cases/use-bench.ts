import { reviewRoutes, type InputOf, type Route, type WorkView } from "@wsi/shared/contract";
import { useCallback, useEffect, useRef, useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";

const aliveMs = 60_000;

export interface Bench {
  view: WorkView | null;
  trouble: string | null;
  busy: boolean;
  reload(): void;
  /** An act that answers the bench anew; answers whether it was done. A press that got no answer keeps its key. */
  act<R extends Route & { output: WorkView }>(
    route: R,
    input: Omit<InputOf<R>, "id" | "key">,
    keyed?: boolean,
  ): Promise<boolean>;
}

/** What stands beside the open case. While it is mine and the window is looked at, the server hears a sign of life. */
export function useBench(id: string, changed: () => void): Bench {
  const { ask } = useSession();
  const [view, setView] = useState<WorkView | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [round, setRound] = useState(0);
  const open = useRef<{ what: string; key: string } | null>(null);
  useEffect(() => {
    let wanted = true;
    const load = async () => {
      const answer = await ask(reviewRoutes.view, { id });
      if (!wanted) return;
      if (answer.ok) setView(answer.value);
      else setTrouble(sentence(answer.error));
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [ask, id, round]);
  const mine = view?.claim?.mine === true;
  useEffect(() => {
    if (!mine) return;
    const alive = async () => {
      const answer = await ask(reviewRoutes.alive, { id });
      if (answer.ok || answer.error.code !== "conflict") return;
      // It lapsed and somebody else has it: better to hear that now than at the decision.
      setTrouble(sentence(answer.error));
      setRound((before) => before + 1);
    };
    const timer = setInterval(() => {
      if (document.visibilityState !== "visible") return;
      void alive();
    }, aliveMs);
    return () => clearInterval(timer);
  }, [ask, id, mine]);

  const act = useCallback<Bench["act"]>(
    async (route, input, keyed = false) => {
      const what = JSON.stringify([route.path, input]);
      if (open.current?.what !== what) open.current = { what, key: crypto.randomUUID() };
      setBusy(true);
      const answer = await ask(route, { id, ...input, ...(keyed ? { key: open.current.key } : {}) } as InputOf<
        typeof route
      >);
      setBusy(false);
      setTrouble(answer.ok ? null : sentence(answer.error));
      if (answer.ok || answer.error.code !== "unavailable") open.current = null;
      if (answer.ok) setView(answer.value as WorkView);
      else if (answer.error.code === "conflict") setRound((before) => before + 1);
      if (answer.ok) changed();
      return answer.ok;
    },
    [ask, id, changed],
  );
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { view, trouble, busy, reload, act };
}
