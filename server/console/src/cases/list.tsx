import { beijingDay, stateName } from "@wsi/shared/case";
import type { WorkCard, WorkCounts, WorkFilter, WorkQueue } from "@wsi/shared/contract";
import { regions } from "@wsi/shared/values";
import { Button } from "antd";
import { Fragment, useEffect, useRef, type ReactNode } from "react";
import { dayWords, exactTime, timeWords } from "../beijing.ts";
import { fragmentOf, go } from "../place.ts";
import { Blank, Failed, Loading } from "../states.tsx";
import { Tabs } from "../tabs.tsx";
import { clockWords } from "./clock-words.ts";
import { Filters, isNarrowed } from "./filters.tsx";
import { queues } from "./queue.ts";
import { rollsPlace } from "./rolls/place.ts";

interface ListProps {
  queue: WorkQueue;
  onQueue(queue: WorkQueue): void;
  filter: WorkFilter;
  onFilter(filter: WorkFilter): void;
  number: string;
  onNumber(number: string): void;
  cards: readonly WorkCard[] | null;
  hasMore: boolean;
  more(): void;
  counts: WorkCounts | null;
  trouble: string | null;
  retry(): void;
  claimNext(): void;
  claiming: boolean;
  /** The case on the right. */
  open: string | null;
  now: Date;
  /** What stands below the list: figures, wordings, keys. */
  foot: ReactNode;
}

const labelsOf = (counts: WorkCounts | null) =>
  Object.fromEntries(
    queues.map(({ queue, name }) => {
      const count = queue === "done" ? 0 : (counts?.queues[queue] ?? 0);
      return [
        queue,
        <Fragment key={queue}>
          {name}
          {count > 0 ? <b className={queue === "late" ? "late" : undefined}>{count}</b> : null}
        </Fragment>,
      ];
    }),
  ) as Record<WorkQueue, ReactNode>;

export function CaseList(props: ListProps) {
  const { queue, onQueue, cards, counts, trouble, retry, open, now, filter } = props;
  const chosen = queues.find((one) => one.queue === queue);
  const shown = queues.filter(
    (one) =>
      one.queue === queue ||
      one.queue === "todo" ||
      one.queue === "done" ||
      one.queue === "mine" ||
      (counts?.queues[one.queue] ?? 0) > 0,
  );
  return (
    <nav className="case-list" aria-label="办件">
      <div className="work-next">
        <Button
          type="primary"
          block
          loading={props.claiming}
          onClick={props.claimNext}
          title="按 N"
          data-test="work-next"
        >
          领下一件 <kbd>N</kbd>
        </Button>
      </div>
      <div className="case-queues">
        <Tabs
          className="case-queue-tabs"
          label="队列"
          tabs={shown.map((one) => one.queue)}
          chosen={queue}
          choose={onQueue}
          names={labelsOf(counts)}
          test={(which) => `queue-${which}`}
        />
        <button type="button" data-test="queue-rolls" onClick={() => go("cases", rollsPlace)}>
          花名册
          {counts && counts.rolls.todo > 0 ? (
            <b
              className={counts.rolls.late > 0 ? "late" : undefined}
              title={counts.rolls.late > 0 ? `${counts.rolls.late} 份超期` : undefined}
            >
              {counts.rolls.todo}
            </b>
          ) : null}
        </button>
      </div>
      <Filters
        filter={filter}
        onFilter={props.onFilter}
        number={props.number}
        onNumber={props.onNumber}
        counts={counts}
      />
      {trouble && cards ? <p className="strip warn">列表没有刷新：{trouble}</p> : null}
      {trouble && !cards ? <Failed message={trouble} retry={retry} /> : null}
      {!trouble && !cards ? <Loading /> : null}
      {cards?.length === 0 ? (
        <Blank
          title="没有办件"
          text={
            props.number
              ? "没有这个编号的办件，请核对后再找。"
              : isNarrowed(filter)
                ? "这样筛选下没有。换个条件，或清空筛选。"
                : (chosen?.empty ?? "")
          }
        />
      ) : null}
      {cards && cards.length > 0 ? (
        <ul>
          {cards.map((card) => (
            <li key={card.id}>
              <Row card={card} on={card.id === open} now={now} />
            </li>
          ))}
          {props.hasMore ? (
            <li className="work-more">
              <Button block onClick={props.more} data-test="work-more">
                再看 50 件
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
      <footer className="work-foot">{props.foot}</footer>
    </nav>
  );
}

/** In a row of the list there is no room for more. */
const shortState: Partial<Record<WorkCard["state"], string>> = {
  submitted: "新提交",
  accepted: "审核中",
  returned: "等补正",
};

function Row({ card, on, now }: { card: WorkCard; on: boolean; now: Date }) {
  const due = clockWords(card.promised, now);
  const over = card.state !== "submitted" && card.state !== "accepted" && card.state !== "returned";
  const row = useRef<HTMLAnchorElement>(null);
  // J and K walk past the edge of the list.
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: "nearest" });
  }, [on]);
  return (
    <a
      ref={row}
      className={on ? "case-row on" : "case-row"}
      href={fragmentOf("cases", card.id)}
      aria-current={on ? "true" : undefined}
      data-test="case-row"
      data-id={card.id}
    >
      <span className="case-row-line">
        <b>{card.item.name}</b>
        <span>
          {card.applicant}
          {card.behalf ? <small> {card.behalf.employer ?? card.behalf.actor}</small> : null}
        </span>
      </span>
      <span className="case-row-line low">
        <span>
          {shortState[card.state] ?? stateName[card.state]}
          {card.region ? ` · ${regions[card.region] ?? card.region}` : ""}
        </span>
        {over ? null : <span className={`clock ${due.tone}`}>{due.text}</span>}
      </span>
      <span className="case-row-line low">
        <span title={exactTime(card.submittedAt)}>
          {!over && card.waited > 0
            ? `${dayWords(beijingDay(card.submittedAt), now)} · 等了 ${card.waited} 个工作日`
            : `${timeWords(card.submittedAt, now)} 提交`}
        </span>
        <span className="work-marks">
          {card.risk === "high" ? <i className="mark high">高风险</i> : null}
          {card.proposal ? <i className="mark">{card.proposal.mine ? "我初审" : "待复核"}</i> : null}
          {card.asksConsent ? <i className="mark">待同意</i> : null}
          {card.claim ? (
            <i className={card.claim.mine ? "mark mine" : "mark"}>{card.claim.mine ? "我在办" : card.claim.name}</i>
          ) : null}
        </span>
      </span>
    </a>
  );
}
