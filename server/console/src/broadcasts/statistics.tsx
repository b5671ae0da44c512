import { broadcastRoutes, recipientStateName, type BroadcastView } from "@wsi/shared/contract";
import { Button } from "antd";
import { useEffect, useState } from "react";
import { useAsked } from "../use-asked.ts";
import { people } from "./people.ts";
import { PaceChart } from "./chart.tsx";

const lookMs = 5_000;

/** How one broadcast went: over time, why it failed where it failed, what WeChat counted, and who left after it. */
export function Statistics({ view }: { view: BroadcastView }) {
  const running = view.state === "sending" || view.state === "paused";
  const [wanted, setWanted] = useState(false);
  if (view.means === "publish" || view.progress === null || view.progress.startedAt === null) return null;
  // Watched every second above while it runs: the figures are opened by whoever wants them, and stand open once it is over.
  return running && !wanted ? (
    <Button onClick={() => setWanted(true)} data-test="bc-statistics-open">
      看统计
    </Button>
  ) : (
    <Told id={view.id} live={running} />
  );
}

function Told({ id, live }: { id: string; live: boolean }) {
  const told = useAsked(broadcastRoutes.statistics, { id });
  const { reload } = told;
  useEffect(() => {
    if (!live) return undefined;
    const timer = setInterval(reload, lookMs);
    return () => clearInterval(timer);
  }, [live, reload]);
  if (told.trouble && !told.value)
    return (
      <p className="bc-problems" role="alert">
        {told.trouble} <Button onClick={reload}>重试</Button>
      </p>
    );
  if (!told.value) return <p className="kb-lead">正在算统计…</p>;
  const { pace, unit, reasons, wechat, unfollowed } = told.value;
  return (
    <section className="bc-told" data-test="bc-statistics">
      <h2>统计</h2>
      {pace.length === 0 ? (
        <p className="kb-lead">还没有发出，没有可画的。</p>
      ) : (
        <PaceChart moments={pace} unit={unit} />
      )}
      {reasons.length > 0 && (
        <div className="bc-scroll">
          <table className="bc-table">
            <caption>没有成功的，为什么</caption>
            <thead>
              <tr>
                <th>结果</th>
                <th>原因</th>
                <th className="n">人数</th>
              </tr>
            </thead>
            <tbody>
              {reasons.map((one) => (
                <tr key={`${one.state}${one.reason}`}>
                  <td>{recipientStateName[one.state]}</td>
                  <td className="words">{one.reason}</td>
                  <td className="n">{people(one.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {wechat && (
        <p>
          微信自己的数：{people(wechat.messages)} 批共 {people(wechat.total)} 人，过滤后 {people(wechat.filtered)}{" "}
          人，成功 {people(wechat.sent)} 人，失败 {people(wechat.failed)} 人。
        </p>
      )}
      {unfollowed !== null && (
        <p>
          收到后 24 小时内取消关注：<b>{people(unfollowed)}</b> 人。
        </p>
      )}
    </section>
  );
}
