/** What is open for this person, the next deadline first. */
import { stateName } from "@wsi/shared/case";
import type { CaseCard, ConversationView } from "@wsi/shared/contract";
import { dueWords } from "../../beijing.ts";
import { fragmentOf } from "../../place.ts";
import { Part } from "./part.tsx";

/** Dated first, by date; then what waits for the person; then what has no date yet. */
const order = ({ due }: CaseCard) => (due === null ? "9" : due === "waiting" ? "8" : due);

export const byDue = (cases: readonly CaseCard[]) => cases.toSorted((a, b) => order(a).localeCompare(order(b)));

export function OpenCases({ talk, now, opensCases }: { talk: ConversationView; now: Date; opensCases: boolean }) {
  const cases = byDue(talk.person?.cases ?? []);
  return (
    <Part title={cases.length > 0 ? `在办事项 ${cases.length}` : "在办事项"} test="cases">
      {cases.length === 0 && (
        <p className="part-none">{talk.person ? "没有在办的事项" : "还没有绑定身份，查不到办件。"}</p>
      )}
      <ul className="open-cases">
        {cases.map((kase) => {
          const due = dueWords(kase.due, now);
          const text = (
            <>
              <b>{kase.item.name}</b>
              <span>
                {stateName[kase.state]}
                {kase.state !== "draft" && <em className={due.tone}>{due.text}</em>}
              </span>
              <span className="digits">{kase.number ?? "还没有提交"}</span>
            </>
          );
          return (
            <li key={kase.id}>
              {opensCases && kase.number !== null ? <a href={fragmentOf("cases", kase.id)}>{text}</a> : text}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}
