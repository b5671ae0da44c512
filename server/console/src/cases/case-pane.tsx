import { stateName } from "@wsi/shared/case";
import { reviewRoutes, type StaffCaseView } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { useNow, useSession } from "../session.tsx";
import { Answers } from "./answers.tsx";
import { BenchBar } from "./bench-bar.tsx";
import { Decide } from "./decide.tsx";
import type { Decision } from "./decisions.ts";
import type { Draft } from "./drafts.ts";
import { Keeping } from "./keeping.tsx";
import { GapForm } from "./gap-form.tsx";
import { useStrokes } from "./keys.ts";
import { Materials } from "./materials.tsx";
import { Registry } from "./registry.tsx";
import { useAct } from "./use-act.ts";
import { useBench } from "./use-bench.ts";

interface PaneProps {
  view: StaffCaseView;
  acted(now: StaffCaseView, what: Decision): void;
  /** Something beside the life of the case changed: claims, proposals, consents. */
  changed(): void;
  reload(): void;
  /** On a narrow screen the list is behind this pane. */
  back: boolean;
  /** What was begun here, kept while the reviewer looks elsewhere. */
  draft: Draft | null;
  onDraft(change: Draft): void;
}

/**
 * One case in three columns: the answers, or the notice that is being written about them; the pictures; and what the registries say,
 * so that each can be held against the others all the time. Below, what may be done.
 */
export function CasePane({ view, acted, changed, reload, back, draft, onDraft }: PaneProps) {
  const now = useNow(60);
  const { me } = useSession();
  const bench = useBench(view.id, changed);
  const { reload: reloadBench } = bench;
  const both = useCallback(
    (after: StaffCaseView, what: Decision) => {
      reloadBench();
      acted(after, what);
    },
    [reloadBench, acted],
  );
  const again = useCallback(() => {
    reloadBench();
    reload();
  }, [reloadBench, reload]);
  const { act, busy, trouble } = useAct(view.id, both, again);
  const gaps = draft?.gaps ?? null;
  const [opened, setOpened] = useState(gaps !== null);
  const open = view.state === "submitted" || view.state === "accepted";
  const work = bench.view;
  const writing = opened && open && !work?.proposal;
  const agreed = work?.consent?.agreed ? work.consent.gaps.map((gap) => gap.field) : [];
  const old = me.roles.includes("supervisor") ? [] : (work?.oldGaps ?? []).filter((field) => !agreed.includes(field));
  const said = trouble ?? bench.trouble;
  const claim = work?.claim ?? null;
  useStrokes(
    open && !bench.busy && (claim === null || claim.mine)
      ? { claim: () => void bench.act(claim ? reviewRoutes.release : reviewRoutes.claim, {}) }
      : {},
  );

  return (
    <article className="case">
      <header className="case-head">
        {back ? <a href={fragmentOf("cases")}>‹ 列表</a> : null}
        <div>
          <h1>
            {view.item.name} <small className={open ? "case-state open" : "case-state"}>{stateName[view.state]}</small>
            {work?.needsSecond ? <i className="mark high">高风险，两人把关</i> : null}
          </h1>
          <p>
            <span>编号 {view.number}</span>
            {view.submittedAt ? (
              <span title={exactTime(view.submittedAt)}>
                {timeWords(view.submittedAt, now)} 提交{work?.waited ? `，等了 ${work.waited} 个工作日` : ""}
              </span>
            ) : null}
          </p>
        </div>
        <BenchBar view={view} bench={bench} now={now} part="bar" />
      </header>
      <BenchBar view={view} bench={bench} now={now} part="strips" />
      <Keeping view={view} now={now} reload={reload} />
      {said ? (
        <p className="strip bad" role="alert">
          {said}
        </p>
      ) : null}
      <div className={view.erased ? "case-body erased" : "case-body"}>
        {writing ? (
          <GapForm
            view={view}
            busy={busy || bench.busy}
            gaps={
              gaps ??
              Object.fromEntries((work?.consent?.agreed ? work.consent.gaps : []).map((gap) => [gap.field, gap.what]))
            }
            onGaps={(next) => onDraft({ gaps: next })}
            send={(list) => act({ action: "return", gaps: list })}
            old={old}
            askConsent={(list, why) => bench.act(reviewRoutes.askConsent, { gaps: list, why })}
            close={() => setOpened(false)}
          />
        ) : (
          <Answers view={view} now={now} reload={reload} />
        )}
        {view.erased ? null : (
          <>
            <Materials view={view} />
            <Registry view={view} bench={work} now={now} />
          </>
        )}
      </div>
      {writing ? null : (
        <Decide
          view={view}
          bench={bench}
          busy={busy}
          act={act}
          trouble={trouble}
          begun={gaps !== null}
          write={() => setOpened(true)}
          reason={draft?.reason ?? null}
          onReason={(reason) => onDraft({ reason })}
        />
      )}
    </article>
  );
}
