import { staff, type StaffCaseView } from "@wsi/shared/contract";
import { useCallback, useEffect, useState } from "react";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";

export type Kase =
  | { is: "none" }
  | { is: "asking" }
  | { is: "here"; view: StaffCaseView }
  | { is: "missing"; message: string };
type Answered = { id: string } & ({ is: "here"; view: StaffCaseView } | { is: "missing"; message: string });

/** The open case. An answer that comes after another case was opened is not shown: J pressed quickly asks for many. */
export function useCase(id: string | null) {
  const { ask } = useSession();
  const [answered, setAnswered] = useState<Answered | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (id === null) return;
    let wanted = true;
    const load = async () => {
      const answer = await ask(staff.case, { id });
      if (!wanted) return;
      if (answer.ok) setAnswered({ id, is: "here", view: answer.value });
      else setAnswered({ id, is: "missing", message: sentence(answer.error) });
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [ask, id, round]);
  const show = useCallback((view: StaffCaseView) => setAnswered({ id: view.id, is: "here", view }), []);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  const kase: Kase = id === null ? { is: "none" } : answered?.id === id ? answered : { is: "asking" };
  return { kase, show, reload };
}
