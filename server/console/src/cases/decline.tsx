import type { StaffCaseView } from "@wsi/shared/contract";
import { Input, Modal } from "antd";
import { useState } from "react";
import { declineName } from "./decisions.ts";
import type { ActOn } from "./use-act.ts";

interface DeclineProps {
  view: StaffCaseView;
  open: boolean;
  busy: boolean;
  trouble: string | null;
  close(): void;
  act: ActOn;
}

/** Never a bare no: why, and what the person can do instead. What is written stays until the server has it. */
export function DeclineModal({ view, open, busy, trouble, close, act }: DeclineProps) {
  const [because, setBecause] = useState("");
  const [instead, setInstead] = useState("");
  const ready = because.trim() !== "" && instead.trim() !== "";
  return (
    <Modal
      open={open}
      title={`${declineName(view.state)}「${view.item.name}」`}
      okText="作出决定"
      cancelText="再看看"
      okButtonProps={{ danger: true, disabled: !ready, "data-test": "case-decline-confirm" }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() =>
        void act({ action: "decline", because: because.trim(), instead: instead.trim() }).then(
          (done) => done && close(),
        )
      }
    >
      <p>两栏都要写，对方会原样看到。决定作出后不能撤回。</p>
      <label className="decline-field">
        <span>为什么不行</span>
        <Input.TextArea
          rows={2}
          maxLength={300}
          value={because}
          autoFocus
          placeholder="写事实和依据，例如：中断已超过现行窗口允许的月数"
          onChange={(event) => setBecause(event.target.value)}
          data-test="decline-because"
        />
      </label>
      <label className="decline-field">
        <span>对方可以怎么办</span>
        <Input.TextArea
          rows={2}
          maxLength={300}
          value={instead}
          placeholder="给一条走得通的路，例如：有仲裁文书的，带原件到窗口办"
          onChange={(event) => setInstead(event.target.value)}
          data-test="decline-instead"
        />
      </label>
      {trouble ? <p className="decide-trouble">{trouble}</p> : null}
    </Modal>
  );
}
