/** Where the console is, in the fragment of the address: #/<room> or #/<room>/<id>, such as #/cases/<id>. */
import { staffRoles, type StaffRole } from "@wsi/shared/contract";
import { useSyncExternalStore } from "react";

export type Room =
  | "desk"
  | "tickets"
  | "followups"
  | "quality"
  | "cases"
  | "slips"
  | "hall"
  | "knowledge"
  | "menus"
  | "broadcasts"
  | "followers"
  | "ledger"
  | "board"
  | "office"
  | "own"
  | "figures";
export interface Place {
  room: Room | null;
  id: string | null;
}

export const rooms: readonly { room: Room; name: string; roles: readonly StaffRole[] }[] = [
  { room: "desk", name: "会话", roles: ["agent", "supervisor"] },
  { room: "tickets", name: "工单", roles: ["agent", "supervisor"] },
  { room: "followups", name: "回访", roles: ["supervisor"] },
  { room: "quality", name: "质检", roles: ["supervisor"] },
  { room: "board", name: "看板", roles: ["supervisor"] },
  { room: "cases", name: "办件", roles: ["reviewer", "supervisor"] },
  { room: "knowledge", name: "知识库", roles: ["editor", "supervisor"] },
  { room: "menus", name: "菜单", roles: ["editor", "supervisor"] },
  { room: "broadcasts", name: "推送", roles: ["editor", "supervisor"] },
  { room: "followers", name: "粉丝", roles: ["editor", "supervisor"] },
  { room: "ledger", name: "账本", roles: ["supervisor", "admin"] },
  { room: "office", name: "管理", roles: ["admin", "supervisor"] },
  { room: "figures", name: "政策参数", roles: ["editor", "supervisor", "admin"] },
  { room: "slips", name: "密码条", roles: ["counter", "admin", "supervisor"] },
  { room: "hall", name: "大厅预约", roles: ["counter"] },
  { room: "own", name: "我的", roles: staffRoles },
];

export const roomsFor = (roles: readonly StaffRole[]) =>
  rooms.filter((one) => one.roles.some((role) => roles.includes(role)));

export function placeOf(fragment: string): Place {
  const [, room, id] = /^#\/([a-z]+)(?:\/([\w.-]{1,80}))?$/.exec(fragment) ?? [];
  const known = rooms.find((one) => one.room === room)?.room ?? null;
  return { room: known, id: known === null ? null : (id ?? null) };
}

export const fragmentOf = (room: Room, id?: string | null): string => (id ? `#/${room}/${id}` : `#/${room}`);

export function go(room: Room, id?: string | null): void {
  window.location.hash = fragmentOf(room, id);
}

const listen = (changed: () => void) => {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
};
export function usePlace(): Place {
  const fragment = useSyncExternalStore(listen, () => window.location.hash);
  return placeOf(fragment);
}
