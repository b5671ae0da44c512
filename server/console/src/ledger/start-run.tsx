import { CalculatorOutlined } from "@ant-design/icons";
import { beijingDay } from "@wsi/shared/case";
import { ledgerRoutes, type AssessmentPreview, type AssessmentRunView } from "@wsi/shared/contract";
import { addMonths, Month, monthOf } from "@wsi/shared/values";
import { Button, Modal, Radio } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";

/** The button, and the second look before anything is assessed. */
export function StartRun({ running, started }: { running: boolean; started(runs: AssessmentRunView[]): void }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        type="primary"
        icon={<CalculatorOutlined />}
        disabled={running}
        onClick={() => setOpen(true)}
        data-test="ledger-start"
      >
        {running ? "正在核定" : "核定"}
      </Button>
      {open && <SecondLook close={() => setOpen(false)} started={started} />}
    </>
  );
}

function SecondLook({ close, started }: { close(): void; started(runs: AssessmentRunView[]): void }) {
  const { ask } = useSession();
  const thisMonth = monthOf(beijingDay(useNow(60)));
  const [month, setMonth] = useState(thisMonth);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const preview = useAsked(ledgerRoutes.preview, { month });
  const start = async () => {
    setBusy(true);
    const answer = await ask(ledgerRoutes.start, { month });
    setBusy(false);
    if (!answer.ok) return setTrouble(sentence(answer.error));
    started(answer.value);
    close();
  };
  return (
    <Modal
      open
      title="核定哪个月"
      okText={`核定 ${Month.print(month)}`}
      cancelText="再看看"
      okButtonProps={{ disabled: preview.value === null, "data-test": "ledger-confirm" }}
      confirmLoading={busy}
      onCancel={close}
      onOk={() => void start()}
    >
      <Radio.Group
        value={month}
        onChange={({ target }) => {
          setMonth(String(target.value));
          setTrouble(null);
        }}
        options={[thisMonth, addMonths(thisMonth, -1)].map((value) => ({ value, label: Month.print(value) }))}
      />
      {preview.value ? (
        <Facts preview={preview.value} />
      ) : preview.trouble === null ? (
        <Loading rows={3} />
      ) : (
        <Failed message={preview.trouble} retry={preview.reload} />
      )}
      {trouble !== null && (
        <p className="ledger-bad" role="alert">
          {trouble}
        </p>
      )}
    </Modal>
  );
}

function Facts({ preview }: { preview: AssessmentPreview }) {
  const inGroups = (n: number) => n.toLocaleString("zh-CN");
  return (
    <ul className="ledger-facts" data-test="ledger-preview">
      <li>
        账本里共 <strong>{inGroups(preview.people)}</strong> 人，当月在保的按缴费基数或档次核定
      </li>
      <li>
        {preview.assessed === 0
          ? "这个月还没有核定过"
          : `这个月已核定 ${inGroups(preview.assessed)} 笔，这次只补新增的，已有的不动`}
      </li>
      <li>{Month.print(preview.arrearsOf)}和更早到期没缴的，转为欠费</li>
      <li>开始以后不能撤回；核定错了的，单位逐人办「职工当月欠款注销」</li>
      {preview.estimate !== undefined && <li className="ledger-warn">{preview.estimate}</li>}
    </ul>
  );
}
