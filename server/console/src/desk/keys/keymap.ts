/**
 * The keyboard of the desk. Read by the place of the key, not by what it types: with Alt held a Mac types ∆ where J is. While an
 * input method puts a word together no key means anything (229: Safari), nor under a dialog.
 */
export type DeskStroke =
  | "next"
  | "previous"
  | "reply"
  | "note"
  | "take"
  | "transfer"
  | "hold"
  | "ticket"
  | "close"
  | "tab"
  | "side"
  | "mute"
  | "help"
  | "answer-1"
  | "answer-2"
  | "answer-3";

export interface KeyLine {
  keys: readonly string[];
  words: string;
}
const withAlt: Readonly<Record<string, DeskStroke>> = {
  KeyJ: "next",
  ArrowDown: "next",
  KeyK: "previous",
  ArrowUp: "previous",
  KeyL: "reply",
  KeyP: "note",
  KeyG: "take",
  KeyT: "transfer",
  KeyH: "hold",
  KeyE: "close",
  KeyW: "ticket",
  KeyN: "tab",
  KeyO: "side",
  KeyM: "mute",
  Digit1: "answer-1",
  Digit2: "answer-2",
  Digit3: "answer-3",
};

/** What the overlay shows, in the order of a working day. */
export const keyLines: readonly { title: string; lines: readonly KeyLine[] }[] = [
  {
    title: "会话",
    lines: [
      { keys: ["Alt", "J"], words: "下一个会话（也可 Alt ↓）" },
      { keys: ["Alt", "K"], words: "上一个会话（也可 Alt ↑）" },
      { keys: ["Alt", "N"], words: "我的 → 等待 → 全部" },
      { keys: ["Alt", "G"], words: "接待这个会话" },
      { keys: ["Alt", "T"], words: "转接" },
      { keys: ["Alt", "H"], words: "挂起、恢复" },
      { keys: ["Alt", "W"], words: "建工单、代开办件草稿" },
      { keys: ["Alt", "E"], words: "结束会话" },
    ],
  },
  {
    title: "写",
    lines: [
      { keys: ["Alt", "L"], words: "写回复" },
      { keys: ["Alt", "P"], words: "写备注（市民看不到）" },
      { keys: ["/"], words: "常用语（输入法出 、 时，在行首打 、 也行）" },
      { keys: ["??"], words: "输入后接着打字：查知识库" },
      { keys: ["Alt", "1–3"], words: "放入第几条联想；加 Shift 直接发送" },
      { keys: ["Tab"], words: "跳到下一个没填的 {变量}" },
      { keys: ["Ctrl", "Enter"], words: "对话框里：确定" },
      { keys: ["Esc"], words: "收起候选、关对话框" },
    ],
  },
  {
    title: "工作台",
    lines: [
      { keys: ["Alt", "O"], words: "右侧下一页：市民、办件、参保、往来、知识" },
      { keys: ["Alt", "M"], words: "提示音 开、关" },
      { keys: ["?"], words: "这张表（正在打字时用 Ctrl /）" },
    ],
  },
];

/** As much of a keyboard event as decides. */
export interface Pressed {
  code: string;
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  repeat: boolean;
  isComposing: boolean;
  keyCode: number;
  target: EventTarget | null;
}

const within = (target: EventTarget | null, selector: string): boolean =>
  target !== null && target instanceof Element && target.closest(selector) !== null;
const writing = "input, textarea, select, [contenteditable=true]";

/** May be pressed again and again without letting go. */
const repeatable: ReadonlySet<DeskStroke> = new Set(["next", "previous"]);

export function deskStrokeOf(pressed: Pressed, on: boolean): DeskStroke | null {
  const { code, key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (pressed.isComposing || pressed.keyCode === 229 || within(pressed.target, "[role=dialog]")) return null;
  if ((ctrlKey || metaKey) && !altKey && code === "Slash") return "help";
  if (key === "?" && !altKey && !ctrlKey && !metaKey && !within(pressed.target, writing)) return "help";
  // AltGr is Ctrl+Alt: it types letters in other languages.
  if (!on || !altKey || ctrlKey || metaKey) return null;
  const stroke = withAlt[code] ?? null;
  if (stroke === null || (shiftKey && !stroke.startsWith("answer-"))) return null;
  return pressed.repeat && !repeatable.has(stroke) ? null : stroke;
}
