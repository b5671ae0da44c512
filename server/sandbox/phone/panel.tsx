import { useEffect, useRef, type ReactNode } from "react";

export interface PanelProps {
  title: string;
  /** What the green button says; null where choosing in the list is enough. */
  action: string | null;
  ready: boolean;
  onDone(): void;
  onClose(): void;
  children: ReactNode;
}

/** A form that slides up from the bottom of the phone. */
export function Panel({ title, action, ready, onDone, onClose, children }: PanelProps) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("input,textarea,button")?.focus(), []);
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
      <form
        ref={form}
        className="sheet panel"
        role="dialog"
        aria-modal
        aria-label={title}
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) onDone();
        }}
      >
        <h2>{title}</h2>
        <div className="panel-body">{children}</div>
        {action === null ? null : (
          <button type="submit" className="panel-done" disabled={!ready}>
            {action}
          </button>
        )}
        <button type="button" className="sheet-cancel" onClick={onClose}>
          取消
        </button>
      </form>
    </div>
  );
}
