/** 「我的 · 质检」: one's own scores with the lines they are about, and what one may say against them. Nobody else's. */
import { ArrowLeftOutlined } from "@ant-design/icons";
import { quality, qualityLimits, type QualityCard, type QualityCheck, type QualityScore } from "@wsi/shared/contract";
import { printTotal } from "@wsi/shared/quality";
import { App, Button, Input, Modal } from "antd";
import { useEffect, useMemo, useState } from "react";
import { dayWords, timeWords } from "../beijing.ts";
import { sentence } from "../client.ts";
import { go } from "../place.ts";
import { useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { Appealed } from "./appeal.tsx";
import { useQualityCounts } from "./counts.tsx";
import { Points, useSpan } from "./figures.tsx";
import { Given } from "./given.tsx";
import { quotedFor } from "./marks-draft.ts";
import { RubricPaper } from "./rubric.tsx";
import { Talk } from "./talk.tsx";
import { stateName, whyChosen } from "./words.ts";
import "../board/board.css";
import "../desk/talk.css";
import "./quality.css";

export function OwnQualityTab() {
  const [rubric, setRubric] = useState(false);
  return <OwnList showRubric={() => setRubric(true)}>{rubric && <OwnRubric shut={() => setRubric(false)} />}</OwnList>;
}

function OwnRubric({ shut }: { shut(): void }) {
  const asked = useAsked(quality.rubric, {});
  return (
    <Modal open title={`评分表（第 ${asked.value?.version ?? "…"} 版）`} footer={null} onCancel={shut} width={760}>
      {asked.value ? (
        <RubricPaper rubric={asked.value} />
      ) : asked.trouble ? (
        <Failed message={asked.trouble} retry={asked.reload} />
      ) : (
        <Loading />
      )}
    </Modal>
  );
}

function OwnList({ showRubric, children }: { showRubric(): void; children: React.ReactNode }) {
  const { span, choice } = useSpan("quarter");
  const now = useNow(60);
  const asked = useAsked(quality.own, span);
  return (
    <div className="own-page">
      <header className="office-head">
        <h1>我的质检</h1>
        {choice}
        <Button className="push" onClick={showRubric} data-test="own-rubric">
          看评分表
        </Button>
      </header>
      {children}
      {asked.trouble && !asked.value ? (
        <Failed message={asked.trouble} retry={asked.reload} />
      ) : !asked.value ? (
        <Loading />
      ) : asked.value.cards.length === 0 ? (
        <Blank
          title="这段时间还没有评过您的会话"
          text="会话是随机抽的，谁也不能挑；差评和投诉的一定会看。评了会在这里告诉您，不同意可以申诉一次。"
        />
      ) : (
        <>
          <section className="own-card">
            <h2>
              平均 {asked.value.means.average === null ? "—" : printTotal(asked.value.means.average)}
              <small>随机抽中的 {asked.value.means.drawn} 个</small>
            </h2>
            <Points points={asked.value.points} />
          </section>
          <section className="own-card">
            <ul className="own-list" data-test="own-quality">
              {asked.value.cards.map((one) => (
                <OwnRow key={one.id} one={one} now={now} />
              ))}
            </ul>
          </section>
        </>
      )}
    </div>
  );
}

function OwnRow({ one, now }: { one: QualityCard; now: Date }) {
  return (
    <li>
      <b className={one.critical ? "q-total bad" : "q-total"}>{one.total === null ? "—" : printTotal(one.total)}</b>
      <a href={`#/own/quality.${one.id}`} data-test="own-quality-open">
        {dayWords(one.closedOn, now)}的会话
      </a>
      {!one.seen && <span className="own-here">新</span>}
      <small>{whyChosen(one).join("、")}</small>
      <small className="push">
        {stateName[one.state]}
        {one.state === "scored" && one.appealBy !== null && `，到 ${dayWords(one.appealBy, now)}`}
      </small>
    </li>
  );
}

export function OwnCheck({ id }: { id: string }) {
  const asked = useAsked(quality.ownCheck, { id });
  const { look } = useQualityCounts();
  const seen = asked.value !== null;
  useEffect(() => {
    if (seen) look();
  }, [seen, look]);
  if (asked.trouble && !asked.value) return <Failed message={asked.trouble} retry={asked.reload} />;
  if (!asked.value) return <Loading rows={10} />;
  return <Shown check={asked.value} keep={asked.keep} />;
}

function Shown({ check, keep }: { check: QualityCheck; keep(check: QualityCheck): void }) {
  const now = useNow(60);
  const { card, rubric, talk, scores, appeal, may } = check;
  const [place, setPlace] = useState<QualityScore["place"]>(
    scores.some((one) => one.place === "appeal") ? "appeal" : "first",
  );
  const [at, setAt] = useState<string | null>(null);
  const [appealing, setAppealing] = useState(false);
  const look = (line: string) => {
    setAt(null);
    requestAnimationFrame(() => setAt(line));
  };
  const marks = scores.find((one) => one.place === place)?.marks;
  const quoted = useMemo(() => (marks ? quotedFor(rubric, marks) : new Map<string, string[]>()), [rubric, marks]);
  return (
    <div className="q-check" data-test="own-check">
      <header className="q-head">
        <Button
          type="text"
          icon={<ArrowLeftOutlined />}
          onClick={() => go("own", "quality")}
          aria-label="回到我的质检"
        />
        <h1>{dayWords(card.closedOn, now)}的会话</h1>
        <small>
          {whyChosen(card).join("、")} · {stateName[card.state]}
          {card.scoredAt && ` · ${timeWords(card.scoredAt, now)} 评的`}
        </small>
      </header>
      <Talk talk={talk} quoted={quoted} at={at} quote={null} now={now} />
      <div className="q-side">
        <div className="q-scroll">
          {appeal && <Appealed appeal={appeal} now={now} />}
          <Given rubric={rubric} talk={talk} scores={scores} place={place} setPlace={setPlace} look={look} now={now} />
        </div>
        {(may.appeal || may.why !== null) && (
          <footer className="q-foot">
            <small>
              {may.appeal && card.appealBy !== null
                ? `不同意可以申诉一次，到 ${dayWords(card.appealBy, now)} 为止。由另一位主管处理，只会维持或改高。`
                : may.why}
            </small>
            {may.appeal && (
              <Button className="push" onClick={() => setAppealing(true)} data-test="own-appeal">
                申诉
              </Button>
            )}
          </footer>
        )}
      </div>
      {appealing && <AppealDialog id={card.id} shut={() => setAppealing(false)} done={keep} />}
    </div>
  );
}

function AppealDialog({ id, shut, done }: { id: string; shut(): void; done(check: QualityCheck): void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    const answer = await ask(quality.appeal, { id, reason: reason.trim() });
    setBusy(false);
    if (!answer.ok) return void message.error(sentence(answer.error), 6);
    void message.success("已申诉，结果会在这里告诉您");
    shut();
    done(answer.value);
  };
  return (
    <Modal
      open
      title="申诉这次评分"
      okText="提交申诉"
      cancelText="再想想"
      confirmLoading={busy}
      okButtonProps={{ disabled: reason.trim() === "", "data-test": "own-appeal-send" }}
      onOk={() => void send()}
      onCancel={shut}
    >
      <div className="dialog">
        <Input.TextArea
          rows={4}
          autoFocus
          maxLength={qualityLimits.appeal}
          showCount
          value={reason}
          placeholder="哪一项不同意，为什么；可以提到具体哪一句话"
          onChange={(event) => setReason(event.target.value)}
          data-test="own-appeal-reason"
        />
        <p className="dialog-say">每次评分只能申诉一次。另一位主管会看会话和评分，维持或改高，并写明理由。</p>
      </div>
    </Modal>
  );
}
