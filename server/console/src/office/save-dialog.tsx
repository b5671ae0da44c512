/** The frame of a dialog that saves: it stays open, with what the server said at its foot, until what was typed is saved. */
import { Modal } from "antd";
import { useState, type ReactNode } from "react";
import { sentence, type Answer } from "../client.ts";

export interface Saving {
  busy: boolean;
  problem: string | null;
  save: () => void;
}

/** `send` answers a sentence instead when what was typed cannot be sent yet; `done` gets what the server answered. */
export function useSaving<Out>(send: () => Promise<Answer<Out>> | string, done: (value: Out) => void): Saving {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const save = async () => {
    const sent = send();
    if (typeof sent === "string") return setProblem(sent);
    setBusy(true);
    const answer = await sent;
    setBusy(false);
    if (answer.ok) done(answer.value);
    else setProblem(answer.error.problems?.[0]?.message ?? sentence(answer.error));
  };
  return { busy, problem, save: () => void save() };
}

interface Props {
  title: string;
  saving: Saving;
  width?: number;
  /** False while something typed stands in the way. */
  ready?: boolean;
  /** Enter in a field saves, where no field wants it for itself. */
  byEnter?: boolean;
  test: string;
  close: () => void;
  children: ReactNode;
}

export function SaveDialog({ title, saving, width = 520, ready = true, byEnter, test, close, children }: Props) {
  const fields = (
    <>
      {children}
      {saving.problem && (
        <p className="kb-bad" role="alert">
          {saving.problem}
        </p>
      )}
    </>
  );
  return (
    <Modal
      open
      width={width}
      title={title}
      okText="保存"
      cancelText="取消"
      confirmLoading={saving.busy}
      okButtonProps={{ disabled: !ready, "data-test": test }}
      onCancel={close}
      onOk={saving.save}
    >
      {byEnter ? (
        <form
          className="kb-form"
          onSubmit={(event) => {
            event.preventDefault();
            saving.save();
          }}
        >
          {fields}
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </form>
      ) : (
        <div className="kb-form">{fields}</div>
      )}
    </Modal>
  );
}
