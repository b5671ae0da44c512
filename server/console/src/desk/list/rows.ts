/** The list on the left as rows from top to bottom: which are there under which tab, and which comes next. Pure. */
import type { ConversationCard } from "@wsi/shared/contract";
import type { Sections } from "../live/feed.ts";

export type SectionName = keyof Sections;
export const sectionNames: readonly SectionName[] = ["offered", "waiting", "mine", "colleagues", "closed"];
export const sectionTitle: Record<SectionName, string> = {
  offered: "转给我的",
  waiting: "等待中",
  mine: "我的",
  colleagues: "其他人的",
  closed: "最近结束",
};

export type TabName = "mine" | "waiting" | "all";
export const tabNames: readonly TabName[] = ["mine", "waiting", "all"];
export const tabTitle: Record<TabName, string> = { mine: "我的", waiting: "等待", all: "全部" };
const shownIn: Record<TabName, readonly SectionName[]> = {
  mine: ["offered", "mine"],
  waiting: ["waiting"],
  all: sectionNames,
};
export const sectionsIn = (tab: TabName): readonly SectionName[] => shownIn[tab];
export const tabAfter = (tab: TabName): TabName => tabNames[(tabNames.indexOf(tab) + 1) % tabNames.length] ?? "mine";

/** The tab in which a conversation is found: the one that is open, if it shows it, else the narrowest that does. */
export function tabOf(found: Sections, id: string, open: TabName): TabName {
  const section = sectionNames.find((name) => found[name].some((card) => card.id === id));
  if (section === undefined || shownIn[open].includes(section)) return open;
  return tabNames.find((tab) => shownIn[tab].includes(section)) ?? "all";
}

/** Only the conversations whose name, last words or agent contain the words; all of them when there are no words. */
export function matching(found: Sections, words: string): Sections {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return found;
  const has = (card: ConversationCard) =>
    [card.name, card.lastText, card.agent?.name ?? ""].some((text) => text.toLowerCase().includes(wanted));
  return {
    offered: found.offered.filter(has),
    waiting: found.waiting.filter(has),
    mine: found.mine.filter(has),
    colleagues: found.colleagues.filter(has),
    closed: found.closed.filter(has),
  };
}

/** The ids of the visible rows, from top to bottom. */
export const rowOrder = (found: Sections, tab: TabName, shut: ReadonlySet<SectionName>): string[] =>
  sectionsIn(tab).flatMap((name) => (tab === "all" && shut.has(name) ? [] : found[name].map((card) => card.id)));

/** The row above (-1) or below (+1); from nowhere, the first; at the ends it stays. */
export function neighbour(order: readonly string[], from: string | null, step: 1 | -1): string | null {
  const at = from === null ? -1 : order.indexOf(from);
  if (at < 0) return order[0] ?? null;
  return order[at + step] ?? order[at] ?? null;
}

/** What calls for me: how many wait, and how many of mine have something unread. */
export interface Calling {
  offered: number;
  waiting: number;
  unread: number;
  /** Since when the longest has waited. */
  longest: string | null;
}
export function callingOf(found: Sections): Calling {
  return {
    offered: found.offered.length,
    waiting: found.waiting.length,
    unread: found.mine.filter((card) => card.unread > 0).length,
    longest: found.waiting.map((card) => card.waitingSince).toSorted()[0] ?? null,
  };
}

export const quietTitle = "武汉社保 工作台";
/** What the window's title says, so that a desk in a background tab is not forgotten. */
export function deskTitle({ offered, waiting, unread }: Calling): string {
  const parts = [
    ...(offered > 0 ? [`${offered} 个转给我`] : []),
    ...(waiting > 0 ? [`${waiting} 人等待`] : []),
    ...(unread > 0 ? [`${unread} 个未读`] : []),
  ];
  return parts.length > 0 ? `(${parts.join("，")}) ${quietTitle}` : quietTitle;
}
