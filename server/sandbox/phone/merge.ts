import type { PhoneState } from "../src/control/contract.ts";
import type { ChatItem } from "../src/world/chats.ts";

/** Both lists as one, each item once, in the order of the chat. */
export function union(known: readonly ChatItem[], told: readonly ChatItem[]): ChatItem[] {
  const bySeq = new Map([...known, ...told].map((item) => [item.seq, item]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}

/** A whole state that was asked for may be older than what events brought meanwhile: no line that was seen goes away again. */
export const withState = (now: PhoneState | null, told: PhoneState): PhoneState =>
  now && now.follower?.id === told.follower?.id ? { ...told, chat: union(now.chat, told.chat) } : told;

/** What an event brought; of another follower's phone nothing. */
export const withItem = (now: PhoneState | null, followerId: string, item: ChatItem): PhoneState | null =>
  now && now.follower?.id === followerId ? { ...now, chat: union(now.chat, [item]) } : now;
