import type { StaffCaseView } from "@wsi/shared/contract";
import { Button, Modal } from "antd";
import { useEffect, useState } from "react";
import { decisionsOf, declineName, toldConsequences } from "./decisions.ts";
import { DeclineModal } from "./decline.tsx";
import { strokeOf } from "./keys.ts";
import type { ActOn } from "./use-act.ts";

interface DecideProps {
  view: StaffCaseView;
  busy: boolean;
  act: ActOn;
  /** Why the last try did not go through: repeated inside a dialog, which covers the line above. */
  trouble: string | null;
  /** A notice is half written. */
  begun: boolean;
  write(): void;
}

/** The buttons that the life of the case allows now, and no others. */
export function Decide({ view, busy, act, trouble, begun, write }: DecideProps) {
  const [asking, setAsking] = useState<"approve" | "decline" | null>(null);
  const may = decisionsOf(view.actions);
  const acceptable = may.includes("accept") && !busy && asking === null;

  useEffect(() => {
    if (!acceptable) return;
    const onKey = (event: KeyboardEvent) => {
      if (strokeOf(event) === "accept") void act({ action: "accept" });
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [acceptable, act]);

  if (may.length === 0) return null;
  return (
    <footer className="decide">
      {may.includes("decline") ? (
        <Button danger disabled={busy} onClick={() => setAsking("decline")} data-test="case-decline">
          {declineName(view.state)}
        </Button>
      ) : null}
      <span className="decide-gap" />
      {may.includes("return") ? (
        <Button disabled={busy} onClick={write} data-test="case-return">
          {begun ? "继续写一次性告知" : "一次性告知补正"}
        </Button>
      ) : null}
      {may.includes("accept") ? (
        <Button
          type="primary"
          loading={busy}
          title="按 A 受理"
          onClick={() => void act({ action: "accept" })}
          data-test="case-accept"
        >
          受理
        </Button>
      ) : null}
      {may.includes("approve") ? (
        <Button type="primary" loading={busy} onClick={() => setAsking("approve")} data-test="case-approve">
          通过
        </Button>
      ) : null}
      <ApproveModal
        view={view}
        open={asking === "approve" && may.includes("approve")}
        busy={busy}
        trouble={trouble}
        close={() => setAsking(null)}
        act={act}
      />
      <DeclineModal
        view={view}
        open={asking === "decline" && may.includes("decline")}
        busy={busy}
        trouble={trouble}
        close={() => setAsking(null)}
        act={act}
      />
    </footer>
  );
}

interface ApproveProps {
  view: StaffCaseView;
  open: boolean;
  busy: boolean;
  trouble: string | null;
  close(): void;
  act: ActOn;
}

function ApproveModal({ view, open, busy, trouble, close, act }: ApproveProps) {
  const told = toldConsequences(view);
  return (
    <Modal
      open={open}
      title={`通过「${view.item.name}」？`}
      okText="通过，立即生效"
      cancelText="再看看"
      confirmLoading={busy}
      okButtonProps={{ "data-test": "case-approve-confirm" }}
      onCancel={close}
      onOk={() => void act({ action: "approve" }).then((done) => done && close())}
    >
      <p>
        {view.applicant.name}，编号 {view.number}。通过后马上写入参保台账并通知对方，<b>不能撤回</b>。
      </p>
      <h3 className="decide-title">对方将得到</h3>
      <p>{view.definition.result}</p>
      {told.length > 0 ? (
        <>
          <h3 className="decide-title">已经告诉对方的后果</h3>
          <ul className="decide-told">
            {told.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      ) : null}
      {trouble ? <p className="decide-trouble">{trouble}</p> : null}
    </Modal>
  );
}
