/** 「质检」: what waits to be scored, appeals, what was scored, what it comes to, by which rubric, and how it was drawn. */
import { useRef } from "react";
import { go } from "../place.ts";
import { Tabs } from "../tabs.tsx";
import { CheckPane } from "./check.tsx";
import { useQualityCounts } from "./counts.tsx";
import { Draws } from "./draws.tsx";
import { Figures } from "./figures.tsx";
import { Checks } from "./list.tsx";
import { Rubrics } from "./rubric.tsx";
import "../knowledge/knowledge.css";
import "../own/own.css";
import "../office/office.css";
import "../board/board.css";
import "../desk/talk.css";
import "./quality.css";

const names = {
  waiting: "待评",
  appealed: "申诉",
  scored: "已评",
  figures: "统计",
  rubric: "评分表",
  draws: "抽样",
} as const;
type Tab = keyof typeof names;
const tabs = Object.keys(names) as Tab[];

const isCheck = (id: string | null): id is string => id !== null && /^[0-9a-f-]{36}$/.test(id);

export default function QualityRoom({ id }: { id: string | null }) {
  const { counts } = useQualityCounts();
  const last = useRef<Tab>("waiting");
  const known = tabs.find((one) => one === id);
  if (known) last.current = known;
  const tab = known ?? last.current;
  if (isCheck(id)) return <CheckPane key={id} id={id} back={() => go("quality", last.current)} />;
  const counted = (of: "waiting" | "appealed", count = 0) => (count > 0 ? `${names[of]} ${count}` : names[of]);
  return (
    <div className="knowledge">
      <Tabs
        className="kb-tabs"
        label="质检"
        tabs={tabs}
        chosen={tab}
        choose={(next) => go("quality", next)}
        names={{
          ...names,
          waiting: counted("waiting", counts?.waiting),
          appealed: counted("appealed", counts?.appeals),
        }}
        test={(which) => `quality-tab-${which}`}
      />
      <div className="own">
        <div className="office-page">
          {tab === "waiting" && (
            <header className="office-head">
              <h1>待评</h1>
              <p className="kb-lead">先评放得最久的。会话里的证件号和电话已经遮住；看了谁的会话都有审计记录。</p>
            </header>
          )}
          {tab === "appealed" && (
            <header className="office-head">
              <h1>申诉</h1>
              <p className="kb-lead">由评分人以外的主管处理：维持或改高，都要写明理由。</p>
            </header>
          )}
          {tab === "scored" && (
            <header className="office-head">
              <h1>已评</h1>
              <p className="kb-lead">近 30 天结束的会话。提交了的不能再改。</p>
            </header>
          )}
          {(tab === "waiting" || tab === "appealed" || tab === "scored") && <Checks key={tab} list={tab} />}
          {tab === "figures" && <Figures />}
          {tab === "rubric" && <Rubrics />}
          {tab === "draws" && <Draws />}
        </div>
      </div>
    </div>
  );
}
