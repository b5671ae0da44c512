import { ratingNames } from "@wsi/shared/case";
import type { StaffCaseView } from "@wsi/shared/contract";
import { dayWords, exactTime, timeWords } from "../beijing.ts";
import { shown } from "../shown.ts";
import { Applicant } from "./applicant.tsx";
import { Corrections } from "./correction.tsx";

/** What the person said, by step as they were asked, and what happened to the case since. */
export function Answers({ view, now, reload }: { view: StaffCaseView; now: Date; reload(): void }) {
  const steps = [...new Set(view.printed.map((one) => one.step))];
  return (
    <div className="case-answers">
      {view.erased ? null : <Corrections view={view} decided={reload} />}
      <Outcome view={view} />
      {view.erased ? null : <Applicant view={view} />}
      {steps.map((step) => (
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
      {(view.erased ? [] : view.notices).map((notice) => (
        <section key={notice.number}>
          <h2>一次性告知 {notice.number}</h2>
          <ol className="case-notice">
            {notice.gaps.map((gap) => (
              <li key={gap.field}>
                {gap.label}：{shown(gap.what)}
              </li>
            ))}
          </ol>
          <p className="case-small">
            {timeWords(notice.at, now)} 发出，请对方在 {dayWords(notice.answerBy, now)} 前补正
          </p>
        </section>
      ))}
      <section>
        <h2>经过</h2>
        <ol className="case-timeline">
          {view.timeline.toReversed().map((entry) => (
            <li key={`${entry.at}${entry.action}`}>
              <time title={exactTime(entry.at)}>{timeWords(entry.at, now)}</time>
              <span>
                {shown(entry.text)} <small>{entry.by}</small>
              </span>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}

/** How it ended, first of all: who opens a decided case wants to know that. */
function Outcome({ view }: { view: StaffCaseView }) {
  const { decision, rating } = view;
  if (!decision) return null;
  const rows = [
    ["结果", decision.outcome === "approved" ? "通过" : "不予通过"],
    ["原因", decision.because],
    ["对方可以", decision.instead],
    ["回执", decision.receipt],
    ["评价", rating ? [ratingNames[rating.level - 1], rating.comment].filter(Boolean).join("：") : undefined],
  ].filter((row): row is [string, string] => Boolean(row[1]));
  return (
    <section>
      <h2>决定</h2>
      <dl>
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{shown(text)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
