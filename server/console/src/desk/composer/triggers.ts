/** What is asked for in the middle of writing: `/` canned replies, `??` the knowledge base. And what putting something in its place makes of the text. Pure. */
import { fillReply, type ConversationView, type ReplyVariable, type Suggestion } from "@wsi/shared/contract";
import { beijingDay, stateName } from "@wsi/shared/case";
import { dayWords } from "../../beijing.ts";

export interface Trigger {
  is: "reply" | "answer";
  words: string;
  /** The part of the text that what is chosen takes the place of. */
  from: number;
  to: number;
}

/**
 * A slash counts where a word could begin, so that addresses and dates are only text; where an input method makes 、 of that key,
 * 、 at the start of a line, where no sentence has it. Full-width ？？ is what a Chinese keyboard types.
 */
const replyMark = /(?:^|[\s，。；！])([/／]([^\s/／]{0,40}))$/;
const commaMark = /(?:^|\n)(、([^\s、/／]{0,40}))$/;
const answerMark = /([?？]{2}([^?？\n]{0,60}))$/;

export function triggerAt(text: string, caret: number): Trigger | null {
  const before = text.slice(0, caret);
  for (const [is, mark] of [
    ["answer", answerMark],
    ["reply", replyMark],
    ["reply", commaMark],
  ] as const) {
    const [, whole, words] = mark.exec(before) ?? [];
    if (whole !== undefined) return { is, words: (words ?? "").trim(), from: caret - whole.length, to: caret };
  }
  return null;
}

/** The text with `put` in the place of the trigger, and where the caret stands then. */
export function withPut(text: string, at: Pick<Trigger, "from" | "to">, put: string): { text: string; caret: number } {
  return { text: `${text.slice(0, at.from)}${put}${text.slice(at.to)}`, caret: at.from + put.length };
}

/** The next name in braces that nobody filled, after the caret or from the start again; null when none is open. */
export function nextOpen(text: string, caret: number): { from: number; to: number } | null {
  const names = fillReply(text, {}).open;
  const found = names
    .flatMap((name) => [...text.matchAll(new RegExp(`[{｛]\\s*${name}\\s*[}｝]`, "g"))])
    .map((one) => ({ from: one.index, to: one.index + one[0].length }))
    .toSorted((a, b) => a.from - b.from);
  return found.find((one) => one.from >= caret) ?? found[0] ?? null;
}

/** An answer as words, with where it comes from: a citizen may ask for it, and a colleague must see which year it was. */
export function answerText({ answer, source, policyYear, check }: Suggestion): string {
  const year = policyYear === null ? "" : `，${policyYear} 年政策`;
  const caution = check ? "\n各人情况不同，办之前请再确认一下。" : "";
  return `${answer}${caution}\n（依据：${source}${year}）`;
}

export const yearWords = (policyYear: number | null): string =>
  policyYear === null ? "长期有效" : `${policyYear} 年政策`;

/** 先生 or 女士 by the last but one figure of the ID number, which masking leaves to be seen; both where there is none. */
function titleOf(idNumber: string): string {
  const figure = /(\d).$/.exec(idNumber)?.[1];
  if (figure === undefined) return "先生/女士";
  return Number(figure) % 2 === 1 ? "先生" : "女士";
}

/** What canned replies may leave open, from the open talk. */
export function replyValues(
  talk: ConversationView,
  myName: string,
  now: Date,
): Readonly<Partial<Record<ReplyVariable, string>>> {
  const kase = talk.person?.cases[0];
  const { person } = talk;
  return {
    市民称呼: person === null ? "您" : `${Array.from(person.name)[0] ?? ""}${titleOf(person.idNumber)}`,
    坐席: myName,
    小组: talk.group?.name ?? "",
    日期: dayWords(beijingDay(now), now),
    ...(kase ? { 事项: kase.item.name, 办件编号: kase.number ?? "", 办理进度: stateName[kase.state] } : {}),
  };
}
