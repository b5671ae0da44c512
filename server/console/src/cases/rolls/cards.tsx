import type { RollReviewCard } from "@wsi/shared/contract";
import { Money } from "@wsi/shared/values";
import { exactTime, timeWords } from "../../beijing.ts";
import { fragmentOf } from "../../place.ts";
import { clockWords } from "../clock-words.ts";
import { placeOfRoll } from "./place.ts";

export function RollCards({ cards, open, now }: { cards: readonly RollReviewCard[]; open: string | null; now: Date }) {
  return (
    <ul>
      {cards.map((card) => {
        const due = clockWords(card.clock, now);
        return (
          <li key={card.id}>
            <a
              className={card.id === open ? "case-row on" : "case-row"}
              href={fragmentOf("cases", placeOfRoll(card.id))}
              aria-current={card.id === open ? "true" : undefined}
              data-test="roll-row"
            >
              <span className="case-row-line">
                <b>{card.employer}</b>
                <span>{card.people} 人</span>
              </span>
              <span className="case-row-line low">
                <span>{card.name}</span>
                {card.total > 0 ? <span>{Money.print(card.total)}</span> : null}
              </span>
              <span className="case-row-line low">
                <span title={exactTime(card.confirmedAt)}>{timeWords(card.confirmedAt, now)} 确认</span>
                <span className={`clock ${due.tone}`}>{due.text}</span>
              </span>
            </a>
          </li>
        );
      })}
    </ul>
  );
}
