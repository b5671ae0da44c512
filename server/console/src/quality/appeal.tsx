/** An appeal: what the agent says, and what another supervisor makes of it. */
import type { QualityAppeal, QualityCheck } from "@wsi/shared/contract";
import { quality, qualityLimits } from "@wsi/shared/contract";
import { printTotal, totalOf } from "@wsi/shared/quality";
import { App, Button, Input, Segmented } from "antd";
import { useState } from "react";
import { dueWords, timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useSession } from "../session.tsx";
import { shown } from "../shown.ts";
import { useQualityCounts } from "./counts.tsx";
import { marksOf, type MarksDraft } from "./marks-draft.ts";
import { outcomeName } from "./words.ts";

export function Appealed({ appeal, now }: { appeal: QualityAppeal; now: Date }) {
  const due = dueWords(appeal.decideBy, now);
  return (
    <section className="q-appeal" data-test="quality-appeal">
      <h3>
        申诉<small>{timeWords(appeal.at, now)}</small>
      </h3>
      <p className="q-words">{shown(appeal.reason)}</p>
      {appeal.decision === null ? (
        <p>
          <em className={due.tone}>处理：{due.text}</em>
        </p>
      ) : (
        <p className="q-words">
          <b>
            {outcomeName[appeal.decision.outcome]}（{appeal.decision.by}，{timeWords(appeal.decision.at, now)}）
          </b>
          ：{shown(appeal.decision.reason)}
        </p>
      )}
    </section>
  );
}

type Outcome = "upheld" | "changed";

/** Below the paper: it stays as it was given until 改分 is chosen. */
export function Deciding({
  check,
  outcome,
  setOutcome,
  draft,
  done,
}: {
  check: QualityCheck;
  outcome: Outcome;
  setOutcome(outcome: Outcome): void;
  draft: MarksDraft;
  done(check: QualityCheck): void;
}) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const { look } = useQualityCounts();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const marks = marksOf(draft);
  const total = totalOf(check.rubric, marks);
  const decide = async () => {
    setBusy(true);
    const given = { id: check.card.id, outcome, reason: reason.trim() };
    const answer = await ask(quality.decide, outcome === "changed" ? { ...given, marks } : given);
    setBusy(false);
    if (!answer.ok) return void message.error(sentence(answer.error), 6);
    void message.success(`已${outcomeName[outcome]}，${check.card.agent.name}会看到`);
    look();
    done(answer.value);
  };
  return (
    <footer className="q-foot q-decide">
      <Segmented<Outcome>
        value={outcome}
        onChange={setOutcome}
        options={[
          { value: "upheld", label: "维持原分" },
          { value: "changed", label: "改分" },
        ]}
        data-test="quality-outcome"
      />
      <Input.TextArea
        autoSize={{ minRows: 1, maxRows: 4 }}
        value={reason}
        maxLength={qualityLimits.decision}
        placeholder={outcome === "upheld" ? "为什么维持，申诉的同事会看到" : "为什么改，申诉的同事会看到"}
        onChange={(event) => setReason(event.target.value)}
        data-test="quality-decision-reason"
      />
      {outcome === "changed" && <b className="q-total">{total === null ? "—" : printTotal(total)}</b>}
      <Button
        type="primary"
        loading={busy}
        disabled={reason.trim() === ""}
        onClick={() => void decide()}
        data-test="quality-decide"
      >
        {outcome === "upheld" ? "维持" : "改为新分"}
      </Button>
    </footer>
  );
}
