/** The list on the left as rows from top to bottom: which are there, and which comes next. Pure. */
import type { ConversationCard } from "@wsi/shared/contract";
import type { Sections } from "./feed.ts";

export type SectionName = keyof Sections;
export const sectionNames: readonly SectionName[] = ["waiting", "mine", "colleagues", "closed"];
export const sectionTitle: Record<SectionName, string> = {
  waiting: "等待中",
  mine: "我的",
  colleagues: "其他人的",
  closed: "最近结束",
};

/** Only the conversations whose name, last words or agent contain the words; all of them when there are no words. */
export function matching(found: Sections, words: string): Sections {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return found;
  const has = (card: ConversationCard) =>
    [card.name, card.lastText, card.agent?.name ?? ""].some((text) => text.toLowerCase().includes(wanted));
  return {
    waiting: found.waiting.filter(has),
    mine: found.mine.filter(has),
    colleagues: found.colleagues.filter(has),
    closed: found.closed.filter(has),
  };
}

/** The ids of the visible rows, from top to bottom. */
export const rowOrder = (found: Sections, shut: ReadonlySet<SectionName>): string[] =>
  sectionNames.flatMap((name) => (shut.has(name) ? [] : found[name].map((card) => card.id)));

/** The row above (-1) or below (+1); from nowhere, the first; at the ends it stays. */
export function neighbour(order: readonly string[], from: string | null, step: 1 | -1): string | null {
  const at = from === null ? -1 : order.indexOf(from);
  if (at < 0) return order[0] ?? null;
  return order[at + step] ?? order[at] ?? null;
}

/** What the window's title says, so that a desk in a background tab is not forgotten. */
export function deskTitle(found: Sections): string {
  const unread = found.mine.filter((card) => card.unread > 0).length;
  const parts = [
    ...(found.waiting.length > 0 ? [`${found.waiting.length} 人等待`] : []),
    ...(unread > 0 ? [`${unread} 个未读`] : []),
  ];
  return parts.length > 0 ? `(${parts.join("，")}) 武汉社保 工作台` : "武汉社保 工作台";
}
