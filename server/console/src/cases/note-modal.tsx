import { Input, Modal } from "antd";
import { useState } from "react";

interface NoteProps {
  open: boolean;
  title: string;
  hint: string;
  busy: boolean;
  trouble: string | null;
  close(): void;
  done(note: string): Promise<boolean>;
}

/** A few words that an act needs; what is written stays until it is done. */
export function NoteModal({ open, title, hint, busy, trouble, close, done }: NoteProps) {
  const [note, setNote] = useState("");
  const confirm = async () => {
    if (!(await done(note.trim()))) return;
    setNote("");
    close();
  };
  return (
    <Modal
      open={open}
      title={title}
      okText="提交"
      cancelText="再看看"
      confirmLoading={busy}
      okButtonProps={{ disabled: note.trim() === "", "data-test": "case-note-confirm" }}
      onCancel={close}
      onOk={() => void confirm()}
    >
      <Input.TextArea
        rows={3}
        autoFocus
        value={note}
        maxLength={200}
        showCount
        placeholder={hint}
        aria-label={title}
        // The count hangs below the box.
        style={{ marginBottom: 24 }}
        onChange={(event) => setNote(event.target.value)}
        data-test="case-note"
      />
      {trouble ? <p className="decide-trouble">{trouble}</p> : null}
    </Modal>
  );
}
