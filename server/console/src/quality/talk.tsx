/** The talk as it was, to be judged: how long each answer took stands beside it, and a click quotes a line for what is being scored. */
import type { QualityLine, QualityTalk } from "@wsi/shared/contract";
import { useEffect, useMemo, useRef } from "react";
import { clockTime, dayLine, exactTime } from "../beijing.ts";
import { lasting } from "../board/figures.ts";
import { shown } from "../shown.ts";
import { Blank } from "../states.tsx";
import { lateWait, noticedWait, waitsOf } from "./waits.ts";

const levels = ["非常不满意", "不满意", "基本满意", "满意", "非常满意"];

interface Props {
  talk: QualityTalk | null;
  /** By line, what it is quoted for. */
  quoted: ReadonlyMap<string, readonly string[]>;
  /** Brought into sight. */
  at: string | null;
  /** What a click quotes the line for; null where nothing is being scored. */
  quote: { name: string; pick(line: string): void } | null;
  now: Date;
}

export function Talk({ talk, quoted, at, quote, now }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const waits = useMemo(() => waitsOf(talk?.lines ?? []), [talk]);
  useEffect(() => {
    if (at === null) return;
    const line = pane.current?.querySelector(`[data-line="${CSS.escape(at)}"]`);
    line?.scrollIntoView({ block: "center" });
  }, [at]);
  if (talk === null) return <Blank title="这个会话已经不在了" text="评分和引用还在，对话内容按规定已清除。" />;
  const first = talk.lines[0];
  return (
    <div className="q-talk" ref={pane} role="log" aria-label="对话">
      <p className="q-facts">
        <b>{talk.citizen}</b>
        <span>{first ? dayLine(first.at, now) : dayLine(talk.openedAt, now)}</span>
        {talk.rating && (
          <span className={talk.rating.level <= 2 ? "kb-bad" : undefined}>
            评价：{levels[talk.rating.level - 1]}
            {talk.rating.comment ? `（${shown(talk.rating.comment)}）` : ""}
          </span>
        )}
      </p>
      {talk.about !== "" && <p className="q-about">想问：{shown(talk.about)}</p>}
      {talk.lines.map((line) => (
        <Line key={line.id} line={line} wait={waits.get(line.id)} quoted={quoted.get(line.id)} at={at} quote={quote} />
      ))}
      {talk.notes.map((note) => (
        <div className="note-said" key={note.at + note.by}>
          <span className="said-by">{note.by} · 备注，市民看不到</span>
          <bdi className="words">{shown(note.text)}</bdi>
        </div>
      ))}
      <p className="q-summary">
        <b>小结</b>
        {talk.summary === "" ? "没有写" : shown(talk.summary)}
        {talk.tags.map((tag) => (
          <i key={tag}>{tag}</i>
        ))}
        {talk.tags.length === 0 && <i className="none">没有标签</i>}
      </p>
    </div>
  );
}

function Line({
  line,
  wait,
  quoted,
  at,
  quote,
}: {
  line: QualityLine;
  wait: number | undefined;
  quoted: readonly string[] | undefined;
  at: string | null;
  quote: Props["quote"];
}) {
  if (line.from === "system") return <p className="q-system">{shown(line.text)}</p>;
  const by = line.from === "bot" ? "自动回复" : line.from === "staff" ? (line.by ?? "客服") : null;
  const words = <bdi className="words">{shown(line.text)}</bdi>;
  const names = ["said", line.from, "first", line.id === at ? "q-at" : "", quoted ? "q-quoted" : ""];
  return (
    <div className={names.filter(Boolean).join(" ")} data-line={line.id}>
      <span className="said-by">
        {by !== null && `${by}${line.steppedIn ? "（主管插话）" : ""} · `}
        <time dateTime={line.at} title={exactTime(line.at)}>
          {clockTime(line.at)}
        </time>
        {wait !== undefined && wait >= noticedWait && (
          <em className={wait >= lateWait ? "late" : undefined}>市民等了 {lasting(wait)}</em>
        )}
      </span>
      {quote ? (
        <button
          type="button"
          className="bubble q-pick"
          title={`引用为「${quote.name}」的依据`}
          onClick={() => quote.pick(line.id)}
          data-test="quality-line"
        >
          {words}
        </button>
      ) : (
        <div className="bubble">{words}</div>
      )}
      {quoted && <span className="q-for">{quoted.join("、")}</span>}
    </div>
  );
}
