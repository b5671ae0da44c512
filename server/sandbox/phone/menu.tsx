import { useEffect, useState } from "react";
import type { MenuButton } from "../src/world/menu.ts";

/** The account's menu: up to three buttons, each with up to five in a list that opens above it. */
export function Menu({ buttons, tap }: { buttons: readonly MenuButton[]; tap(button: number, sub?: number): void }) {
  const [open, setOpen] = useState<number | null>(null);
  useEffect(() => {
    if (open === null) return undefined;
    const close = (event: Event) => {
      if (!(event.target instanceof Element && event.target.closest(".menu"))) setOpen(null);
    };
    document.addEventListener("pointerdown", close);
    return () => document.removeEventListener("pointerdown", close);
  }, [open]);
  if (buttons.length === 0) return null;
  return (
    <nav className="menu" aria-label="服务号菜单">
      {buttons.map((button, at) => (
        <div className="menu-column" key={button.name}>
          {open === at && button.sub_button ? (
            <div className="submenu" role="menu">
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
            aria-expanded={button.sub_button ? open === at : undefined}
            onClick={() => (button.sub_button ? setOpen(open === at ? null : at) : tap(at))}
          >
            {button.sub_button ? <i aria-hidden>≡</i> : null}
            {button.name}
          </button>
        </div>
      ))}
    </nav>
  );
}
