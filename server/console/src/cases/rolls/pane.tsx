import {
  rollReviewRoutes,
  rollStateName,
  rollStepName,
  type RollDecision,
  type RollReviewView,
} from "@wsi/shared/contract";
import { Money } from "@wsi/shared/values";
import { App as AntApp, Button } from "antd";
import { useState } from "react";
import { exactTime, timeWords } from "../../beijing.ts";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { Failed, Loading } from "../../states.tsx";
import { useAsked } from "../../use-asked.ts";
import { clockWords } from "../clock-words.ts";
import { NoteModal } from "../note-modal.tsx";
import { ReturnRoll } from "./return.tsx";
import { RollRows } from "./rows.tsx";

interface PaneProps {
  id: string;
  now: Date;
  back: string | null;
  changed(): void;
}

/** One roll: its sums, what stands out, its rows, and the decision on the whole. */
export function RollPane({ id, now, back, changed }: PaneProps) {
  const { message, modal } = AntApp.useApp();
  const { ask } = useSession();
  const { value, trouble, reload, keep } = useAsked(rollReviewRoutes.view, { id });
  const [picked, setPicked] = useState<readonly number[]>([]);
  const [from, setFrom] = useState(0);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [explaining, setExplaining] = useState(false);
  if (!value) return trouble === null ? <Loading rows={10} /> : <Failed message={trouble} retry={reload} />;

  /** Answers whether it was done: what was written is kept until then. */
  async function decide(decision: RollDecision, about: RollReviewView): Promise<boolean> {
    setBusy(true);
    const answer = await ask(rollReviewRoutes.decide, { id, confirmedAt: about.confirmedAt, decision });
    setBusy(false);
    changed();
    if (answer.ok) {
      keep(answer.value);
      setSaid(null);
      setPicked([]);
      void message.success(decision.as === "approve" ? "已通过，正在办理" : "已退回，经办人收到通知");
      return true;
    }
    setSaid(sentence(answer.error));
    // A colleague, or the clerk, was quicker.
    if (answer.error.code === "conflict") reload();
    return false;
  }
  const approve = (about: RollReviewView) =>
    modal.confirm({
      title: `通过「${about.employer}」的花名册？`,
      content: `${about.people} 人一起办，一人办不成就都不办。通过以后不能收回。`,
      okText: "通过",
      cancelText: "再看看",
      okButtonProps: { "data-test": "roll-approve-sure" },
      onOk: () => decide({ as: "approve" }, about),
    });
  /** Answers whether it was said. */
  async function explain(text: string, about: RollReviewView): Promise<boolean> {
    setBusy(true);
    const answer = await ask(rollReviewRoutes.explain, { id, confirmedAt: about.confirmedAt, text });
    setBusy(false);
    if (answer.ok) keep(answer.value);
    setSaid(answer.ok ? null : sentence(answer.error));
    return answer.ok;
  }
  const waits = value.state === "reviewing";
  const due = clockWords(value.clock, now);
  return (
    <article className="case">
      <header className="case-head">
        {back ? <a href={back}>‹ 列表</a> : null}
        <div>
          <h1>
            {value.employer}{" "}
            <small className={waits ? "case-state open" : "case-state"}>{rollStateName[value.state]}</small>
          </h1>
          <p>
            <span>{value.name}</span>
            <span>信用代码 {value.creditCode}</span>
            <span title={exactTime(value.confirmedAt)}>
              {value.clerk} {timeWords(value.confirmedAt, now)} 确认
            </span>
            {waits ? <span className={`clock ${due.tone}`}>{due.text}</span> : null}
          </p>
        </div>
      </header>
      {said ? (
        <p className="strip bad" role="alert">
          {said}
        </p>
      ) : null}
      <div className="roll-body">
        <dl className="roll-sums">
          <Sum label="人数" value={`${value.people} 人`} />
          {value.months > 0 ? <Sum label="要缴的月份" value={`${value.months} 人月`} /> : null}
          {value.total > 0 ? <Sum label="合计应缴" value={Money.print(value.total)} /> : null}
          {value.due.map((one) => (
            <Sum key={one.label} label={one.label} value={Money.print(one.amount)} />
          ))}
        </dl>
        {waits ? <Signs view={value} look={(at) => setFrom(at - 1)} /> : null}
        {value.state === "checked" || value.state === "checking" ? null : (
          <RollRows view={value} after={from} go={setFrom} picked={picked} onPick={waits ? setPicked : null} />
        )}
        <section>
          <h2>经过</h2>
          <ul className="case-timeline">
            {value.history.map((one) => (
              <li key={one.at + one.step}>
                <time title={exactTime(one.at)}>{timeWords(one.at, now)}</time>
                <span>
                  {rollStepName[one.step]} <small>{one.by}</small>
                  {one.note ? `：${one.note}` : ""}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
      {waits ? (
        <footer className="decide">
          <ReturnRoll picked={picked} busy={busy} send={(given) => decide({ as: "return", ...given }, value)} />
          {value.clock.tone === "red" ? (
            <Button disabled={busy} onClick={() => setExplaining(true)} data-test="roll-explain">
              说明超期原因
            </Button>
          ) : null}
          <NoteModal
            open={explaining}
            title="说明超期原因"
            hint="经办人会看到，例如：需要逐人核实劳动合同"
            busy={busy}
            trouble={said}
            close={() => setExplaining(false)}
            done={(text) => explain(text, value)}
          />
          <span className="decide-gap" />
          <Button type="primary" loading={busy} onClick={() => approve(value)} data-test="roll-approve">
            通过，为 {value.people} 人办理
          </Button>
        </footer>
      ) : null}
    </article>
  );
}

const Sum = ({ label, value }: { label: string; value: string }) => (
  <div>
    <dt>{label}</dt>
    <dd>{value}</dd>
  </div>
);

function Signs({ view, look }: { view: RollReviewView; look(at: number): void }) {
  return (
    <section>
      <h2>值得先看</h2>
      {view.signs.length === 0 ? <p className="case-small">没有看出特别的地方。</p> : null}
      <ul className="roll-signs">
        {view.signs.map((one) => (
          <li key={one.words} data-test="roll-sign">
            <b>
              {one.count} / {one.of}
            </b>
            <span>
              {one.words}
              <small>（{Math.round((one.count / one.of) * 100)}%）</small>
              <span className="roll-at">
                {one.rows.slice(0, 8).map((at) => (
                  <button type="button" key={at} onClick={() => look(at)}>
                    第 {at} 行
                  </button>
                ))}
                {one.count > 8 ? "…" : ""}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
