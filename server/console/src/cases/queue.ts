import type { WorkQueue } from "@wsi/shared/contract";

export const queues: readonly { queue: WorkQueue; name: string; empty: string }[] = [
  { queue: "todo", name: "待办", empty: "都办完了。新的申请会自己出现在这里。" },
  { queue: "mine", name: "我手上", empty: "您手上没有办件。点「领下一件」开始。" },
  { queue: "second", name: "待复核", empty: "没有等您复核的初审意见。" },
  { queue: "consent", name: "待同意", empty: "没有要主管同意的第二次告知。" },
  { queue: "late", name: "超期", empty: "没有超期的办件。" },
  { queue: "waiting", name: "等补正", empty: "没有等待补正的办件。" },
  { queue: "check", name: "抽查", empty: "没有要抽查的秒办件。" },
  { queue: "correct", name: "更正", empty: "没有要核对的更正申请。" },
  { queue: "done", name: "已办结", empty: "还没有办结的办件。" },
];

/** As much of a row as walking needs. */
interface Listed {
  id: string;
}

/** The case `step` further down the list; the first when none is open; undefined at the ends. */
export function nextOf(cards: readonly Listed[], open: string | null, step: 1 | -1): string | undefined {
  const at = cards.findIndex((card) => card.id === open);
  return cards[at < 0 ? 0 : at + step]?.id;
}

/** What comes up by itself when this one is dealt with: the one below, at the end the one above, null when it was the last. */
export function afterDone(cards: readonly Listed[], done: string): string | null {
  const at = cards.findIndex((card) => card.id === done);
  const left = cards.filter((card) => card.id !== done);
  return (left[Math.max(0, at)] ?? left.at(-1))?.id ?? null;
}
