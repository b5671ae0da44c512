import type { ChatItem } from "../world/chats.ts";
import type { MenuButton } from "../world/menu.ts";

/** What the phone page asks the sandbox: JSON under /__sandbox, same-origin pages only. */
export interface PhoneState {
  account: { name: string; miniAppId: string; publicUrl: string; verified: "not tried" | "yes" | "no" };
  followers: { id: string; name: string; following: boolean }[];
  follower: { id: string; name: string; following: boolean; openid: string } | null;
  menu: readonly MenuButton[];
  /** Oldest first. */
  chat: readonly ChatItem[];
  /** Customer-service messages that may still go to this follower. */
  allowance: { left: number };
  /** Milliseconds since 1970, on WeChat's clock. */
  now: number;
}

/** What a tap on the menu opens on the phone. */
export type Opens = null | { kind: "mini-program"; path: string } | { kind: "page"; url: string };

export interface ControlError {
  error: string;
}
