/** The keyboard of the desk, heard everywhere in its room. */
import { useEffect, useRef } from "react";
import { deskStrokeOf, type DeskStroke } from "./keymap.ts";

export function useKeys(on: boolean, act: (stroke: DeskStroke, shifted: boolean) => void): void {
  const doing = useRef(act);
  doing.current = act;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const stroke = deskStrokeOf(event, on);
      if (stroke === null) return;
      event.preventDefault();
      doing.current(stroke, event.shiftKey);
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [on]);
}
