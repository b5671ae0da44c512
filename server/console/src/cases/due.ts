/** The promised day as a reviewer counts it: in working days of the one calendar, because that is how it was promised. */
import { beijingDay, workingDaysBetween } from "@wsi/shared/case";
import type { StaffCaseCard } from "@wsi/shared/contract";
import { dayWords, type DueWords } from "../beijing.ts";

/** `due` as the contract gives it. A day that is past is late even when no working day lies between. */
export function dueInWords(due: StaffCaseCard["due"], now: Date): DueWords {
  if (due === null) return { text: "受理后起算", tone: "none" };
  if (due === "waiting") return { text: "暂停计时", tone: "none" };
  const today = beijingDay(now);
  if (due === today) return { text: "今天到期", tone: "today" };
  if (due < today) {
    const late = workingDaysBetween(due, today);
    return { text: late > 0 ? `已超期 ${late} 个工作日` : "已超期", tone: "late" };
  }
  const left = workingDaysBetween(today, due);
  return { text: `还有 ${left} 个工作日 · ${dayWords(due, now)}`, tone: left <= 1 ? "soon" : "calm" };
}

/** True when the promise is broken or breaks today. */
const presses = (card: StaffCaseCard, today: string): boolean =>
  card.due !== null && card.due !== "waiting" && card.due <= today;

/** Work to do: what is late or due today first, the longest late on top; the others as they came in. */
export function inWorkOrder(cards: readonly StaffCaseCard[], now: Date): StaffCaseCard[] {
  const today = beijingDay(now);
  const rank = (card: StaffCaseCard): string => (presses(card, today) ? `0${card.due}` : `1${card.submittedAt ?? ""}`);
  return cards.toSorted((one, other) => {
    const [a, b] = [rank(one), rank(other)];
    return a < b ? -1 : a > b ? 1 : 0;
  });
}
