import type { StaffCaseCard } from "@wsi/shared/contract";

export type Queue = "todo" | "waiting" | "done";
export const queues: readonly { queue: Queue; name: string; empty: string }[] = [
  { queue: "todo", name: "待我办", empty: "都办完了。新的申请会自己出现在这里。" },
  { queue: "waiting", name: "等办事人", empty: "没有等待补正的办件。" },
  { queue: "done", name: "已办结", empty: "还没有办结的办件。" },
];

/** The case `step` further down the list; the first when none is open; undefined at the ends. */
export function nextOf(cards: readonly StaffCaseCard[], open: string | null, step: 1 | -1): string | undefined {
  const at = cards.findIndex((card) => card.id === open);
  return cards[at < 0 ? 0 : at + step]?.id;
}

/** What comes up by itself when this one is dealt with: the one below, at the end the one above, null when it was the last. */
export function afterDone(cards: readonly StaffCaseCard[], done: string): string | null {
  const at = cards.findIndex((card) => card.id === done);
  const left = cards.filter((card) => card.id !== done);
  return (left[Math.max(0, at)] ?? left.at(-1))?.id ?? null;
}
