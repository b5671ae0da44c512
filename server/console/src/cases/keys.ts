/** The reviewer's keys. They are letters of words too: none of them means anything while somebody writes or answers a dialog. */
import { useEffect, useRef } from "react";

export type Stroke =
  | "next"
  | "previous"
  | "claimNext"
  | "claim"
  | "accept"
  | "approve"
  | "decline"
  | "notice"
  | "materialBefore"
  | "materialAfter"
  | "rotate"
  | "zoom"
  | "list"
  | "help";

/** The map, in the order in which the help shows it. */
export const keyMap: readonly { key: string; stroke: Stroke; words: string }[] = [
  { key: "N", stroke: "claimNext", words: "领下一件：最急的、还没人办的" },
  { key: "J", stroke: "next", words: "看列表里的下一件" },
  { key: "K", stroke: "previous", words: "看列表里的上一件" },
  { key: "C", stroke: "claim", words: "认领，或放回" },
  { key: "A", stroke: "accept", words: "受理" },
  { key: "G", stroke: "notice", words: "写一次性告知" },
  { key: "Y", stroke: "approve", words: "通过（或提出、同意通过），还要再确认" },
  { key: "X", stroke: "decline", words: "不予通过，还要写原因再确认" },
  { key: "[", stroke: "materialBefore", words: "上一份材料" },
  { key: "]", stroke: "materialAfter", words: "下一份材料" },
  { key: "R", stroke: "rotate", words: "图片转 90°" },
  { key: "Z", stroke: "zoom", words: "图片放大、再大、看全图" },
  { key: "L", stroke: "list", words: "收起、展开左边的列表" },
  { key: "?", stroke: "help", words: "打开这张表" },
];
const strokes = new Map(keyMap.map((one) => [one.key.toLowerCase(), one.stroke]));
/** Held down, these go on; the others happen once a press. */
const repeating: readonly Stroke[] = ["next", "previous", "materialBefore", "materialAfter"];
/** Where letters are letters. `data-keys="off"` marks a form of ours, its buttons included. */
const writing = "input, textarea, select, [contenteditable=true], [role=dialog], [role=combobox], [data-keys=off]";

/** As much of a keyboard event as decides. */
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  /** Held down: one press accepts one case, not the three after it too. */
  repeat: boolean;
  isComposing: boolean;
  target: EventTarget | null;
}

const inWriting = (target: EventTarget | null): boolean =>
  target !== null &&
  "closest" in target &&
  typeof target.closest === "function" &&
  (target as Element).closest(writing) !== null;

export function strokeOf(pressed: Pressed): Stroke | null {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.isComposing || inWriting(pressed.target))
    return null;
  const stroke = strokes.get(pressed.key.toLowerCase()) ?? null;
  return stroke !== null && pressed.repeat && !repeating.includes(stroke) ? null : stroke;
}

/** Listens while the part that asks is on the screen; what it does may change with every drawing. */
export function useStrokes(acts: Partial<Record<Stroke, () => void>>): void {
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const stroke = strokeOf(event);
      const act = stroke && latest.current[stroke];
      if (!act) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
