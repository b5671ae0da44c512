import { stateName } from "@wsi/shared/case";
import type { StaffCaseView } from "@wsi/shared/contract";
import { Tag } from "antd";
import { useState } from "react";
import { dueWords, exactTime, timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { useNow } from "../session.tsx";
import { shown } from "../shown.ts";
import { Applicant } from "./applicant.tsx";
import { Decide } from "./decide.tsx";
import { GapForm } from "./gap-form.tsx";
import { Materials } from "./materials.tsx";
import { useAct } from "./use-act.ts";

interface PaneProps {
  view: StaffCaseView;
  acted(now: StaffCaseView): void;
  reload(): void;
  /** On a narrow screen the list is behind this pane. */
  back: boolean;
}

/** One case: answers and pictures side by side, so that one can be held against the other; below, what may be done. */
export function CasePane({ view, acted, reload, back }: PaneProps) {
  const now = useNow(60);
  const { act, busy, trouble } = useAct(view.id, acted, reload);
  const [writing, setWriting] = useState(false);
  const due = dueWords(view.due, now);
  const open = view.state === "submitted" || view.state === "accepted";
  const sections = [...new Set(view.printed.map((one) => one.step))];

  return (
    <article className="case">
      <header className="case-head">
        {back ? <a href={fragmentOf("cases")}>‹ 列表</a> : null}
        <div>
          <h1>
            {view.item.name} <Tag color={open ? "processing" : "default"}>{stateName[view.state]}</Tag>
          </h1>
          <p>
            编号 {view.number} · {view.submittedAt ? `${timeWords(view.submittedAt, now)} 提交` : ""}
            {open ? <span className={`due ${due.tone}`}> · {due.text}</span> : null}
          </p>
        </div>
      </header>
      <div className="case-body">
        <div className="case-answers">
          <Applicant view={view} />
          {sections.map((step) => (
            <section key={step}>
              <h2>{step}</h2>
              <dl>
                {view.printed
                  .filter((one) => one.step === step)
                  .map((one) => (
                    <div key={one.field}>
                      <dt>{one.label}</dt>
                      <dd>{shown(one.masked)}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
          {view.notices.map((notice) => (
            <section key={notice.number}>
              <h2>一次性告知 {notice.number}</h2>
              <ol className="case-notice">
                {notice.gaps.map((gap) => (
                  <li key={gap.field}>
                    {gap.label}：{shown(gap.what)}
                  </li>
                ))}
              </ol>
            </section>
          ))}
          <section>
            <h2>经过</h2>
            <ol className="case-timeline">
              {view.timeline.toReversed().map((entry) => (
                <li key={`${entry.at}${entry.action}`}>
                  <time title={exactTime(entry.at)}>{timeWords(entry.at, now)}</time>
                  <span>
                    {entry.text} <small>{entry.by}</small>
                  </span>
                </li>
              ))}
            </ol>
          </section>
        </div>
        <Materials view={view} />
      </div>
      {trouble ? (
        <p className="strip bad" role="alert">
          {trouble}
        </p>
      ) : null}
      {writing ? (
        <GapForm
          view={view}
          busy={busy}
          send={(gaps) => act({ action: "return", gaps })}
          cancel={() => setWriting(false)}
        />
      ) : (
        <Decide view={view} busy={busy} act={act} write={() => setWriting(true)} />
      )}
    </article>
  );
}
