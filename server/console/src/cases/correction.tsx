import { staff, type StaffCaseView } from "@wsi/shared/contract";
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
          {one.state === "asked" && view.actions.includes("correct") ? <Decide id={view.id} decided={decided} /> : null}
        </section>
      ))}
    </>
  );
}

function Decide({ id, decided }: { id: string; decided(): void }) {
  const { ask } = useSession();
  const [because, setBecause] = useState("");
  const [instead, setInstead] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** A press without an answer keeps its key: pressing again is the same act. */
  const open = useRef<{ what: string; key: string } | null>(null);

  async function decide(outcome: "corrected" | "refused") {
    if (because.trim() === "") return setTrouble(outcome === "corrected" ? "请写明怎么改的" : "请写明为什么不改");
    if (outcome === "refused" && instead.trim() === "") return setTrouble("请写明对方可以怎么办");
    const given = { outcome, because, ...(instead.trim() === "" ? {} : { instead }) };
    const what = JSON.stringify(given);
    if (open.current?.what !== what) open.current = { what, key: crypto.randomUUID() };
    setBusy(true);
    const answer = await ask(staff.decideCorrection, { id, key: open.current.key, ...given });
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) decided();
  }
  return (
    <div className="correction-decide">
      <Input.TextArea
        value={because}
        rows={2}
        maxLength={300}
        placeholder="怎么改的，或者为什么不改（对方会看到）"
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
      <Button type="primary" loading={busy} onClick={() => void decide("corrected")} data-test="correction-done">
        已更正
      </Button>
      <Button disabled={busy} onClick={() => void decide("refused")} data-test="correction-refuse">
        不予更正
      </Button>
    </div>
  );
}
