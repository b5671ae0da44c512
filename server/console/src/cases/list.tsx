import { stateName } from "@wsi/shared/case";
import type { StaffCaseCard } from "@wsi/shared/contract";
import { dueWords, timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { queues, type Queue } from "./queue.ts";

interface ListProps {
  queue: Queue;
  onQueue(queue: Queue): void;
  cards: readonly StaffCaseCard[] | null;
  trouble: string | null;
  retry(): void;
  /** The case on the right. */
  open: string | null;
}

export function CaseList({ queue, onQueue, cards, trouble, retry, open }: ListProps) {
  const now = useNow(60);
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
      {trouble ? <Failed message={trouble} retry={retry} /> : null}
      {!trouble && cards === null ? <Loading /> : null}
      {!trouble && cards?.length === 0 ? <Blank title="没有办件" text={chosen?.empty ?? ""} /> : null}
      <ul>
        {(cards ?? []).map((card) => {
          const due = dueWords(card.due, now);
          return (
            <li key={card.id}>
              <a
                className={card.id === open ? "case-row on" : "case-row"}
                href={fragmentOf("cases", card.id)}
                aria-current={card.id === open ? "true" : undefined}
                data-test="case-row"
                data-id={card.id}
              >
                <span className="case-row-top">
                  <b>{card.item.name}</b>
                  <span>{card.applicant}</span>
                </span>
                <span className="case-row-foot">
                  <span>{card.state === "submitted" ? "新提交" : stateName[card.state]}</span>
                  {queue === "done" ? (
                    <span>{timeWords(card.updatedAt, now)}</span>
                  ) : (
                    <span className={`due ${due.tone}`}>{due.text}</span>
                  )}
                </span>
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
