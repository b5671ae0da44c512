import { beijingDay } from "@wsi/shared/case";
import { broadcastMeansName, broadcastRoutes, type BroadcastMeans, type BroadcastOverview } from "@wsi/shared/contract";
import { Button } from "antd";
import { useState } from "react";
import { timeWords } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { people } from "./people.ts";
import { monthAfter } from "./month.ts";

const percent = (n: number | null) => (n === null ? "–" : `${n} %`);
/** 「群发」 of 「群发（推送，每人每月 4 条）」. */
const shortName = (means: BroadcastMeans) => broadcastMeansName[means].replace(/（.*/, "");
const monthName = (month: string) => `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`;

/** What went out in a month, by which means, with what success, and who left after it. */
export function Figures() {
  const now = useNow();
  const [month, setMonth] = useState(() => beijingDay(new Date()).slice(0, 7));
  const told = useAsked(broadcastRoutes.monthFigures, { month });
  const year = useAsked(broadcastRoutes.overview, { from: monthAfter(month, -11), to: month });
  return (
    <section className="bc-page" data-test="bc-figures">
      <header className="bc-calendar-head">
        <h1>{monthName(month)}</h1>
        <Button size="small" onClick={() => setMonth(monthAfter(month, -1))}>
          上个月
        </Button>
        <Button size="small" onClick={() => setMonth(monthAfter(month, 1))}>
          下个月
        </Button>
      </header>
      {told.trouble && !told.value ? <Failed message={told.trouble} retry={told.reload} /> : null}
      {!told.value && !told.trouble ? <Loading /> : null}
      {told.value?.broadcasts.length === 0 ? (
        <Blank title="这个月没有发过" text="换个月份看看，或者写一条推送。" />
      ) : null}
      {told.value && told.value.broadcasts.length > 0 && (
        <>
          <div className="bc-scroll">
            <table className="bc-table">
              <caption>按发送方式</caption>
              <thead>
                <tr>
                  <th>方式</th>
                  <th className="n">条数</th>
                  <th className="n">发到</th>
                  <th className="n">确认送达</th>
                  <th className="n">失败</th>
                  <th className="n">失败率</th>
                  <th className="n">不明</th>
                  <th className="n">没有发</th>
                </tr>
              </thead>
              <tbody>
                {told.value.means.map((one) => (
                  <tr key={one.means}>
                    <td>{shortName(one.means)}</td>
                    <td className="n">{one.broadcasts}</td>
                    <td className="n">{people(one.reached)}</td>
                    <td className="n">{people(one.delivered)}</td>
                    <td className="n">{people(one.failed)}</td>
                    <td className="n">{percent(one.failedPercent)}</td>
                    <td className="n">{people(one.unknown)}</td>
                    <td className="n">{people(one.excluded)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="bc-scroll">
            <table className="bc-table">
              <caption>每一条</caption>
              <thead>
                <tr>
                  <th>推送</th>
                  <th>方式</th>
                  <th>什么时候</th>
                  <th className="n">发到</th>
                  <th className="n">失败</th>
                  <th className="n">24 小时内取关</th>
                </tr>
              </thead>
              <tbody>
                {told.value.broadcasts.map((one) => (
                  <tr key={one.id}>
                    <td className="words">
                      <a href={fragmentOf("broadcasts", one.id)}>{one.title}</a>
                    </td>
                    <td>{shortName(one.means)}</td>
                    <td>{timeWords(one.startedAt, now)}</td>
                    <td className="n">{people(one.reached)}</td>
                    <td className="n">{people(one.failed)}</td>
                    <td className="n">{people(one.unfollowed)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
      {year.value?.months.some((one) => one.broadcasts > 0) && <Year months={year.value.months} />}
    </section>
  );
}

/** A bar a month, with its number beside it. */
function Year({ months }: { months: BroadcastOverview["months"] }) {
  const most = Math.max(1, ...months.map((one) => one.people + one.failed));
  return (
    <section>
      <h2>近一年发到的人次</h2>
      <ol className="bc-year">
        {months.map((one) => (
          <li key={one.month}>
            <time>{one.month}</time>
            <span className="bc-year-bar" aria-hidden>
              <i style={{ width: `${(one.people / most) * 100}%` }} />
              <i className="failed" style={{ width: `${(one.failed / most) * 100}%` }} />
            </span>
            <span>
              {people(one.people)}
              {one.failed > 0 ? `，失败 ${people(one.failed)}` : ""}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
