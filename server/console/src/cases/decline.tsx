import type { StaffCaseView } from "@wsi/shared/contract";
import { Input, Modal } from "antd";
import { shown } from "../shown.ts";
import { declineName, lawfulReasons } from "./decisions.ts";
import type { Reason } from "./drafts.ts";
import { PhrasePicks } from "./phrases.tsx";

interface DeclineProps {
  view: StaffCaseView;
  proposes: boolean;
  /** What was proposed, when this is its confirmation: the words stand. */
  fixed: Reason | null;
  reason: Reason | null;
  onReason(reason: Reason | null): void;
  open: boolean;
  busy: boolean;
  trouble: string | null;
  close(): void;
  decline(reason: Reason): void;
}

/** Never a bare no: why, and what the person can do instead. What is written stays until the server has it. */
export function DeclineModal(props: DeclineProps) {
  const { view, proposes, fixed, open, busy, trouble, close } = props;
  const { because, instead } = fixed ?? props.reason ?? { because: "", instead: "" };
  const ready = because.trim() !== "" && instead.trim() !== "";
  const law = lawfulReasons(view);
  const write = (change: Partial<Reason>) => props.onReason({ because, instead, ...change });
  return (
    <Modal
      open={open}
      title={`${proposes ? "初审" : ""}${declineName(view.state)}「${view.item.name}」`}
      okText={proposes ? "提交复核" : "作出决定"}
      cancelText="再看看"
      width={600}
      okButtonProps={{ danger: true, disabled: !ready, "data-test": "case-decline-confirm" }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => props.decline({ because: because.trim(), instead: instead.trim() })}
    >
      {fixed ? (
        <>
          <p>同意后立即作出决定并通知对方，不能撤回。要改措辞请退回重审。</p>
          <h3 className="decide-title">原因</h3>
          <p>{shown(because)}</p>
          <h3 className="decide-title">对方可以</h3>
          <p>{shown(instead)}</p>
        </>
      ) : (
        <>
          <p>
            两栏都要写，对方会原样看到。
            {proposes ? "这是高风险事项，由另一位审核员复核后才作出决定。" : "决定作出后不能撤回。"}
          </p>
          <div className="decline-field">
            <label htmlFor="decline-because">为什么不行（点一条再改，或自己写）</label>
            <Input.TextArea
              id="decline-because"
              rows={2}
              maxLength={300}
              value={because}
              autoFocus
              placeholder="写事实和依据，例如：中断已超过现行窗口允许的月数"
              onChange={(event) => write({ because: event.target.value })}
              data-test="decline-because"
            />
            <PhrasePicks
              kind="because"
              item={view.item.code}
              law={law.because}
              pick={(text) => write({ because: text })}
            />
          </div>
          <div className="decline-field">
            <label htmlFor="decline-instead">对方可以怎么办</label>
            <Input.TextArea
              id="decline-instead"
              rows={2}
              maxLength={300}
              value={instead}
              placeholder="给一条走得通的路，例如：有仲裁文书的，带原件到窗口办"
              onChange={(event) => write({ instead: event.target.value })}
              data-test="decline-instead"
            />
            <PhrasePicks
              kind="instead"
              item={view.item.code}
              law={law.instead}
              pick={(text) => write({ instead: text })}
            />
          </div>
        </>
      )}
      {trouble ? <p className="decide-trouble">{trouble}</p> : null}
    </Modal>
  );
}
