/** A dialog that asks before an act: Ctrl Enter does it, Esc leaves it; what was written stays until the act was done. */
import { Modal, type ButtonProps } from "antd";
import type { KeyboardEvent, ReactNode } from "react";

/** Said apart, because Ant's own type of a button's properties knows no data attributes. */
const mark = (name: string, disabled: boolean): ButtonProps & { "data-test": string } => ({
  "data-test": name,
  disabled,
  title: "Ctrl Enter",
});

export function Asking({
  title,
  ok,
  cancel,
  busy,
  ready,
  test,
  done,
  shut,
  children,
}: {
  title: string;
  ok: string;
  cancel: string;
  busy: boolean;
  /** Everything that is needed was given. */
  ready: boolean;
  test: string;
  done: () => void;
  shut: () => void;
  children: ReactNode;
}) {
  const key = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (ready && !busy) done();
  };
  return (
    <Modal
      open
      title={title}
      okText={ok}
      cancelText={cancel}
      confirmLoading={busy}
      okButtonProps={mark(test, !ready)}
      onOk={done}
      onCancel={shut}
    >
      <div className="dialog" onKeyDown={key}>
        {children}
      </div>
    </Modal>
  );
}
