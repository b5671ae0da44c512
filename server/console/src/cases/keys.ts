/** The reviewer's keys. J, K and A are letters of words too: none of them means anything while somebody writes or answers a dialog. */
export type Stroke = "next" | "previous" | "accept";

const strokes: Readonly<Record<string, Stroke>> = { j: "next", k: "previous", a: "accept" };
/** Where letters are letters. `data-keys="off"` marks a form of ours, its buttons included. */
const writing = "input, textarea, select, [contenteditable=true], [role=dialog], [data-keys=off]";

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
  const stroke = strokes[pressed.key.toLowerCase()] ?? null;
  return stroke === "accept" && pressed.repeat ? null : stroke;
}
