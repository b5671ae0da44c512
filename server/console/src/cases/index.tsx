import { reviewRoutes, type StaffCaseView, type WorkCard, type WorkFilter, type WorkQueue } from "@wsi/shared/contract";
import { App as AntApp, Button } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { sentence } from "../client.ts";
import { remember, remembered } from "../kept.ts";
import { go } from "../place.ts";
import { useNarrow, useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { CasePane } from "./case-pane.tsx";
import { doneWords, type Decision } from "./decisions.ts";
import { withDraft, type Drafts } from "./drafts.ts";
import { KeyHelp } from "./help.tsx";
import { useStrokes } from "./keys.ts";
import { CaseList } from "./list.tsx";
import { PhraseBook } from "./phrases.tsx";
import { afterDone, nextOf } from "./queue.ts";
import { RollsToReview } from "./rolls/index.tsx";
import { isRollsPlace } from "./rolls/place.ts";
import { ReviewFigures } from "./statistics.tsx";
import { useCase } from "./use-case.ts";
import { useWork } from "./use-work.ts";
import "./cases.css";
import "./workbench.css";

const none: readonly WorkCard[] = [];

/** 审核: cases, or the rolls of employers. */
export default function CasesRoom({ id }: { id: string | null }) {
  return isRollsPlace(id) ? <RollsToReview place={id} /> : <Cases id={id} />;
}

/** The work list on the left, one case on the right. Deciding one opens the next. */
function Cases({ id }: { id: string | null }) {
  const { message } = AntApp.useApp();
  const { ask } = useSession();
  const narrow = useNarrow(900);
  const now = useNow(60);
  const [queue, setQueue] = useState<WorkQueue>("todo");
  const [filter, setFilter] = useState<WorkFilter>({});
  const [number, setNumber] = useState("");
  const [claiming, setClaiming] = useState(false);
  const [dialog, setDialog] = useState<"keys" | "figures" | "phrases" | null>(null);
  const [folded, setFolded] = useState(() => remembered("localStorage", "work-folded") === "yes");
  const wanted = /^SB\d*$/.test(number) ? number : "";
  const work = useWork(useMemo(() => ({ ...filter, queue, number: wanted }), [filter, queue, wanted]));
  const { kase, show, reload } = useCase(id);
  const [drafts, setDrafts] = useState<Drafts>({});
  const { cards, counts } = work;

  /** How this reviewer likes the list, once, when it is first known. */
  const met = useRef(false);
  useEffect(() => {
    if (met.current || !counts) return;
    met.current = true;
    if (counts.filter) setFilter(counts.filter);
  }, [counts]);

  /** Where the reviewer is when the answer comes, not where they were when they pressed. */
  const here = useRef({ id, queue, cards, filter });
  here.current = { id, queue, cards, filter };
  const { reload: reloadWork } = work;
  const running = useRef(false);
  const claimNext = useCallback(async () => {
    if (running.current) return;
    running.current = true;
    setClaiming(true);
    const { item, region } = here.current.filter;
    const answer = await ask(reviewRoutes.next, { ...(item ? { item } : {}), ...(region ? { region } : {}) });
    running.current = false;
    setClaiming(false);
    if (!answer.ok) return void message.warning(sentence(answer.error));
    reloadWork();
    if (answer.value.id === null)
      void message.info(item || region ? "这样筛选下没有可领的，清空筛选再试" : "都有人在办了，没有可领的");
    else go("cases", answer.value.id);
  }, [ask, message, reloadWork]);
  const walk = (step: 1 | -1) => {
    const next = nextOf(cards ?? none, id, step);
    if (next) go("cases", next);
  };
  const fold = () => {
    remember("localStorage", "work-folded", folded ? null : "yes");
    setFolded(!folded);
  };
  useStrokes({
    next: () => walk(1),
    previous: () => walk(-1),
    claimNext: () => void claimNext(),
    list: fold,
    help: () => setDialog("keys"),
  });

  /** A decision made: the list is new, and what is left of the work comes up by itself. */
  const acted = useCallback(
    (view: StaffCaseView, what: Decision) => {
      void message.success(doneWords[what]);
      setDrafts((before) => withDraft(before, view.id, null));
      show(view);
      reloadWork();
      const at = here.current;
      if (view.actions.length === 0 && at.queue !== "done" && at.id === view.id)
        go("cases", afterDone(at.cards ?? none, view.id));
    },
    [message, show, reloadWork],
  );
  const changed = useCallback(() => {
    reload();
    reloadWork();
  }, [reload, reloadWork]);

  const foot = (
    <>
      <Button size="small" type="text" onClick={() => setDialog("figures")} data-test="open-figures">
        统计
      </Button>
      <Button size="small" type="text" onClick={() => setDialog("phrases")} data-test="open-phrases">
        常用语
      </Button>
      <Button size="small" type="text" onClick={() => setDialog("keys")} data-test="open-keys">
        键盘 ?
      </Button>
      {narrow || !id ? null : (
        <Button size="small" type="text" onClick={fold} title="按 L" data-test="fold-list">
          收起
        </Button>
      )}
    </>
  );
  const list = (
    <CaseList
      queue={queue}
      onQueue={setQueue}
      filter={filter}
      onFilter={setFilter}
      number={number}
      onNumber={setNumber}
      cards={cards}
      hasMore={work.hasMore}
      more={work.more}
      counts={counts}
      trouble={work.trouble}
      retry={work.reload}
      claimNext={() => void claimNext()}
      claiming={claiming}
      open={id}
      now={now}
      foot={foot}
    />
  );
  const pane =
    kase.is === "here" ? (
      <CasePane
        key={kase.view.id}
        view={kase.view}
        acted={acted}
        changed={changed}
        reload={changed}
        back={narrow}
        draft={drafts[kase.view.id] ?? null}
        onDraft={(change) => setDrafts((before) => withDraft(before, kase.view.id, change))}
      />
    ) : kase.is === "missing" ? (
      <Failed message={kase.message} retry={reload} />
    ) : kase.is === "asking" ? (
      <Loading rows={10} />
    ) : cards?.length === 0 ? (
      <Blank title="现在没有要看的办件" text="左边换一栏看看，或者等新的申请进来。" />
    ) : (
      <Blank title="领一件来办" text="按 N 领最急的一件。按 J 看下一件，K 看上一件，? 看全部键。" />
    );
  const hidden = folded && id !== null && !narrow;
  return (
    <div className={narrow ? "cases narrow" : hidden ? "cases folded" : "cases"}>
      {narrow ? (id ? pane : list) : null}
      {!narrow && hidden ? (
        <button type="button" className="work-unfold" onClick={fold} title="展开列表，按 L" data-test="unfold-list">
          ›
        </button>
      ) : null}
      {!narrow && !hidden ? list : null}
      {narrow ? null : <div className="case-pane">{pane}</div>}
      <KeyHelp open={dialog === "keys"} close={() => setDialog(null)} />
      <ReviewFigures open={dialog === "figures"} close={() => setDialog(null)} />
      <PhraseBook open={dialog === "phrases"} close={() => setDialog(null)} items={counts?.items ?? []} />
    </div>
  );
}
