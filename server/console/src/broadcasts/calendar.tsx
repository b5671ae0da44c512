import { beijingDay } from "@wsi/shared/case";
import { broadcastRoutes, broadcastStateName } from "@wsi/shared/contract";
import { Button } from "antd";
import { useState } from "react";
import { clockTime } from "../beijing.ts";
import { fragmentOf } from "../place.ts";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { daysOf, monthAfter } from "./month.ts";

/** The content calendar: what went out and will, what is still valid, and how many mass messages are left. */
export function Calendar() {
  const [month, setMonth] = useState(() => beijingDay(new Date()).slice(0, 7));
  const told = useAsked(broadcastRoutes.calendar, { month });
  if (told.trouble && !told.value) return <Failed message={told.trouble} retry={told.reload} />;
  return (
    <section className="bc-page">
      <header className="bc-calendar-head">
        <h1>{month.replace("-", " 年 ")} 月</h1>
        <Button size="small" onClick={() => setMonth(monthAfter(month, -1))}>
          上个月
        </Button>
        <Button size="small" onClick={() => setMonth(monthAfter(month, 1))}>
          下个月
        </Button>
        {told.value && (
          <span className="bc-quota">
            本月群发 {told.value.quota.of} 条：已发 {told.value.quota.sent}，排着 {told.value.quota.planned}，
            <b>还剩 {told.value.quota.left}</b>
          </span>
        )}
      </header>
      {told.value?.alarms.map((alarm) => (
        <p key={alarm.id} className="strip warn">
          <a href={fragmentOf("broadcasts", alarm.id)}>{alarm.title}</a>：{alarm.message}
        </p>
      ))}
      {told.value ? (
        <ol className="bc-calendar">
          {["一", "二", "三", "四", "五", "六", "日"].map((name) => (
            <li key={name} className="name">
              {name}
            </li>
          ))}
          {daysOf(month).map(({ day, inside }) => (
            <li key={day} className={inside ? "" : "other"}>
              <time>{Number(day.slice(8))}</time>
              {told.value?.entries
                .filter((entry) => entry.day === day)
                .map((entry) => (
                  <a key={entry.id} href={fragmentOf("broadcasts", entry.id)} title={broadcastStateName[entry.state]}>
                    {entry.title}
                  </a>
                ))}
              {told.value?.livestreams
                .filter((one) => beijingDay(one.startsAt) === day)
                .map((one) => (
                  <a
                    key={one.id}
                    className={one.state === "cancelled" ? "live gone" : "live"}
                    href={fragmentOf("broadcasts", "live")}
                  >
                    直播 {clockTime(one.startsAt)} {one.title}
                  </a>
                ))}
            </li>
          ))}
        </ol>
      ) : (
        <Loading />
      )}
    </section>
  );
}
