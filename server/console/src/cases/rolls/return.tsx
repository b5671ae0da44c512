import { Button, Input, Modal } from "antd";
import { useState } from "react";

interface ReturnProps {
  picked: readonly number[];
  busy: boolean;
  /** Answers whether it was done. */
  send(given: { because: string; rows: number[] }): Promise<boolean>;
}

/** 退回: why, and which rows; the clerk reads both. */
export function ReturnRoll({ picked, busy, send }: ReturnProps) {
  const [open, setOpen] = useState(false);
  const [because, setBecause] = useState("");
  const done = async () => {
    const ok = await send({ because: because.trim(), rows: [...picked] });
    setOpen(false);
    if (ok) setBecause("");
  };
  return (
    <>
      <Button danger disabled={busy} onClick={() => setOpen(true)} data-test="roll-return">
        退回
      </Button>
      <Modal
        open={open}
        title="退回这份花名册"
        okText="退回"
        cancelText="再看看"
        okButtonProps={{ danger: true, disabled: because.trim() === "", "data-test": "roll-return-sure" }}
        confirmLoading={busy}
        onCancel={() => setOpen(false)}
        onOk={() => void done()}
      >
        <p className="roll-return-rows">
          {picked.length > 0
            ? `勾了 ${picked.length} 行：经办人要改好或删去这些行，才能再确认。`
            : "没有勾行：经办人看到原因，自己改，或者作废重传。"}
        </p>
        <Input.TextArea
          className="roll-return-because"
          rows={3}
          autoFocus
          value={because}
          maxLength={300}
          showCount
          placeholder="写清哪里有问题、怎么改，经办人会看到"
          onChange={(event) => setBecause(event.target.value)}
          data-test="roll-return-because"
        />
      </Modal>
    </>
  );
}
