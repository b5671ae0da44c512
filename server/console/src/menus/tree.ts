/** A menu as a tree under the editor's hands. A place is where a button stands: [1] in the bar, [1, 0] in the second one's sub-menu. */
import {
  actionsOf,
  isKeyed,
  type MenuAction,
  type MenuDraft,
  type MenuItem,
  type MenuKind,
} from "@wsi/shared/contract";

export type Spot = readonly [number] | readonly [number, number];

export const sameSpot = (a: Spot | null, b: Spot | null): boolean =>
  a !== null && b !== null && a[0] === b[0] && a[1] === b[1];
/** As `flawsOfMenu` says it. */
export const pathOf = (spot: Spot): string =>
  spot[1] === undefined ? `${spot[0]}.` : `${spot[0]}.buttons.${spot[1]}.`;

export function itemAt(menu: MenuDraft, spot: Spot): MenuItem | undefined {
  const top = menu[spot[0]];
  if (spot[1] === undefined) return top;
  return top?.kind === "group" ? top.buttons[spot[1]] : undefined;
}

/** Rewrites the list in which `spot` stands. */
function inList(menu: MenuDraft, spot: Spot, change: (list: MenuItem[], index: number) => MenuItem[]): MenuDraft {
  if (spot[1] === undefined) return change([...menu], spot[0]);
  const inner = spot[1];
  return menu.map((one, index) =>
    index === spot[0] && one.kind === "group"
      ? { ...one, buttons: change([...one.buttons], inner).filter((button) => button.kind !== "group") }
      : one,
  );
}
export const setAt = (menu: MenuDraft, spot: Spot, item: MenuItem): MenuDraft =>
  inList(menu, spot, (list, index) => list.with(index, item));
export const removeAt = (menu: MenuDraft, spot: Spot): MenuDraft =>
  inList(menu, spot, (list, index) => list.toSpliced(index, 1));
/** Within its own list; `to` is clamped. */
export const moveTo = (menu: MenuDraft, spot: Spot, to: number): MenuDraft =>
  inList(menu, spot, (list, index) => {
    const item = list[index];
    if (!item) return list;
    const rest = list.toSpliced(index, 1);
    return rest.toSpliced(Math.max(0, Math.min(to, rest.length)), 0, item);
  });
export const addTop = (menu: MenuDraft, item: MenuItem): MenuDraft => [...menu, item];
export const addInside = (menu: MenuDraft, index: number, item: MenuAction): MenuDraft =>
  menu.map((one, at) => (at === index && one.kind === "group" ? { ...one, buttons: [...one.buttons, item] } : one));

/** A key that no button has, nor any ever had: taps are counted under it for good. */
export function freshKey(used: Iterable<string>): string {
  const taken = new Set(used);
  for (let number = 1; ; number += 1) if (!taken.has(`ASK_${number}`)) return `ASK_${number}`;
}
export const keysOf = (menu: MenuDraft): string[] => actionsOf(menu).flatMap((one) => (isKeyed(one) ? [one.key] : []));

/** The same button as another kind; its name stays, and a group keeps its buttons only as a group. */
export function asKind(item: MenuItem, kind: MenuKind, key: string): MenuItem {
  const { name } = item;
  if (item.kind === kind) return item;
  if (kind === "group") return { kind, name, buttons: [] };
  if (kind === "open") return { kind, name, page: "" };
  if (kind === "url") return { kind, name, url: "" };
  if (kind === "place") return { kind, name, key };
  if (kind === "scan") return { kind, name, key, answered: true };
  if (kind === "photo") return { kind, name, key, from: "choice" };
  return { kind, name, key, answer: { entries: [] } };
}
