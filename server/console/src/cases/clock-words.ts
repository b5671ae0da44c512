/** A limit of a case as a reviewer reads it: in working days of the one calendar, because that is how it was promised. */
import type { CaseClock } from "@wsi/shared/case";
import { dayWords } from "../beijing.ts";

export interface ClockWords {
  text: string;
  tone: CaseClock["tone"];
}

export function clockWords({ due, tone, left }: CaseClock, now: Date): ClockWords {
  if (tone === "paused") return { text: "暂停计时", tone };
  if (due === null || left === null) return { text: "受理后起算", tone };
  if (left < 0) return { text: `已超期 ${-left} 个工作日`, tone };
  if (left === 0) return { text: "今天到期", tone };
  return { text: `还有 ${left} 个工作日 · ${dayWords(due, now)}`, tone };
}
