import { beijingDay } from "@wsi/shared/case";
import { boardExport, desk, type DeskBoard, type TalkFilter } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { Button, Input, Segmented } from "antd";
import { useEffect, useState } from "react";
import { clockTime } from "../beijing.ts";
import { Columns, type Column, type Series } from "../charts/columns.tsx";
import { useNow } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { Agents } from "./agents.tsx";
import { byDay, byHour, lasting, share, type Slot } from "./figures.ts";
import { Talks } from "./talks.tsx";
import "../knowledge/knowledge.css";
import "../own/own.css";
import "../office/office.css";
import "./board.css";

const lookMs = 5_000;
const spans = { today: "今天", yesterday: "昨天", week: "近 7 天", month: "近 30 天", own: "自选" } as const;
type SpanName = keyof typeof spans;

/** 「看板」: how the desk stands this moment, and how a span of days went. */
export default function BoardRoom() {
  const today = beijingDay(useNow(60));
  const [name, setName] = useState<SpanName>("today");
  const [own, setOwn] = useState({ from: addDays(today, -6), to: today });
  const span = {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    week: { from: addDays(today, -6), to: today },
    month: { from: addDays(today, -29), to: today },
    own,
  }[name];
  const [filter, setFilter] = useState<{ which: TalkFilter; agent: string | null }>({ which: "open", agent: null });
  const board = useAsked(desk.board, span);
  const { reload } = board;
  useEffect(() => {
    const timer = setInterval(() => {
      // A hidden tab watches nothing; it looks again as soon as somebody does.
      if (document.visibilityState === "visible") reload();
    }, lookMs);
    document.addEventListener("visibilitychange", reload);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", reload);
    };
  }, [reload]);
  const [last, setLast] = useState<DeskBoard | null>(null);
  useEffect(() => {
    if (board.value) setLast(board.value);
  }, [board.value]);
  const value = board.value ?? last;
  if (board.trouble && !value) return <Failed message={board.trouble} retry={reload} />;
  if (!value) return <Loading />;
  const choose = (which: TalkFilter) => setFilter({ which, agent: null });
  return (
    <div className="own">
      {board.trouble && (
        <p className="strip bad" role="alert">
          {board.trouble}，下面是 {clockTime(value.at)} 的数。
        </p>
      )}
      <div className="office-page">
        <header className="office-head">
          <h1>现在</h1>
          <small className="board-live">{board.trouble ? "没有更新" : `实时 · ${clockTime(value.at)}`}</small>
        </header>
        <Now now={value.now} choose={choose} />
        <header className="office-head">
          <h1>回看</h1>
          <Segmented
            value={name}
            options={(Object.keys(spans) as SpanName[]).map((one) => ({ value: one, label: spans[one] }))}
            onChange={setName}
            data-test="board-span"
          />
          {name === "own" && (
            <span className="board-own">
              <Input
                type="date"
                value={own.from}
                max={own.to}
                aria-label="从"
                onChange={(event) => event.target.value && setOwn({ ...own, from: event.target.value })}
              />
              至
              <Input
                type="date"
                value={own.to}
                min={own.from}
                max={today}
                aria-label="到"
                onChange={(event) => event.target.value && setOwn({ ...own, to: event.target.value })}
              />
            </span>
          )}
          <Button
            className="push"
            href={`${boardExport}?${new URLSearchParams(span)}`}
            download
            data-test="board-export"
          >
            导出 Excel
          </Button>
        </header>
        <Past span={value.span} choose={choose} />
        <Charts board={value} {...span} />
        <Agents agents={value.agents} chosen={filter.agent} choose={(agent) => setFilter({ which: "all", agent })} />
        <Talks
          span={span}
          filter={filter}
          setFilter={setFilter}
          agentName={value.agents.find((one) => one.id === filter.agent)?.name ?? null}
          fresh={value.at}
        />
      </div>
    </div>
  );
}

function Tile({
  name,
  value,
  more,
  tone,
  open,
}: {
  name: string;
  value: string;
  more?: string;
  tone?: "bad" | "warn" | undefined;
  open?: () => void;
}) {
  const inner = (
    <>
      <span>{name}</span>
      <b className={tone}>{value}</b>
      <small>{more}</small>
    </>
  );
  return open ? (
    <button type="button" className="board-tile" onClick={open}>
      {inner}
    </button>
  ) : (
    <div className="board-tile">{inner}</div>
  );
}

function waitingWords({ waiting, urgent, tickets }: DeskBoard["now"]): string {
  if (waiting === 0) return "没有人在等";
  const parts = [urgent > 0 ? `紧急 ${urgent}` : "", tickets > 0 ? `留言 ${tickets}` : ""].filter(Boolean);
  return parts.length > 0 ? `其中${parts.join("，")}` : "点开看是谁";
}

