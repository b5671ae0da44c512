/** What is different between two versions of a menu, in sentences that somebody who approves can judge. */
import { targetOf, type MenuAction, type MenuDraft } from "@wsi/shared/contract";

export interface Change {
  what: "added" | "removed" | "renamed" | "moved" | "changed";
  text: string;
}
interface Leaf {
  button: MenuAction;
  /** Name of its group; "" in the bar itself. */
  where: string;
  group: number | null;
  index: number;
}
const leavesOf = (menu: MenuDraft): Leaf[] =>
  menu.flatMap((one, at): Leaf[] =>
    one.kind === "group"
      ? one.buttons.map((button, index) => ({ button, where: one.name, group: at, index }))
      : [{ button: one, where: "", group: null, index: at }],
  );
const placed = (leaf: Leaf): string =>
  leaf.where === "" ? `「${leaf.button.name}」` : `「${leaf.where} › ${leaf.button.name}」`;
const whither = (button: MenuAction): string =>
  button.kind === "open" ? button.page : button.kind === "url" ? button.url : button.key;

export function differenceOf(before: MenuDraft, after: MenuDraft): Change[] {
  const changes: Change[] = [];
  const oldGroups = before.flatMap((one) => (one.kind === "group" ? [one.name] : []));
  const newGroups = after.flatMap((one) => (one.kind === "group" ? [one.name] : []));
  /** Groups that share buttons under another name are the same group renamed. */
  const renamed = new Map<string, string>();
  for (const one of after) {
    if (one.kind !== "group" || oldGroups.includes(one.name)) continue;
    const targets = new Set(one.buttons.map(targetOf));
    const was = before.find(
      (old) =>
        old.kind === "group" &&
        !newGroups.includes(old.name) &&
        old.buttons.some((button) => targets.has(targetOf(button))),
    );
    if (was && !renamed.has(was.name)) {
      renamed.set(was.name, one.name);
      changes.push({ what: "renamed", text: `主按钮「${was.name}」改名为「${one.name}」` });
    } else changes.push({ what: "added", text: `新增主按钮「${one.name}」` });
  }
  for (const name of oldGroups)
    if (!newGroups.includes(name) && !renamed.has(name))
      changes.push({ what: "removed", text: `删去主按钮「${name}」` });

  const old = leavesOf(before);
  const fresh = leavesOf(after);
  const matched = new Map<Leaf, Leaf>();
  const pair = (alike: (a: Leaf, b: Leaf) => boolean) => {
    for (const now of fresh) {
      if (matched.has(now)) continue;
      const was = old.find((one) => alike(one, now) && ![...matched.values()].includes(one));
      if (was) matched.set(now, was);
    }
  };
  const home = (leaf: Leaf) => renamed.get(leaf.where) ?? leaf.where;
  pair((a, b) => targetOf(a.button) === targetOf(b.button) && home(a) === b.where);
  pair((a, b) => targetOf(a.button) === targetOf(b.button));
  pair((a, b) => a.button.name === b.button.name && home(a) === b.where);

  for (const now of fresh) {
    const was = matched.get(now);
    if (!was) {
      changes.push({ what: "added", text: `新增${placed(now)}` });
      continue;
    }
    if (was.button.name !== now.button.name)
      changes.push({ what: "renamed", text: `「${was.button.name}」改名为${placed(now)}` });
    if (home(was) !== now.where)
      changes.push({
        what: "moved",
        text: `「${now.button.name}」移到${now.where === "" ? "主菜单" : `「${now.where}」`}`,
      });
    if (targetOf(was.button) !== targetOf(now.button))
      changes.push({ what: "changed", text: `${placed(now)}的去向：${whither(was.button)} → ${whither(now.button)}` });
    else if (JSON.stringify(was.button) !== JSON.stringify({ ...now.button, name: was.button.name }))
      changes.push({ what: "changed", text: `${placed(now)}的${now.button.kind === "click" ? "回答" : "用法"}改了` });
  }
  const staying = new Set(matched.values());
  for (const was of old) if (!staying.has(was)) changes.push({ what: "removed", text: `删去${placed(was)}` });
  if (changes.length === 0 && JSON.stringify(before) !== JSON.stringify(after))
    changes.push({ what: "moved", text: "按钮的顺序变了" });
  return changes;
}
