import { reviewRoutes, type StaffCaseView, type WorkView } from "@wsi/shared/contract";
import { Button, Input, Modal, Select } from "antd";
import { useState } from "react";
import { clockTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { shown } from "../shown.ts";
import { clockWords } from "./clock-words.ts";
import type { Bench } from "./use-bench.ts";

interface BarProps {
  view: StaffCaseView;
  bench: Bench;
  now: Date;
  /** The line in the head, or what must be read before anything else below it. */
  part: "bar" | "strips";
}

/** Whose the case is and how its clocks stand; and what waits: a proposal, a consent, a check. */
export function BenchBar({ view, bench, now, part }: BarProps) {
  const { me } = useSession();
  const work = bench.view;
  if (!work) return null;
  const open = view.state === "submitted" || view.state === "accepted";
  const supervisor = me.roles.includes("supervisor");
  if (part === "bar")
    return (
      <div className="bench-bar">
        {view.state === "returned" || open ? (
          <>
            <Clock name="承诺" work={work.promised} now={now} />
            {work.statutory ? <Clock name="法定" work={work.statutory} now={now} /> : null}
          </>
        ) : null}
        {open && work.claim?.mine ? (
          <>
            <span className="bench-mine" title={`${clockTime(work.claim.until)} 前没有动静会自动放回`}>
              在我手上
            </span>
            <Button
              size="small"
              disabled={bench.busy}
              onClick={() => void bench.act(reviewRoutes.release, {})}
              data-test="work-release"
            >
              放回 <kbd>C</kbd>
            </Button>
          </>
        ) : null}
        {open && work.claim && !work.claim.mine ? <span className="bench-other">{work.claim.name} 正在办</span> : null}
        {open && !work.claim ? (
          <Button
            size="small"
            disabled={bench.busy}
            onClick={() => void bench.act(reviewRoutes.claim, {})}
            data-test="work-claim"
          >
            认领 <kbd>C</kbd>
          </Button>
        ) : null}
        {open && supervisor ? <Assign bench={bench} /> : null}
      </div>
    );
  return (
    <>
      {work.proposal ? (
        <p className="strip warn" data-test="work-proposal">
          <b>
            {work.proposal.mine ? "您" : work.proposal.by}初审：{work.proposal.as === "approve" ? "通过" : "不予通过"}
          </b>
          {work.proposal.because
            ? `。原因：${shown(work.proposal.because)}。对方可以：${shown(work.proposal.instead ?? "")}`
            : ""}
          {work.proposal.mine ? "。等另一位审核员复核。" : "。请您独立核对后复核。"}
        </p>
      ) : null}
      {work.consent ? <Consent work={work} bench={bench} supervisor={supervisor} view={view} /> : null}
      {work.check ? <Check work={work} bench={bench} /> : null}
    </>
  );
}

function Clock({ name, work, now }: { name: string; work: WorkView["promised"]; now: Date }) {
  const words = clockWords(work, now);
  return (
    <span className={`clock chip ${words.tone}`} title={`${work.limit} 个工作日`}>
      {name} {work.limit} 日：{words.text}
    </span>
  );
}

function Assign({ bench }: { bench: Bench }) {
  const { ask } = useSession();
  const [people, setPeople] = useState<{ id: string; name: string; holds: number }[] | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const load = async () => {
    setAsking(true);
    const answer = await ask(reviewRoutes.colleagues, {});
    setAsking(false);
    if (answer.ok) setPeople(answer.value);
    setTrouble(answer.ok ? null : sentence(answer.error));
  };
  return (
    <Select
      size="small"
      className="bench-assign"
      placeholder="派给…"
      aria-label="派给"
      value={null}
      loading={asking}
      notFoundContent={trouble ?? "正在找同事"}
      onOpenChange={(isOpen) => isOpen && void load()}
      onChange={(to: string | null) => to && void bench.act(reviewRoutes.assign, { to })}
      options={(people ?? []).map((one) => ({ value: one.id, label: `${one.name}（手上 ${one.holds} 件）` }))}
      popupMatchSelectWidth={false}
      data-test="work-assign"
    />
  );
}

function Consent({
  work,
  bench,
  supervisor,
  view,
}: {
  work: WorkView;
  bench: Bench;
  supervisor: boolean;
  view: StaffCaseView;
}) {
  const [reason, setReason] = useState("");
  const { consent } = work;
  if (!consent) return null;
  const labelOf = (field: string) =>
    view.definition.steps.flatMap((step) => Object.entries(step.fields)).find(([name]) => name === field)?.[1].label ??
    view.definition.materials[field]?.name ??
    field;
  const asked = consent.gaps.map((gap) => `${labelOf(gap.field)}：${shown(gap.what)}`).join("；");
  const answer = (agree: boolean) => void bench.act(reviewRoutes.answerConsent, { agree, reason: reason.trim() });
  return (
    <div className="strip warn bench-consent" data-test="work-consent">
      <p>
        <b>
          {consent.agreed === null
            ? `${consent.askedBy}请主管同意第二次告知`
            : consent.agreed
              ? "主管已同意第二次告知"
              : "主管没有同意第二次告知"}
        </b>
        ：{asked}。理由：{shown(consent.why)}。{consent.reason ? `主管答复：${shown(consent.reason)}` : ""}
      </p>
      {supervisor && consent.agreed === null ? (
        <p className="bench-answer">
          <Input
            value={reason}
            maxLength={300}
            placeholder="同意或不同意的理由，会留在办件里"
            aria-label="理由"
            onChange={(event) => setReason(event.target.value)}
            data-test="consent-reason"
          />
          <Button disabled={reason.trim() === ""} loading={bench.busy} onClick={() => answer(false)}>
            不同意
          </Button>
          <Button
            type="primary"
            disabled={reason.trim() === ""}
            loading={bench.busy}
            onClick={() => answer(true)}
            data-test="consent-agree"
          >
            同意
          </Button>
        </p>
      ) : null}
    </div>
  );
}

function Check({ work, bench }: { work: WorkView; bench: Bench }) {
  const [wrong, setWrong] = useState(false);
  const [note, setNote] = useState("");
  const { check } = work;
  if (!check) return null;
  if (check.done)
    return (
      <p className="strip">
        抽查过：{check.fine ? "没有问题" : "发现问题"}
        {check.note ? `。${shown(check.note)}` : ""}
      </p>
    );
  return (
    <div className="strip warn bench-answer" data-test="work-check">
      <span>这件由系统秒办，抽到要事后看一遍。</span>
      <Button onClick={() => setWrong(true)}>发现问题</Button>
      <Button
        type="primary"
        loading={bench.busy}
        onClick={() => void bench.act(reviewRoutes.check, { fine: true })}
        data-test="check-fine"
      >
        没有问题
      </Button>
      <Modal
        open={wrong}
        title="抽查发现问题"
        okText="记下"
        cancelText="再看看"
        okButtonProps={{ disabled: note.trim() === "" }}
        onCancel={() => setWrong(false)}
        onOk={() =>
          void bench.act(reviewRoutes.check, { fine: false, note: note.trim() }).then((done) => done && setWrong(false))
        }
      >
        <Input.TextArea
          rows={3}
          autoFocus
          value={note}
          maxLength={300}
          placeholder="是什么问题，怎么处理"
          onChange={(event) => setNote(event.target.value)}
        />
      </Modal>
    </div>
  );
}
