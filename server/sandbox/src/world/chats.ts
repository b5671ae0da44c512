import { isOfCrowd } from "./crowd.ts";

/** The chat between a follower and the account, as the follower's phone shows it. */
export interface Article {
  title: string;
  description: string;
  url: string;
  pictureUrl: string;
}

export type ChatContent =
  | { kind: "text"; text: string }
  | { kind: "image" | "voice"; mediaId: string; url: string }
  | { kind: "video"; mediaId: string; url: string; title: string; description: string }
  | { kind: "music"; title: string; description: string; url: string }
  | { kind: "news"; articles: Article[] }
  | { kind: "menu"; head: string; choices: { id: string; text: string }[]; tail: string }
  | { kind: "mini-program"; title: string; appId: string; path: string; pictureUrl: string }
  /** A message after a template of WeChat's: rows of a label and a value; a tap opens a page or the mini-program. */
  | { kind: "template"; title: string; rows: { label: string; value: string }[]; path?: string; url?: string }
  | { kind: "location"; latitude: number; longitude: number; label: string }
  /** A line of WeChat's own in the middle of the chat. */
  | { kind: "notice"; text: string };

export type ChatItem = ChatContent & {
  /** Counts from 1 in each chat. */
  seq: number;
  /** Milliseconds since 1970, on WeChat's clock. */
  at: number;
  from: "account" | "me" | "wechat";
  /** How it came: as the answer to a push, or by the customer-service interface. */
  by?: "reply" | "custom";
};

/** What a phone hears while it is open. */
export type PhoneEvent =
  | { type: "item"; item: ChatItem }
  | { type: "typing"; on: boolean }
  | { type: "changed" }
  | { type: "open-mini-program"; path: string };

export interface Chats {
  /** Newest last. */
  read(followerId: string): readonly ChatItem[];
  /** False for one of the crowd whose phone was never used: nobody would read what is added, and it is not kept. */
  isRead(followerId: string): boolean;
  add(followerId: string, from: ChatItem["from"], content: ChatContent, by?: "reply" | "custom"): ChatItem;
  tell(followerId: string, event: PhoneEvent): void;
  tellAll(event: PhoneEvent): void;
  /** Answers how to stop listening. */
  listen(followerId: string, listener: (event: PhoneEvent) => void): () => void;
  toJSON(): SavedChats;
}

export type SavedChats = Record<string, ChatItem[]>;

const KEPT = 500;

export function createChats(clock: { now(): number }, saved: SavedChats = {}): Chats {
  const chats = new Map(Object.entries(saved));
  const listeners = new Map<string, Set<(event: PhoneEvent) => void>>();
  function tell(followerId: string, event: PhoneEvent): void {
    for (const listener of listeners.get(followerId) ?? []) listener(event);
  }
  const isRead = (followerId: string) => !isOfCrowd(followerId) || chats.has(followerId) || listeners.has(followerId);
  return {
    isRead,
    read: (followerId) => chats.get(followerId) ?? [],
    add(followerId, from, content, by) {
      const before = chats.get(followerId) ?? [];
      const item: ChatItem = {
        ...content,
        seq: (before.at(-1)?.seq ?? 0) + 1,
        at: clock.now(),
        from,
        ...(by ? { by } : {}),
      };
      if (from === "me" || isRead(followerId)) chats.set(followerId, [...before, item].slice(-KEPT));
      tell(followerId, { type: "item", item });
      return item;
    },
    tell,
    tellAll(event) {
      for (const followerId of listeners.keys()) tell(followerId, event);
    },
    listen(followerId, listener) {
      const here = listeners.get(followerId) ?? new Set();
      listeners.set(followerId, here.add(listener));
      return () => {
        here.delete(listener);
        if (here.size === 0 && listeners.get(followerId) === here) listeners.delete(followerId);
      };
    },
    toJSON: () => Object.fromEntries(chats),
  };
}
