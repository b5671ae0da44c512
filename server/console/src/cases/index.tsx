import type { StaffCaseCard, StaffCaseView } from "@wsi/shared/contract";
import { App as AntApp } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { go } from "../place.ts";
import { useNarrow, useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { CasePane } from "./case-pane.tsx";
import { doneWords, type Decision } from "./decisions.ts";
import { withDraft, type Drafts } from "./drafts.ts";
import { inWorkOrder } from "./due.ts";
import { strokeOf } from "./keys.ts";
import { CaseList } from "./list.tsx";
import { afterDone, nextOf, type Queue } from "./queue.ts";
import { useCase } from "./use-case.ts";
import { useQueue } from "./use-queue.ts";
import "./cases.css";

const none: readonly StaffCaseCard[] = [];

/** 审核: the work list on the left, one case on the right. Deciding one opens the next. */
export default function CasesRoom({ id }: { id: string | null }) {
  const { message } = AntApp.useApp();
  const narrow = useNarrow(900);
  const now = useNow(60);
  const [queue, setQueue] = useState<Queue>("todo");
  const work = useQueue(queue);
  const { kase, show, reload } = useCase(id);
  const [drafts, setDrafts] = useState<Drafts>({});
  const cards = useMemo(
    () => (work.cards && queue === "todo" ? inWorkOrder(work.cards, now) : work.cards),
    [work.cards, queue, now],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const stroke = strokeOf(event);
      if (stroke !== "next" && stroke !== "previous") return;
      const next = nextOf(cards ?? none, id, stroke === "next" ? 1 : -1);
      if (next) go("cases", next);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [cards, id]);

  /** Where the reviewer is when the answer comes, not where they were when they pressed. */
  const here = useRef({ id, queue, cards });
  here.current = { id, queue, cards };
  /** A decision made: the list is new, and what is left of the work comes up by itself. */
  const acted = useCallback(
    (view: StaffCaseView, what: Decision) => {
      void message.success(doneWords[what]);
      setDrafts((before) => withDraft(before, view.id, null));
      show(view);
      work.reload();
      const at = here.current;
      if (view.actions.length === 0 && at.queue === "todo" && at.id === view.id)
        go("cases", afterDone(at.cards ?? none, view.id));
    },
    [message, show, work],
  );
  const beaten = useCallback(() => {
    reload();
    work.reload();
  }, [reload, work]);

  const list = (
    <CaseList
      queue={queue}
      onQueue={setQueue}
      cards={cards}
      trouble={work.trouble}
      retry={work.reload}
      open={id}
      now={now}
    />
  );
  const pane =
    kase.is === "here" ? (
      <CasePane
        key={kase.view.id}
        view={kase.view}
        acted={acted}
        reload={beaten}
        back={narrow}
        gaps={drafts[kase.view.id] ?? null}
        onGaps={(gaps) => setDrafts((before) => withDraft(before, kase.view.id, gaps))}
      />
    ) : kase.is === "missing" ? (
      <Failed message={kase.message} retry={reload} />
    ) : kase.is === "asking" ? (
      <Loading rows={10} />
    ) : cards?.length === 0 ? (
      <Blank title="现在没有要看的办件" text="左边换一栏看看，或者等新的申请进来。" />
    ) : (
      <Blank title="选一件来办" text="急的排在最上面，其余按提交先后。按 J 看下一件，K 看上一件，A 受理。" />
    );
  if (narrow) return <div className="cases narrow">{id ? pane : list}</div>;
  return (
    <div className="cases">
      {list}
      <div className="case-pane">{pane}</div>
    </div>
  );
}
