import { dayKind, hoursOn, type HourPlan } from "@wsi/shared/case";
import { addDays } from "@wsi/shared/values";
import { weekdayName, weekdayOf } from "./shift-words.ts";
import { printSpans } from "./spans-text.ts";

/** This week and the next three, day by day, as the machine will count them. */
export function Weeks({ plan, today, weeks = 4 }: { plan: HourPlan; today: string; weeks?: number }) {
  const monday = addDays(today, -weekdayOf(today));
  const days = Array.from({ length: weeks * 7 }, (_, at) => addDays(monday, at));
  return (
    <div className="office-scroll">
      <div className="office-weeks">
        {weekdayName.map((name) => (
          <b key={name}>周{name}</b>
        ))}
        {days.map((day) => {
          const { spans, why } = hoursOn(plan, day);
          const kind = dayKind(day);
          const mark = why ?? (kind === "holiday" ? "节假日" : kind === "makeup" ? "调休上班" : null);
          return (
            <div
              key={day}
              className={[
                spans.length > 0 ? "on" : "off",
                day === today ? "today" : "",
                day < today ? "past" : "",
              ].join(" ")}
            >
              <span>
                {day.endsWith("-01") || day === days[0] ? `${Number(day.slice(5, 7))}月` : ""}
                {Number(day.slice(8))}日{mark && <i>{mark}</i>}
              </span>
              <small>{spans.length > 0 ? printSpans(spans).replaceAll("，", "\n") : "休息"}</small>
            </div>
          );
        })}
      </div>
    </div>
  );
}
