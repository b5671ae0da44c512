import type { RollView } from "@wsi/shared/contract";
import { useState } from "react";
import { api } from "../../api.ts";
import {
  ActionProblem,
  Amount,
  Button,
  Card,
  Cell,
  Fact,
  Figure,
  Numbered,
  Question,
  TextInput,
  toPlace,
  yuan,
} from "../../ui/index.ts";

/** Totals and consequences, before the clerk signs for everybody in the roll. */
export function ConfirmRoll({ roll, onChange }: { roll: RollView; onChange(next: RollView): void }) {
  const [signature, setSignature] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { summary } = roll;
  async function confirm() {
    if (signature.trim() === "") {
      toPlace("question-signature");
      return setProblem("请写上您的姓名，表示同意办理");
    }
    setBusy(true);
    const done = await api.confirmRoll({ id: roll.id, signature: signature.trim() });
    setBusy(false);
    if (done.ok) return onChange(done.value);
    setProblem([done.error.message, done.error.instead].filter(Boolean).join("。"));
  }
  return (
    <>
      <Card title="核对好了，没有问题" id="roll-summary">
        <Fact label="人数">{summary?.people ?? roll.total} 人</Fact>
        {summary && summary.months > 0 ? <Fact label="要缴的月份">合计 {summary.months} 人月</Fact> : null}
        {summary && summary.total > 0 ? (
          <>
            <Amount id="roll-total">{yuan(summary.total)} 元</Amount>
            {summary.due.map((one) => (
              <Cell key={one.label} label={one.label} value={<Figure>{yuan(one.amount)} 元</Figure>} />
            ))}
          </>
        ) : null}
      </Card>
      <Card title="确认以后" id="consequences">
        <Numbered
          items={
            roll.review.days === null
              ? roll.consequences
              : [`审核员先看，承诺 ${roll.review.days} 个工作日；通过以后才办，结果会通知您。`, ...roll.consequences]
          }
        />
      </Card>
      <Card>
        <Question
          name="signature"
          label="签名"
          help="请写上您自己（经办人）的姓名，表示名册属实，同意为名册里的全部职工办理"
        >
          <TextInput
            id="roll-signature"
            label="签名"
            placeholder="您的姓名"
            max={60}
            value={signature}
            onChange={setSignature}
          />
        </Question>
        {problem ? <ActionProblem id="confirm-problem" text={problem} /> : null}
        <Button id="roll-confirm" busy={busy} onClick={() => void confirm()}>
          {roll.review.days === null ? `确认，为 ${roll.total} 人办理` : `确认，${roll.total} 人送审`}
        </Button>
      </Card>
    </>
  );
}
