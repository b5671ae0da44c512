/** One talk and its score: left what was said, right what it is worth. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { quality, type QualityCheck, type QualityScore } from "@wsi/shared/contract";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { dayWords } from "../beijing.ts";
import { fragmentOf, go } from "../place.ts";
import { useNow, useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { Appealed, Deciding } from "./appeal.tsx";
import { Given } from "./given.tsx";
import { draftOf, quotedFor, quoting, type MarksDraft } from "./marks-draft.ts";
import { Paper } from "./paper.tsx";
import { Scoring } from "./scoring.tsx";
import { Talk } from "./talk.tsx";
import { stateName, whyChosen } from "./words.ts";

export function CheckPane({ id, back }: { id: string; back(): void }) {
  const asked = useAsked(quality.check, { id });
  if (asked.trouble && !asked.value) return <Failed message={asked.trouble} retry={asked.reload} />;
  if (!asked.value) return <Loading rows={10} />;
  // What was handed in, or decided, is another page: nothing of the draft is left over.
  const { card, scores, appeal } = asked.value;
  const stand = `${card.id} ${scores.length} ${appeal?.decision ? "decided" : ""}`;
  return <Check key={stand} check={asked.value} keep={asked.keep} back={back} />;
}

/** The score that counts comes first into sight. */
const counting = (scores: readonly QualityScore[]): QualityScore["place"] =>
  scores.some((one) => one.place === "appeal") ? "appeal" : "first";

function Check({ check, keep, back }: { check: QualityCheck; keep(check: QualityCheck): void; back(): void }) {
  const now = useNow(60);
  const { card, may, rubric, talk, scores, appeal } = check;
  const [draft, setDraft] = useState<MarksDraft>(() => draftOf(may.decide ? (scores[0]?.marks ?? null) : check.draft));
  const [changed, setChanged] = useState(false);
  const [target, setTarget] = useState<string | null>(rubric.sections[0]?.points[0]?.id ?? null);
  const [at, setAt] = useState<string | null>(null);
  const [place, setPlace] = useState(counting(scores));
  const [outcome, setOutcome] = useState<"upheld" | "changed">("upheld");
  const giving = may.score || (may.decide && outcome === "changed");
  const change = (next: MarksDraft) => {
    setDraft(next);
    setChanged(true);
  };
  // The same line looked at twice is brought into sight twice.
  const look = (line: string) => {
    setAt(null);
    requestAnimationFrame(() => setAt(line));
  };
  const score = scores.find((one) => one.place === place);
  const quoted = useMemo(
    () => quotedFor(rubric, giving ? draft : (score?.marks ?? draftOf(null))),
    [rubric, giving, draft, score],
  );
  const named = [...rubric.sections.flatMap((one) => one.points), ...rubric.criticals].find((one) => one.id === target);
  const filling = { draft, change, target, setTarget, look };
  return (
    <div className="q-check" data-test="quality-check">
      <header className="q-head">
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          onClick={back}
          aria-label="回到列表"
          data-test="quality-back"
        />
        <h1>{card.agent.name}</h1>
        <span className="office-marks">
          {whyChosen(card).map((one) => (
            <i key={one}>{one}</i>
          ))}
        </span>
        <small>
          {dayWords(card.closedOn, now)}结束{card.group ? ` · ${card.group}` : ""} · {stateName[card.state]}
          {card.scoredAt !== null && (card.seen ? " · 本人已看" : " · 本人还没看")}
        </small>
        <a className="push" href={fragmentOf("desk", card.conversationId)}>
          看会话
        </a>
      </header>
      <Talk
        talk={talk}
        quoted={quoted}
        at={at}
        now={now}
        quote={giving && named ? { name: named.name, pick: (line) => change(quoting(draft, named.id, line)) } : null}
      />
      <div className="q-side">
        {may.why !== null && <p className="q-note">{may.why}</p>}
        {may.score ? (
          <Scoring check={check} {...filling} changed={changed} done={keep} />
        ) : (
          <>
            <div className="q-scroll">
              {appeal && <Appealed appeal={appeal} now={now} />}
              {giving ? (
                <Paper {...filling} rubric={rubric} talk={talk} problems={[]} />
              ) : (
                <Given
                  rubric={rubric}
                  talk={talk}
                  scores={scores}
                  place={place}
                  setPlace={setPlace}
                  look={look}
                  now={now}
                />
              )}
            </div>
            {may.decide ? (
              <Deciding check={check} outcome={outcome} setOutcome={setOutcome} draft={draft} done={keep} />
            ) : (
              card.state !== "appealed" && <Next />
            )}
          </>
        )}
      </div>
    </div>
  );
}

/** On to the one that has waited longest; to the empty list when there is none. */
function Next() {
  const { ask } = useSession();
  const [busy, setBusy] = useState(false);
  const next = async () => {
    setBusy(true);
    const answer = await ask(quality.checks, { list: "waiting" });
    setBusy(false);
    go("quality", (answer.ok && answer.value[0]?.id) || "waiting");
  };
  return (
    <footer className="q-foot">
      <Button className="push" loading={busy} onClick={() => void next()} data-test="quality-next">
        下一个待评
      </Button>
    </footer>
  );
}
