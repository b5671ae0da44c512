import { stateName } from "@wsi/shared/case";
import type { StaffCaseView } from "@wsi/shared/contract";
import { useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { useNow } from "../session.tsx";
import { Answers } from "./answers.tsx";
import { Decide } from "./decide.tsx";
import type { Decision } from "./decisions.ts";
import { dueInWords } from "./due.ts";
import { GapForm } from "./gap-form.tsx";
import type { Gaps } from "./gap-notice.ts";
import { Materials } from "./materials.tsx";
import { useAct } from "./use-act.ts";

interface PaneProps {
  view: StaffCaseView;
  acted(now: StaffCaseView, what: Decision): void;
  reload(): void;
  /** On a narrow screen the list is behind this pane. */
  back: boolean;
  /** The notice begun here, kept while the reviewer looks elsewhere. */
  gaps: Gaps | null;
  onGaps(gaps: Gaps | null): void;
}

/**
 * One case: on the left the answers, or the notice that is being written about them; on the right the pictures, so that one can be
 * held against the other all the time; below, what may be done.
 */
export function CasePane({ view, acted, reload, back, gaps, onGaps }: PaneProps) {
  const now = useNow(60);
  const { act, busy, trouble } = useAct(view.id, acted, reload);
  const [opened, setOpened] = useState(gaps !== null);
  const due = dueInWords(view.due, now);
  const open = view.state === "submitted" || view.state === "accepted";
  const writing = opened && view.actions.includes("return");

  return (
    <article className="case">
      <header className="case-head">
        {back ? <a href={fragmentOf("cases")}>‹ 列表</a> : null}
        <div>
          <h1>
            {view.item.name} <small className={open ? "case-state open" : "case-state"}>{stateName[view.state]}</small>
          </h1>
          <p>
            <span>编号 {view.number}</span>
            {view.submittedAt ? (
              <span title={exactTime(view.submittedAt)}>{timeWords(view.submittedAt, now)} 提交</span>
            ) : null}
            {open ? <span className={`due ${due.tone}`}>{due.text}</span> : null}
          </p>
        </div>
      </header>
      {trouble ? (
        <p className="strip bad" role="alert">
          {trouble}
        </p>
      ) : null}
      <div className="case-body">
        {writing ? (
          <GapForm
            view={view}
            busy={busy}
            gaps={gaps ?? {}}
            onGaps={onGaps}
            send={(list) => act({ action: "return", gaps: list })}
            close={() => setOpened(false)}
          />
        ) : (
          <Answers view={view} now={now} reload={reload} />
        )}
        <Materials view={view} />
      </div>
      {writing ? null : (
        <Decide
          view={view}
          busy={busy}
          act={act}
          trouble={trouble}
          begun={gaps !== null}
          write={() => setOpened(true)}
        />
      )}
    </article>
  );
}