function Now({ now, choose }: { now: DeskBoard["now"]; choose: (which: TalkFilter) => void }) {
  const wait = now.longestWaitSeconds;
  return (
    <div className="board-tiles" data-test="board-now">
      <Tile
        name="等待中"
        value={String(now.waiting)}
        more={waitingWords(now)}
        tone={now.urgent > 0 ? "bad" : undefined}
        open={() => choose("waiting")}
      />
      <Tile
        name="最长等待"
        value={lasting(wait)}
        more={wait !== null && wait >= 300 ? "等得太久了" : "5 分钟以内算正常"}
        tone={wait === null || wait < 300 ? undefined : wait >= 900 ? "bad" : "warn"}
        open={() => choose("waiting")}
      />
      <Tile
        name="接待中"
        value={String(now.assigned)}
        more={now.held > 0 ? `另有挂起 ${now.held}` : "点开看会话"}
        open={() => choose("open")}
      />
      <Tile
        name="就绪坐席"
        value={String(now.ready)}
        more={`在线 ${now.online} 位`}
        tone={now.ready === 0 && now.waiting > 0 ? "bad" : undefined}
      />
      <Tile
        name="还能接"
        value={String(now.room)}
        more="就绪坐席的空位"
        tone={now.room === 0 && now.waiting > 0 ? "warn" : undefined}
      />
    </div>
  );
}

function Past({ span, choose }: { span: DeskBoard["span"]; choose: (which: TalkFilter) => void }) {
  return (
    <div className="board-tiles" data-test="board-past">
      <Tile name="进线" value={String(span.opened)} more={`有人接待 ${span.answered}`} open={() => choose("all")} />
      <Tile
        name="放弃"
        value={String(span.abandoned)}
        more={`占 ${share(span.abandoned, span.opened)}，没等到就走了`}
        open={() => choose("abandoned")}
      />
      <Tile
        name="排队超时"
        value={String(span.offered)}
        more={span.offered === 0 ? "没有人超过时限" : `${span.offeredLeft} 人改为留言`}
        open={() => choose("offered")}
      />
      <Tile
        name="首次回复"
        value={lasting(span.firstResponseSeconds)}
        more={
          span.firstResponseP90Seconds === null ? "留言不算在内" : `九成在 ${lasting(span.firstResponseP90Seconds)} 内`
        }
        open={() => choose("slow")}
      />
      <Tile name="处理时长" value={lasting(span.handlingSeconds)} more="从接待到结束，平均" />
      <Tile
        name="满意度"
        value={span.satisfaction === null ? "—" : span.satisfaction.toFixed(2)}
        more={span.rated === 0 ? "还没有人评价" : `${span.rated} 人评价，差评 ${span.levels[0] + span.levels[1]}`}
        open={() => choose("low")}
      />
    </div>
  );
}

const measures = {
  talks: "进线",
  first: "首次回复",
  handling: "处理时长",
  marks: "满意度",
} as const;
type Measure = keyof typeof measures;
const talkSeries: readonly Series[] = [
  { name: "有人接待", tone: "one" },
  { name: "等待或未接", tone: "two" },
  { name: "放弃", tone: "three" },
];
const valuesOf: Record<Measure, (slot: Slot) => (number | null)[]> = {
  talks: (slot) => [slot.answered, Math.max(0, slot.opened - slot.answered - slot.abandoned), slot.abandoned],
  first: (slot) => [slot.firstResponseSeconds === null ? null : slot.firstResponseSeconds / 60],
  handling: (slot) => [slot.handlingSeconds === null ? null : slot.handlingSeconds / 60],
  marks: (slot) => [slot.satisfaction],
};
const unit: Record<Measure, string> = { talks: "个", first: "分钟", handling: "分钟", marks: "1–5 分" };

function Charts({ board, from, to }: { board: DeskBoard; from: string; to: string }) {
  const [measure, setMeasure] = useState<Measure>("talks");
  const columns = (slots: readonly Slot[], title: (at: string) => string, label: (at: string) => string): Column[] =>
    slots.map((slot) => ({ label: label(slot.at), title: title(slot.at), values: valuesOf[measure](slot) }));
  const series: readonly Series[] = measure === "talks" ? talkSeries : [{ name: measures[measure], tone: "one" }];
  const print = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));
  const drawn = { series, print, ...(measure === "marks" ? { ceiling: 5 } : {}) };
  return (
    <section className="own-card">
      <Segmented
        size="small"
        value={measure}
        options={(Object.keys(measures) as Measure[]).map((one) => ({ value: one, label: measures[one] }))}
        onChange={setMeasure}
        data-test="board-measure"
      />
      <div className={from === to ? "board-charts single" : "board-charts"}>
        <Columns
          caption={`${measures[measure]}，按钟点（${unit[measure]}）`}
          columns={columns(
            byHour(board.hours),
            (at) => at,
            (at) => `${Number(at.slice(0, 2))}时`,
          )}
          {...drawn}
        />
        {from !== to && (
          <Columns
            caption={`${measures[measure]}，按天（${unit[measure]}）`}
            columns={columns(
              byDay(board.hours, from, to),
              (at) => at,
              (at) => `${Number(at.slice(5, 7))}/${Number(at.slice(8))}`,
            )}
            {...drawn}
          />
        )}
      </div>
    </section>
  );
}
