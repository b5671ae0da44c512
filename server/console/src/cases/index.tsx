import { staff, type StaffCaseCard, type StaffCaseView } from "@wsi/shared/contract";
import { useCallback, useEffect, useState } from "react";
import { sentence } from "../client.ts";
import { go } from "../place.ts";
import { useNarrow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { CasePane } from "./case-pane.tsx";
import { CaseList } from "./list.tsx";
import { nextOf, type Queue } from "./queue.ts";
import "./cases.css";

const refreshMs = 15_000;

/** 审核: the work list on the left, one case on the right. Deciding one opens the next. */
export default function CasesRoom({ id }: { id: string | null }) {
  const { ask } = useSession();
  const narrow = useNarrow(900);
  const [queue, setQueue] = useState<Queue>("todo");
  const [cards, setCards] = useState<readonly StaffCaseCard[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [view, setView] = useState<StaffCaseView | null>(null);
  const [missing, setMissing] = useState<string | null>(null);

  const loadList = useCallback(async () => {
    const answer = await ask(staff.cases, { queue });
    if (!answer.ok) return setTrouble(sentence(answer.error));
    setTrouble(null);
    setCards(answer.value);
  }, [ask, queue]);
  useEffect(() => {
    setCards(null);
    void loadList();
    const timer = setInterval(() => void loadList(), refreshMs);
    return () => clearInterval(timer);
  }, [loadList]);

  const loadCase = useCallback(async () => {
    setMissing(null);
    if (id === null) return setView(null);
    const answer = await ask(staff.case, { id });
    if (answer.ok) return setView(answer.value);
    setView(null);
    setMissing(sentence(answer.error));
  }, [ask, id]);
  useEffect(() => void loadCase(), [loadCase]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.closest("input, textarea, [role=dialog]");
      if (typing || event.ctrlKey || event.metaKey || event.altKey || (event.key !== "j" && event.key !== "k")) return;
      const next = nextOf(cards ?? [], id, event.key === "j" ? 1 : -1);
      if (next) go("cases", next);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [cards, id]);

  /** A decision made: the list is new, and what is left of the work comes up by itself. */
  function acted(now: StaffCaseView): void {
    const left = (cards ?? []).filter((card) => card.id !== now.id);
    const still = now.actions.length > 0;
    setView(now);
    void loadList();
    if (!still && queue === "todo") go("cases", nextOf(left, null, 1) ?? null);
  }

  const list = (
    <CaseList
      queue={queue}
      onQueue={setQueue}
      cards={cards}
      trouble={trouble}
      retry={() => void loadList()}
      open={id}
    />
  );
  const pane =
    view && view.id === id ? (
      <CasePane key={view.id} view={view} acted={acted} reload={() => void loadCase()} back={narrow} />
    ) : missing ? (
      <Failed message={missing} retry={() => void loadCase()} />
    ) : id ? (
      <Loading rows={10} />
    ) : (
      <Blank title="选一件来办" text="左边按提交先后排好了。J 下一件，K 上一件。" />
    );
  if (narrow) return <div className="cases narrow">{id ? pane : list}</div>;
  return (
    <div className="cases">
      {list}
      <div className="case-pane">{pane}</div>
    </div>
  );
}
