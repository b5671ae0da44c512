import { staff, type StaffCaseCard } from "@wsi/shared/contract";
import { useCallback, useEffect, useMemo, useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import type { Queue } from "./queue.ts";

const refreshMs = 15_000;

/** One work list, asked again every so often. `cards` is null until this queue has answered; a failed refresh leaves the last list. */
export function useQueue(queue: Queue) {
  const { ask } = useSession();
  const [answered, setAnswered] = useState<{ queue: Queue; cards: readonly StaffCaseCard[] } | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let wanted = true;
    const load = async () => {
      const answer = await ask(staff.cases, { queue });
      if (!wanted) return;
      if (answer.ok) setAnswered({ queue, cards: answer.value });
      setTrouble(answer.ok ? null : sentence(answer.error));
    };
    void load();
    const timer = setInterval(() => void load(), refreshMs);
    return () => {
      wanted = false;
      clearInterval(timer);
    };
  }, [ask, queue, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const cards = answered?.queue === queue ? answered.cards : null;
  return useMemo(() => ({ cards, trouble, reload }), [cards, trouble, reload]);
}
