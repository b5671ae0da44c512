/** A picture as large as the screen: + and − or the wheel bring it nearer, 0 puts it back, arrows or the mouse move it, Esc closes. */
import { CloseOutlined, MinusOutlined, PlusOutlined, RotateRightOutlined } from "@ant-design/icons";
import { useEffect, useReducer, useRef } from "react";

interface Look {
  scale: number;
  x: number;
  y: number;
  turn: number;
}
/** Dragged by so many pixels. */
interface Drag {
  dx: number;
  dy: number;
}
export type Move = Drag | "nearer" | "farther" | "back" | "left" | "right" | "up" | "down" | "turn";

const begin: Look = { scale: 1, x: 0, y: 0, turn: 0 };
const step = 80;
const nearest = 8;

export function moved(look: Look, move: Move): Look {
  if (typeof move === "object") return { ...look, x: look.x + move.dx, y: look.y + move.dy };
  switch (move) {
    case "nearer":
      return { ...look, scale: Math.min(nearest, look.scale * 1.25) };
    case "farther": {
      const scale = Math.max(1, look.scale / 1.25);
      // As small as the screen there is nothing to move about.
      return scale === 1 ? { ...look, scale, x: 0, y: 0 } : { ...look, scale };
    }
    case "left":
      return { ...look, x: look.x + step };
    case "right":
      return { ...look, x: look.x - step };
    case "up":
      return { ...look, y: look.y + step };
    case "down":
      return { ...look, y: look.y - step };
    case "turn":
      return { ...look, turn: (look.turn + 90) % 360 };
    case "back":
      return begin;
  }
}

const keys: Readonly<Record<string, Move>> = {
  "+": "nearer",
  "=": "nearer",
  "-": "farther",
  "0": "back",
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
  r: "turn",
};

export function Viewer({ src, close }: { src: string; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const shutter = useRef<HTMLButtonElement>(null);
  const [look, move] = useReducer(moved, begin);
  useEffect(() => {
    // The browser itself keeps the focus inside, and gives it back.
    if (!dialog.current?.open) dialog.current?.showModal();
    shutter.current?.focus();
  }, []);
  const lying = look.turn % 180 !== 0;
  return (
    <dialog
      ref={dialog}
      className="picture-viewer"
      aria-label="看图片"
      data-test="viewer"
      onClose={close}
      onClick={({ target }) => target === dialog.current && dialog.current.close()}
      onKeyDown={(event) => {
        event.stopPropagation();
        const way = keys[event.key];
        if (!way) return;
        event.preventDefault();
        move(way);
      }}
      onWheel={({ deltaY }) => move(deltaY < 0 ? "nearer" : "farther")}
    >
      <img
        src={src}
        alt="图片"
        draggable={false}
        className={lying ? "lying" : undefined}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId))
            move({ dx: event.movementX, dy: event.movementY });
        }}
        style={{ transform: `translate(${look.x}px, ${look.y}px) scale(${look.scale}) rotate(${look.turn}deg)` }}
      />
      <div className="picture-viewer-bar">
        <button type="button" onClick={() => move("farther")} aria-label="缩小（-）">
          <MinusOutlined />
        </button>
        <span aria-live="polite">{Math.round(look.scale * 100)}%</span>
        <button type="button" onClick={() => move("nearer")} aria-label="放大（+）" data-test="viewer-nearer">
          <PlusOutlined />
        </button>
        <button type="button" onClick={() => move("turn")} aria-label="旋转（r）">
          <RotateRightOutlined />
        </button>
        <button type="button" ref={shutter} onClick={() => dialog.current?.close()} aria-label="关闭（Esc）">
          <CloseOutlined />
        </button>
      </div>
    </dialog>
  );
}
