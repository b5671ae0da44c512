import { knowledgeLimits } from "@wsi/shared/contract";
import { Button, Input, Modal } from "antd";
import { useState } from "react";

interface Props {
  label: string;
  title: string;
  danger?: boolean;
  /** Who will read it. */
  hint?: string;
  busy: boolean;
  /** Answers whether it was done; what is written stays until then. */
  done(reason: string): Promise<boolean>;
}

/** An act that must say why. */
export function WithReason({ label, title, danger = false, hint = "写给写这条的同事看", busy, done }: Props) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const confirm = async () => {
    const ok = await done(reason.trim());
    setOpen(false);
    if (ok) setReason("");
  };
  return (
    <>
      <Button danger={danger} onClick={() => setOpen(true)} data-test={`kb-reason-${danger ? "withdraw" : "reject"}`}>
        {label}
      </Button>
      <Modal
        open={open}
        title={title}
        okText={label}
        cancelText="再看看"
        okButtonProps={{ danger, disabled: reason.trim() === "", "data-test": "kb-reason-confirm" }}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() => void confirm()}
      >
        <Input.TextArea
          rows={3}
          autoFocus
          value={reason}
          maxLength={knowledgeLimits.reason}
          showCount
          placeholder={hint}
          onChange={(event) => setReason(event.target.value)}
          data-test="kb-reason"
        />
      </Modal>
    </>
  );
}
