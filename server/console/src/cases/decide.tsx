import type { StaffCaseView } from "@wsi/shared/contract";
import { Button, Input, Modal } from "antd";
import { useState } from "react";
import type { ActOn } from "./use-act.ts";

interface DecideProps {
  view: StaffCaseView;
  busy: boolean;
  act: ActOn;
  write(): void;
}

/** The buttons that the life of the case allows now, and no others. */
export function Decide({ view, busy, act, write }: DecideProps) {
  const [approving, setApproving] = useState(false);
  const [declining, setDeclining] = useState(false);
  const may = (action: StaffCaseView["actions"][number]) => view.actions.includes(action);
  if (!may("accept") && !may("return") && !may("approve") && !may("decline")) return null;
  return (
    <footer className="decide">
      {may("decline") ? (
        <Button danger disabled={busy} onClick={() => setDeclining(true)} data-test="case-decline">
          不予通过
        </Button>
      ) : null}
      <span className="decide-gap" />
      {may("return") ? (
        <Button disabled={busy} onClick={write} data-test="case-return">
          一次性告知补正
        </Button>
      ) : null}
      {may("accept") ? (
        <Button type="primary" loading={busy} onClick={() => void act({ action: "accept" })} data-test="case-accept">
          受理
        </Button>
      ) : null}
      {may("approve") ? (
        <Button type="primary" loading={busy} onClick={() => setApproving(true)} data-test="case-approve">
          通过
        </Button>
      ) : null}
      <Modal
        open={approving}
        title={`通过「${view.item.name}」？`}
        okText="通过，立即生效"
        cancelText="再看看"
        confirmLoading={busy}
        okButtonProps={{ "data-test": "case-approve-confirm" }}
        onCancel={() => setApproving(false)}
        onOk={() => void act({ action: "approve" }).then(() => setApproving(false))}
      >
        <p>通过后马上写入参保台账并通知对方，不能撤回。</p>
        <p>对方将得到：{view.definition.result}。</p>
      </Modal>
      <DeclineModal view={view} open={declining} busy={busy} close={() => setDeclining(false)} act={act} />
    </footer>
  );
}

interface DeclineProps {
  view: StaffCaseView;
  open: boolean;
  busy: boolean;
  close(): void;
  act: ActOn;
}

/** Never a bare no: why, and what the person can do instead. */
function DeclineModal({ view, open, busy, close, act }: DeclineProps) {
  const [because, setBecause] = useState("");
  const [instead, setInstead] = useState("");
  const ready = because.trim() !== "" && instead.trim() !== "";
  return (
    <Modal
      open={open}
      title={`不予通过「${view.item.name}」`}
      okText="作出决定"
      cancelText="再看看"
      okButtonProps={{ danger: true, disabled: !ready, "data-test": "case-decline-confirm" }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void act({ action: "decline", because: because.trim(), instead: instead.trim() }).then(close)}
    >
      <label className="decline-field">
        <span>为什么不行</span>
        <Input.TextArea
          rows={2}
          maxLength={300}
          value={because}
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
    </Modal>
  );
}
