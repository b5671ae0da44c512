import { rollReviewRoutes } from "@wsi/shared/contract";
import { useEffect } from "react";
import { fragmentOf, go } from "../../place.ts";
import { useNarrow, useNow } from "../../session.tsx";
import { Blank, Failed, Loading } from "../../states.tsx";
import { useAsked } from "../../use-asked.ts";
import { RollCards } from "./cards.tsx";
import { RollPane } from "./pane.tsx";
import { rollIdOf, rollsPlace } from "./place.ts";
import "./rolls.css";

const refreshMs = 15_000;

/** 花名册审核: the rolls that wait on the left, one of them on the right. */
export function RollsToReview({ place }: { place: string }) {
  const narrow = useNarrow(900);
  const now = useNow(60);
  const id = rollIdOf(place);
  const { value, trouble, reload } = useAsked(rollReviewRoutes.list, {});
  useEffect(() => {
    const timer = setInterval(reload, refreshMs);
    return () => clearInterval(timer);
  }, [reload]);
  const list = (
    <nav className="case-list" aria-label="花名册">
      <div className="case-queues" role="tablist">
        <button type="button" role="tab" aria-selected={false} onClick={() => go("cases")} data-test="queue-cases">
          ‹ 办件
        </button>
        <button type="button" role="tab" aria-selected data-test="queue-rolls">
          花名册{value && value.length > 0 ? <b>{value.length}</b> : null}
        </button>
      </div>
      {trouble && value ? <p className="strip warn">列表没有刷新：{trouble}</p> : null}
      {trouble && !value ? <Failed message={trouble} retry={reload} /> : null}
      {!trouble && !value ? <Loading /> : null}
      {value?.length === 0 ? (
        <Blank title="没有等审核的花名册" text="普通单位确认的花名册会自己出现在这里。免审单位的不用审。" />
      ) : null}
      {value && value.length > 0 ? <RollCards cards={value} open={id} now={now} /> : null}
    </nav>
  );
  const pane = id ? (
    <RollPane key={id} id={id} now={now} back={narrow ? fragmentOf("cases", rollsPlace) : null} changed={reload} />
  ) : (
    <Blank title="选一份花名册来审" text="最先到期的在最上面。通过以后整份一起办，退回的由经办人改。" />
  );
  return (
    <div className={narrow ? "cases narrow" : "cases"}>
      {narrow ? (id ? pane : list) : list}
      {narrow ? null : <div className="case-pane">{pane}</div>}
    </div>
  );
}
