import { useEffect, useRef, useState } from "react";
import type { MenuButton } from "../src/world/menu.ts";

/** The account's menu: up to three buttons, each with up to five in a list that opens above it. */
export function Menu({ buttons, tap }: { buttons: readonly MenuButton[]; tap(button: number, sub?: number): void }) {
  const [open, setOpen] = useState<number | null>(null);
  const nav = useRef<HTMLElement>(null);
  useEffect(() => {
    if (open === null) return undefined;
    const onPress = (event: Event) => {
      if (!(event.target instanceof Node && nav.current?.contains(event.target))) setOpen(null);
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape") setOpen(null);
    };
    // The mini-program's frame keeps its presses to itself, but it takes the focus.
    const onBlur = () => setOpen(null);
    document.addEventListener("pointerdown", onPress);
    document.addEventListener("keydown", onKey);
    window.addEventListener("blur", onBlur);
    return () => {
      document.removeEventListener("pointerdown", onPress);
      document.removeEventListener("keydown", onKey);
      window.removeEventListener("blur", onBlur);
    };
  }, [open]);

  return (
    <nav className="menu" aria-label="服务号菜单" ref={nav}>
      {buttons.map((button, at) => (
        <div className="menu-column" key={button.name}>
          {open === at && button.sub_button ? (
            <div className="submenu" role="menu" aria-label={button.name}>
              {button.sub_button.map((sub, index) => (
                <button
                  type="button"
                  role="menuitem"
                  key={sub.name}
                  data-test={`submenu-${sub.name}`}
                  onClick={() => {
                    setOpen(null);
                    tap(at, index);
                  }}
                >
                  {sub.name}
                </button>
              ))}
            </div>
          ) : null}
          <button
            type="button"
            data-test={`menu-${at}`}
            aria-haspopup={button.sub_button ? "menu" : undefined}
            aria-expanded={button.sub_button ? open === at : undefined}
            onClick={() => (button.sub_button ? setOpen(open === at ? null : at) : tap(at))}
          >
            {button.sub_button ? <i aria-hidden /> : null}
            {button.name}
          </button>
        </div>
      ))}
    </nav>
  );
}
