import { ledgerRoutes, type AssessmentRunView } from "@wsi/shared/contract";
import { Month } from "@wsi/shared/values";
import { Progress, Table, Tag } from "antd";
import { useEffect } from "react";
import { exactTime, timeWords } from "../beijing.ts";
import { useNow } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { isRunning, percentOf, resultWords, stageWords } from "./run-words.ts";
import { StartRun } from "./start-run.tsx";
import "./ledger.css";

const lookAgainMs = 2_000;

/** 核心账本: the monthly assessment of everybody, by the clock or by hand, and how far each run is. */
export default function LedgerRoom() {
  const { value, trouble, reload, keep } = useAsked(ledgerRoutes.runs, {});
  const moving = value?.some(isRunning) ?? false;
  useEffect(() => {
    if (!moving) return;
    const timer = setInterval(reload, lookAgainMs);
    return () => clearInterval(timer);
  }, [moving, reload]);
  if (!value) return trouble === null ? <Loading rows={8} /> : <Failed message={trouble} retry={reload} />;
  return (
    <div className="ledger">
      <header className="ledger-head">
        <div>
          <h1>核心账本</h1>
          <p>每月 1 日凌晨自动核定所有参保人当月应缴的费用，并把上月到期没缴的转为欠费。重复核定不会重复收费。</p>
        </div>
        <StartRun running={moving} started={keep} />
      </header>
      {trouble !== null && (
        <p className="ledger-bad" role="alert">
          {trouble}，下面是上一次看到的
        </p>
      )}
      <Runs runs={value} />
    </div>
  );
}

function Runs({ runs }: { runs: AssessmentRunView[] }) {
  const now = useNow(30);
  return (
    <Table
      rowKey="id"
      size="middle"
      pagination={false}
      dataSource={runs}
      locale={{ emptyText: "还没有核定过。点右上角「核定」，或等每月 1 日自动核定。" }}
      data-test="ledger-runs"
      columns={[
        {
          title: "月份",
          dataIndex: "month",
          width: 120,
          render: (month: string) => <strong>{Month.print(month)}</strong>,
        },
        {
          title: "进度",
          width: 220,
          render: (_, run) => (
            <Progress
              percent={percentOf(run)}
              size="small"
              status={isRunning(run) ? "active" : "success"}
              aria-label={`${Month.print(run.month)}核定进度`}
            />
          ),
        },
        {
          title: "结果",
          render: (_, run) => (
            <span role="status" data-test="ledger-result">
              {isRunning(run) ? stageWords(run) : resultWords(run)}
            </span>
          ),
        },
        {
          title: "由谁",
          dataIndex: "by",
          width: 110,
          render: (by: string) => (by === "系统" ? <Tag>系统</Tag> : by),
        },
        {
          title: "开始",
          dataIndex: "startedAt",
          width: 130,
          render: (at: string) => <span title={exactTime(at)}>{timeWords(at, now)}</span>,
        },
        {
          title: "完成",
          dataIndex: "finishedAt",
          width: 130,
          render: (at: string | null) =>
            at === null ? "正在做" : <span title={exactTime(at)}>{timeWords(at, now)}</span>,
        },
      ]}
    />
  );
}
