import { useEffect, useRef } from "react";

export interface SheetAction {
  label: string;
  grave?: boolean;
  act(): void;
}

/** The list that slides up from the bottom of the phone: what can be done, and 取消. */
export function Sheet({ title, actions, onClose }: { title?: string; actions: SheetAction[]; onClose(): void }) {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div
      className="sheet-shade"
      role="presentation"
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className="sheet" role="dialog" aria-modal aria-label={title ?? "更多"}>
        {title ? <p>{title}</p> : null}
        {actions.map(({ label, grave, act }, at) => (
          <button
            type="button"
            key={label}
            ref={at === 0 ? first : null}
            className={grave ? "grave" : undefined}
            onClick={() => {
              onClose();
              act();
            }}
          >
            {label}
          </button>
        ))}
        <button type="button" className="sheet-cancel" onClick={onClose}>
          取消
        </button>
      </div>
    </div>
  );
}
