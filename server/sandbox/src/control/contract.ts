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
export type Opens =
  | null
  | { kind: "mini-program"; path: string }
  | { kind: "page"; url: string }
  /** The camera to scan with, pictures to choose, a map: the account hears of it when the person is done (menu-results). */
  | { kind: "scanner" | "pictures" | "map" };

/** What a person did with the scanner or the map that a menu button opened. */
export type MenuResult =
  | { kind: "scanned"; text: string }
  | { kind: "place"; latitude: number; longitude: number; label: string };

/** WeChat's own desk: its agents, whom each talks with, and who waits (for one agent alone, where an account is named). */
export interface DeskState {
  agents: { account: string; nick: string; online: boolean; with: { openid: string; name: string }[] }[];
  waiting: { openid: string; name: string; account: string }[];
}

export interface ControlError {
  error: string;
}
