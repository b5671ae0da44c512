/** 「回访」: every mark of 不满意, called within a working day and settled within fifteen. */
import { desk, type FollowUp, type FollowUpOutcome } from "@wsi/shared/contract";
import { App, Button, Input, Modal, Segmented, Select } from "antd";
import { useState } from "react";
import { dueWords, exactTime, timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { fragmentOf } from "../place.ts";
import { useNow, useSession } from "../session.tsx";
import { shown } from "../shown.ts";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import "../office/office.css";
import "../own/own.css";
import "./after.css";

type State = "open" | "settled";
const outcomeName: Record<FollowUpOutcome, string> = {
  explained: "已解释清楚",
  mended: "已改正",
  apologised: "已致歉",
  unreachable: "联系不上",
  unfounded: "与事实不符",
};
const outcomes = ["explained", "mended", "apologised", "unreachable", "unfounded"] as const;
const levelName = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"];

function Settle({ of, shut, done }: { of: FollowUp; shut: () => void; done: () => void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const [outcome, setOutcome] = useState<FollowUpOutcome>("explained");
  const [report, setReport] = useState("");
  const [busy, setBusy] = useState(false);
  const settle = async () => {
    setBusy(true);
    const answer = await ask(desk.settleFollowUp, { id: of.id, outcome, report: report.trim() });
    setBusy(false);
    if (answer.ok) done();
    else void message.error(sentence(answer.error));
  };
  return (
    <Modal
      open
      title="办结回访"
      okText="办结"
      cancelText="再看看"
      confirmLoading={busy}
      okButtonProps={{ disabled: report.trim() === "" }}
      onOk={() => void settle()}
      onCancel={shut}
    >
      <div className="dialog">
        <Select<FollowUpOutcome>
          value={outcome}
          onChange={setOutcome}
          options={outcomes.map((one) => ({ value: one, label: outcomeName[one] }))}
          aria-label="处理结果"
          data-test="follow-up-outcome"
        />
        <Input.TextArea
          rows={4}
          maxLength={1000}
          showCount
          value={report}
          placeholder="市民怎么说，查到什么，怎么处理的"
          onChange={(event) => setReport(event.target.value)}
          data-test="follow-up-report"
        />
        <p className="dialog-say">
          {outcome === "unreachable" ? "联系不上的，不再请市民评价。" : "市民会收到消息，可以再评价一次。"}
        </p>
      </div>
    </Modal>
  );
}

function Card({ one, now, settle, again }: { one: FollowUp; now: Date; settle: () => void; again: () => void }) {
  const { ask, me } = useSession();
  const { message } = App.useApp();
  const called = async () => {
    const answer = await ask(desk.followUpCalled, { id: one.id });
    if (answer.ok) again();
    else void message.error(sentence(answer.error));
  };
  const whose = one.supervisor === null ? "任一主管" : one.supervisor.id === me.id ? "由我" : one.supervisor.name;
  const due = dueWords(one.calledAt === null ? one.callBy : one.settleBy, now);
  return (
    <li className="after-card" data-test="follow-up">
      <p>
        <b>{one.citizen}</b>
        <em className="late">{levelName[one.level - 1]}</em>
        <span>
          {one.agent ?? "离岗的同事"}接待 · {whose}回访
        </span>
        <a href={fragmentOf("desk", one.conversationId)}>看会话</a>
      </p>
      {one.comment !== null && one.comment !== "" && <p className="after-note">{shown(one.comment)}</p>}
      {one.settledAt === null ? (
        <p>
          <em className={due.tone}>
            {one.calledAt === null ? "联系" : "办结"}：{due.text}
          </em>
          {one.calledAt !== null && <span>{timeWords(one.calledAt, now)} 联系过</span>}
          <span className="push" />
          {one.calledAt === null && (
            <Button size="small" onClick={() => void called()} data-test="follow-up-called">
              已联系
            </Button>
          )}
          <Button size="small" type="primary" onClick={settle} data-test="follow-up-settle">
            办结
          </Button>
        </p>
      ) : (
        <p>
          <span>
            {exactTime(one.settledAt)} {outcomeName[one.outcome ?? "explained"]}：{shown(one.report ?? "")}
          </span>
          <span data-test="follow-up-again">
            {one.again === null
              ? one.outcome === "unreachable"
                ? ""
                : "还没有再评价"
              : `再评价：${levelName[one.again - 1]}`}
          </span>
        </p>
      )}
    </li>
  );
}

export default function FollowUpsRoom() {
  const now = useNow(60);
  const [state, setState] = useState<State>("open");
  const [settling, setSettling] = useState<FollowUp | null>(null);
  const list = useAsked(desk.followUps, { state });
  return (
    <div className="office-page">
      <header className="office-head">
        <h1>回访</h1>
        <p className="kb-lead">不满意的评价都要回访：一个工作日内联系，十五个工作日内办结。被评的人不能处理自己的。</p>
        <Segmented<State>
          value={state}
          onChange={setState}
          options={[
            { value: "open", label: "待回访" },
            { value: "settled", label: "已办结" },
          ]}
          data-test="follow-up-state"
        />
      </header>
      {list.trouble !== null && list.value === null && <Failed message={list.trouble} retry={list.reload} />}
      {list.value === null && list.trouble === null && <Loading />}
      {list.value?.length === 0 && (
        <Blank title={state === "open" ? "没有要回访的评价" : "还没有办结的回访"} text="不满意的评价会出现在这里。" />
      )}
      {list.value !== null && list.value.length > 0 && (
        <ul className="after-list own-card">
          {list.value.map((one) => (
            <Card key={one.id} one={one} now={now} settle={() => setSettling(one)} again={list.reload} />
          ))}
        </ul>
      )}
      {settling !== null && (
        <Settle
          of={settling}
          shut={() => setSettling(null)}
          done={() => {
            setSettling(null);
            list.reload();
          }}
        />
      )}
    </div>
  );
}
