/** Tabs as the keyboard expects them: one stop for Tab, arrows and Home and End go from one to the next. */
import type { KeyboardEvent, ReactNode } from "react";

export interface TabsProps<Name extends string> {
  label: string;
  className: string;
  tabs: readonly Name[];
  chosen: Name;
  choose: (name: Name) => void;
  names: Readonly<Record<Name, ReactNode>>;
  test: (name: Name) => string;
}

/** The tab that a key leads to; null when the key leads nowhere. */
export function tabBy<Name extends string>(key: string, tabs: readonly Name[], from: Name): Name | null {
  const at = tabs.indexOf(from);
  const step = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
  if (step !== 0) return tabs[(at + step + tabs.length) % tabs.length] ?? null;
  if (key === "Home") return tabs[0] ?? null;
  return key === "End" ? (tabs.at(-1) ?? null) : null;
}

export function Tabs<Name extends string>({ label, className, tabs, chosen, choose, names, test }: TabsProps<Name>) {
  const pressed = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = tabBy(event.key, tabs, chosen);
    if (next === null) return;
    event.preventDefault();
    choose(next);
    event.currentTarget.querySelectorAll<HTMLElement>("[role=tab]")[tabs.indexOf(next)]?.focus();
  };
  return (
    <div className={className} role="tablist" aria-label={label} onKeyDown={pressed}>
      {tabs.map((one) => (
        <button
          key={one}
          type="button"
          role="tab"
          aria-selected={one === chosen}
          tabIndex={one === chosen ? 0 : -1}
          onClick={() => choose(one)}
          data-test={test(one)}
        >
          {names[one]}
        </button>
      ))}
    </div>
  );
}
