import { stateName } from "@wsi/shared/case";
import type { StaffCaseCard } from "@wsi/shared/contract";
import { useEffect, useRef } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { Blank, Failed, Loading } from "../states.tsx";
import { dueInWords } from "./due.ts";
import { queues, type Queue } from "./queue.ts";

interface ListProps {
  queue: Queue;
  onQueue(queue: Queue): void;
  cards: readonly StaffCaseCard[] | null;
  trouble: string | null;
  retry(): void;
  /** The case on the right. */
  open: string | null;
  now: Date;
}

export function CaseList({ queue, onQueue, cards, trouble, retry, open, now }: ListProps) {
  const chosen = queues.find((one) => one.queue === queue);
  return (
    <nav className="case-list" aria-label="办件">
      <div className="case-queues" role="tablist">
        {queues.map((one) => (
          <button
            type="button"
            role="tab"
            key={one.queue}
            aria-selected={one.queue === queue}
            data-test={`queue-${one.queue}`}
            onClick={() => onQueue(one.queue)}
          >
            {one.name}
            {one.queue === queue && cards ? <b>{cards.length}</b> : null}
          </button>
        ))}
      </div>
      {trouble && cards ? <p className="strip warn">列表没有刷新：{trouble}</p> : null}
      {trouble && !cards ? <Failed message={trouble} retry={retry} /> : null}
      {!trouble && !cards ? <Loading /> : null}
      {cards?.length === 0 ? <Blank title="没有办件" text={chosen?.empty ?? ""} /> : null}
      {cards && cards.length > 0 ? (
        <ul>
          {cards.map((card) => (
            <li key={card.id}>
              <Row card={card} done={queue === "done"} on={card.id === open} now={now} />
            </li>
          ))}
        </ul>
      ) : null}
    </nav>
  );
}

function Row({ card, done, on, now }: { card: StaffCaseCard; done: boolean; on: boolean; now: Date }) {
  const due = dueInWords(card.due, now);
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
      <span className="case-row-line foot">
        <span>{card.state === "submitted" ? "新提交" : stateName[card.state]}</span>
        {done ? null : <span className={`due ${due.tone}`}>{due.text}</span>}
      </span>
      <span className="case-row-line foot">
        {card.submittedAt ? (
          <span title={exactTime(card.submittedAt)}>{timeWords(card.submittedAt, now)} 提交</span>
        ) : null}
        {done ? <span title={exactTime(card.updatedAt)}>{timeWords(card.updatedAt, now)} 办结</span> : null}
      </span>
    </a>
  );
}
