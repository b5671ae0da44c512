import { staff, type OpenCorrection, type StaffCaseView } from "@wsi/shared/contract";
import { Button, Input } from "antd";
import { useRef, useState } from "react";
import { exactTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import "./correction.css";

const states = { asked: "等核对", corrected: "已更正", refused: "不予更正" } as const;

/** 更正: what somebody says is wrong in a done case, and the answer to it. */
export function Corrections({ view, decided }: { view: StaffCaseView; decided(): void }) {
  return (
    <>
      {view.corrections.map((one) => (
        <section key={one.number} data-test="correction">
          <h2>
            更正申请 {one.number} <small>{states[one.state]}</small>
          </h2>
          <dl>
            <div>
              <dt>哪里不对</dt>
              <dd>{one.label}</dd>
            </div>
            <div>
              <dt>现在是</dt>
              <dd>{one.was}</dd>
            </div>
            <div>
              <dt>应该是</dt>
              <dd>{one.shouldBe}</dd>
            </div>
            <div>
              <dt>理由</dt>
              <dd>{one.why}</dd>
            </div>
            {one.decided ? (
              <div>
                <dt title={exactTime(one.decided.at)}>答复</dt>
                <dd>
                  {one.decided.because}
                  {one.decided.instead ? `；可以：${one.decided.instead}` : ""}
                </dd>
              </div>
            ) : null}
          </dl>
          {one.state === "asked" && view.actions.includes("refuse-correction") ? (
            <Decide view={view} decided={decided} />
          ) : null}
        </section>
      ))}
    </>
  );
}

const outcomes = {
  proposed: "请写明怎么核对的",
  corrected: "请写明怎么改的",
  refused: "请写明为什么不改",
  "sent-back": "请写明要再核对什么",
} as const;
type Outcome = keyof typeof outcomes;

/** Words alone are answered by one; what changes the ledger is proposed by one and confirmed by another. */
function Decide({ view, decided }: { view: StaffCaseView; decided(): void }) {
  const { ask } = useSession();
  const { id, actions, correction } = view;
  const [because, setBecause] = useState("");
  const [instead, setInstead] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** A press without an answer keeps its key: pressing again is the same act. */
  const open = useRef<{ what: string; key: string } | null>(null);
  const confirms = (correction?.proposal ?? null) !== null;

  async function decide(outcome: Outcome) {
    const needsWords = !(outcome === "corrected" && confirms);
    if (needsWords && because.trim() === "") return setTrouble(outcomes[outcome]);
    if (outcome === "refused" && instead.trim() === "") return setTrouble("请写明对方可以怎么办");
    const given = {
      outcome,
      ...(needsWords ? { because } : {}),
      ...(outcome !== "refused" || instead.trim() === "" ? {} : { instead }),
    };
    const what = JSON.stringify(given);
    if (open.current?.what !== what) open.current = { what, key: crypto.randomUUID() };
    setBusy(true);
    const answer = await ask(staff.decideCorrection, { id, key: open.current.key, ...given });
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) decided();
  }
  return (
    <>
      {correction ? <Would correction={correction} /> : null}
      <div className="correction-decide">
        <Input.TextArea
          value={because}
          rows={2}
          maxLength={300}
          placeholder={
            confirms
              ? "退回或不改的，写明为什么（不改的对方会看到）"
              : "怎么核对、怎么改的，或者为什么不改（对方会看到）"
          }
          onChange={(event) => setBecause(event.target.value)}
          data-test="correction-because"
        />
        <Input
          value={instead}
          maxLength={300}
          placeholder="不改的，对方可以怎么办"
          onChange={(event) => setInstead(event.target.value)}
          data-test="correction-instead"
        />
        {trouble ? (
          <p className="strip bad" role="alert">
            {trouble}
          </p>
        ) : null}
        {actions.includes("propose-correction") ? (
          <Button
            type="primary"
            loading={busy}
            disabled={correction?.would.outcome === "refused"}
            onClick={() => void decide("proposed")}
            data-test="correction-propose"
          >
            初审同意，交另一位复核
          </Button>
        ) : null}
        {actions.includes("correct") ? (
          <Button
            type="primary"
            loading={busy}
            disabled={correction?.would.outcome === "refused"}
            onClick={() => void decide("corrected")}
            data-test="correction-done"
          >
            {confirms ? "复核同意，改账" : "已更正"}
          </Button>
        ) : null}
        {actions.includes("send-back-correction") ? (
          <Button disabled={busy} onClick={() => void decide("sent-back")} data-test="correction-send-back">
            {correction?.proposal?.mine ? "收回初审" : "退回重审"}
          </Button>
        ) : null}
        <Button disabled={busy} onClick={() => void decide("refused")} data-test="correction-refuse">
          不予更正
        </Button>
      </div>
    </>
  );
}

/** What the ledger would do today, and the first one's word when there is one. */
function Would({ correction }: { correction: OpenCorrection }) {
  const { would, proposal } = correction;
  return (
    <>
      <p className={`strip ${would.outcome === "done" ? "" : "bad"}`} data-test="correction-would">
        {would.outcome === "done"
          ? `账上会这样改：${would.text}`
          : `账上现在不能这样改：${would.because}。可以告诉对方：${would.instead}`}
      </p>
      {proposal ? (
        <p className="strip" data-test="correction-proposal">
          <span title={exactTime(proposal.at)}>
            {proposal.mine ? "您" : proposal.by} 初审同意：{proposal.because}
          </span>
          {proposal.mine ? "。改账要由另一位审核员复核（经办条例第三十七条）" : ""}
        </p>
      ) : null}
    </>
  );
}
