import { reviewRoutes, type StaffCaseView, type WorkView } from "@wsi/shared/contract";
import { Button, Modal } from "antd";
import { useState } from "react";
import { decisionsOf, declineName, toldConsequences } from "./decisions.ts";
import { DeclineModal } from "./decline.tsx";
import type { Reason } from "./drafts.ts";
import { useStrokes } from "./keys.ts";
import { NoteModal } from "./note-modal.tsx";
import type { ActOn } from "./use-act.ts";
import type { Bench } from "./use-bench.ts";

interface DecideProps {
  view: StaffCaseView;
  bench: Bench;
  busy: boolean;
  act: ActOn;
  /** Why the last try did not go through: repeated inside a dialog, which covers the line above. */
  trouble: string | null;
  /** A notice is half written. */
  begun: boolean;
  write(): void;
  reason: Reason | null;
  onReason(reason: Reason | null): void;
}

type Asking = "approve" | "decline" | "back" | "explain";

/** The buttons that the life of the case allows now, and no others. Of two who decide, the first proposes and the second confirms. */
export function Decide(props: DecideProps) {
  const { view, bench, busy, act, trouble, begun, write, reason, onReason } = props;
  const [asking, setAsking] = useState<Asking | null>(null);
  const may = decisionsOf(view.actions);
  const proposes = view.actions.includes("propose");
  const proposal = bench.view?.proposal ?? null;
  const held = bench.view?.claim?.mine === false;
  const still = busy || bench.busy || held;
  const close = () => setAsking(null);
  const said = trouble ?? bench.trouble;
  const no = may.includes("decline") || proposes;
  const yes = may.includes("approve") || proposes;
  const free = !still && asking === null;

  useStrokes({
    ...(free && may.includes("accept") ? { accept: () => void act({ action: "accept" }) } : {}),
    ...(free && may.includes("return") ? { notice: write } : {}),
    ...(free && yes ? { approve: () => setAsking("approve") } : {}),
    ...(free && no ? { decline: () => setAsking("decline") } : {}),
  });

  const approve = async () => {
    const done = proposes
      ? await bench.act(reviewRoutes.propose, { as: "approve" }, true)
      : await act({ action: "approve" });
    if (done) close();
  };
  const decline = async (given: Reason) => {
    const done = proposes
      ? await bench.act(reviewRoutes.propose, { as: "decline", ...given }, true)
      : await act({ action: "decline", ...given });
    if (!done) return;
    onReason(null);
    close();
  };
  if (view.actions.length === 0) return null;
  const prefix = proposes ? "初审：" : proposal && !proposal.mine ? "复核同意：" : "";
  return (
    <footer className="decide">
      {no ? (
        <Button danger disabled={still} title="按 X" onClick={() => setAsking("decline")} data-test="case-decline">
          {prefix}
          {declineName(view.state)}
        </Button>
      ) : null}
      {view.actions.includes("sendBack") ? (
        <Button disabled={busy || bench.busy} onClick={() => setAsking("back")} data-test="case-send-back">
          {proposal?.mine ? "撤回初审意见" : "退回重审"}
        </Button>
      ) : null}
      {bench.view?.promised.tone === "red" && view.state === "accepted" ? (
        <Button disabled={still} onClick={() => setAsking("explain")} data-test="case-explain">
          说明超期原因
        </Button>
      ) : null}
      <span className="decide-gap" />
      {may.includes("return") || (begun && view.state === "accepted") || canAsk(view, bench.view) ? (
        <Button disabled={still} title="按 G" onClick={write} data-test="case-return">
          {begun ? "继续写一次性告知" : "一次性告知补正"}
        </Button>
      ) : null}
      {may.includes("accept") ? (
        <Button
          type="primary"
          loading={busy}
          disabled={still}
          title="按 A 受理"
          onClick={() => void act({ action: "accept" })}
          data-test="case-accept"
        >
          受理
        </Button>
      ) : null}
      {yes ? (
        <Button
          type="primary"
          loading={busy}
          disabled={still}
          title="按 Y"
          onClick={() => setAsking("approve")}
          data-test="case-approve"
        >
          {prefix}通过
        </Button>
      ) : null}
      <ApproveModal
        view={view}
        proposes={proposes}
        open={asking === "approve" && yes}
        busy={still}
        trouble={said}
        close={close}
        approve={() => void approve()}
      />
      <DeclineModal
        view={view}
        proposes={proposes}
        fixed={
          proposal && !proposal.mine && proposal.as === "decline"
            ? { because: proposal.because ?? "", instead: proposal.instead ?? "" }
            : null
        }
        reason={reason}
        onReason={onReason}
        open={asking === "decline" && no}
        busy={still}
        trouble={said}
        close={close}
        decline={(given) => void decline(given)}
      />
      <NoteModal
        open={asking === "back"}
        title={proposal?.mine ? "撤回初审意见" : "退回重审"}
        hint={proposal?.mine ? "为什么撤回，写给同事看" : "写清楚哪里要再核，初审的同事会看到，办事人看不到"}
        busy={bench.busy}
        trouble={said}
        close={close}
        done={(note) => bench.act(reviewRoutes.sendBack, { note }, true)}
      />
      <NoteModal
        open={asking === "explain"}
        title="说明超期原因"
        hint="对方会在办件进度里看到，例如：需要向原单位所在区核实参保信息"
        busy={bench.busy}
        trouble={said}
        close={close}
        done={(text) => bench.act(reviewRoutes.explain, { text }, true)}
      />
    </footer>
  );
}

/** A second notice that needs consent is written in the same form, though it cannot be sent yet. */
const canAsk = (view: StaffCaseView, work: WorkView | null): boolean =>
  view.state === "accepted" && view.notices.length > 0 && !work?.proposal && work?.consent?.agreed !== false;

interface ApproveProps {
  view: StaffCaseView;
  proposes: boolean;
  open: boolean;
  busy: boolean;
  trouble: string | null;
  close(): void;
  approve(): void;
}

function ApproveModal({ view, proposes, open, busy, trouble, close, approve }: ApproveProps) {
  const told = toldConsequences(view);
  return (
    <Modal
      open={open}
      title={proposes ? `初审通过「${view.item.name}」？` : `通过「${view.item.name}」？`}
      okText={proposes ? "提交复核" : "通过，立即生效"}
      cancelText="再看看"
      confirmLoading={busy}
      okButtonProps={{ "data-test": "case-approve-confirm", autoFocus: true }}
      onCancel={close}
      onOk={approve}
    >
      {proposes ? (
        <p>
          {view.applicant.name}，编号 {view.number}。这是高风险事项，要由<b>另一位审核员复核</b>后才生效。
        </p>
      ) : (
        <p>
          {view.applicant.name}，编号 {view.number}。通过后马上写入参保台账并通知对方，<b>不能撤回</b>。
        </p>
      )}
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
