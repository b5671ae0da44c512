import { beijingDay, dayKind } from "@wsi/shared/case";
import { rosterRoutes, type ShiftView } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { clockTime } from "../beijing.ts";
import { useNow } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { AddShifts, ChangeShift } from "./shift-form.tsx";
import { shiftDay, shiftState, shiftTone, weekdayName, weekdayOf } from "./shift-words.ts";

/** Who works when, a week at a time: people down, days across; and what became of it. */
export function Shifts() {
  const now = useNow(60);
  const today = beijingDay(now);
  const thisMonday = addDays(today, -weekdayOf(today));
  const [monday, setMonday] = useState(thisMonday);
  const list = useAsked(rosterRoutes.shifts, { from: monday, to: addDays(monday, 6) });
  const [adding, setAdding] = useState<{ staffIds: string[]; days: string[] } | null>(null);
  const [changing, setChanging] = useState<ShiftView | null>(null);
  const days = Array.from({ length: 7 }, (_, at) => addDays(monday, at));
  const done = () => {
    setAdding(null);
    setChanging(null);
    list.reload();
  };
  const head = (
    <header className="office-head">
      <h1>班次</h1>
      <Segmented
        value={monday === thisMonday ? "this" : monday === addDays(thisMonday, 7) ? "next" : "other"}
        options={[
          { value: "this", label: "本周" },
          { value: "next", label: "下周" },
          ...(monday === thisMonday || monday === addDays(thisMonday, 7)
            ? []
            : [{ value: "other", label: `${shiftDay(monday).slice(0, -3)}起` }]),
        ]}
        onChange={(which) => which !== "other" && setMonday(which === "this" ? thisMonday : addDays(thisMonday, 7))}
      />
      <Button onClick={() => setMonday(addDays(monday, -7))} aria-label="前一周">
        ‹ 前一周
      </Button>
      <Button onClick={() => setMonday(addDays(monday, 7))} aria-label="后一周">
        后一周 ›
      </Button>
      <Button
        type="primary"
        className="push"
        disabled={!list.value || list.value.staff.length === 0}
        onClick={() => setAdding({ staffIds: [], days: days.filter((day) => day >= today && weekdayOf(day) < 5) })}
        data-test="shift-new"
      >
        排班
      </Button>
    </header>
  );
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  const late = list.value?.shifts.filter((one) => one.late > 0 || one.early > 0 || one.state === "absent") ?? [];
  return (
    <div className="office-page">
      {head}
      {!list.value ? (
        <Loading />
      ) : list.value.staff.length === 0 ? (
        <Blank title="还没有可以排班的同事" text="先在「技能组」里把同事和您自己加进小组；排的是同组的客服和主管。" />
      ) : (
        <>
          <div className="office-scroll">
            <table className="office-table office-roster" data-test="roster">
              <thead>
                <tr>
                  <th>同事</th>
                  {days.map((day) => {
                    const kind = dayKind(day);
                    return (
                      <th key={day} className={day === today ? "today" : undefined}>
                        周{weekdayName[weekdayOf(day)]} {Number(day.slice(5, 7))}/{Number(day.slice(8))}
                        {kind === "holiday" && <i className="office-off">休</i>}
                        {kind === "makeup" && <i className="office-work">班</i>}
                      </th>
                    );
                  })}
                </tr>
              </thead>
              <tbody>
                {list.value.staff.map((person) => (
                  <tr key={person.id}>
                    <th scope="row">{person.name}</th>
                    {days.map((day) => (
                      <td key={day} className={day === today ? "today" : undefined}>
                        {list.value?.shifts
                          .filter((one) => one.staff.id === person.id && one.day === day)
                          .map((one) => (
                            <button
                              type="button"
                              key={one.id}
                              className={`office-shift ${shiftTone(one)}`}
                              title={[shiftState(one), one.note].filter(Boolean).join("；")}
                              onClick={() => setChanging(one)}
                              data-test="shift"
                            >
                              {one.from}–{one.to}
                              {(one.late > 0 || one.early > 0 || one.state === "absent") && (
                                <small>{shiftState(one)}</small>
                              )}
                            </button>
                          ))}
                        {day >= today && (
                          <button
                            type="button"
                            className="office-plus"
                            aria-label={`给${person.name}排${shiftDay(day)}的班`}
                            onClick={() => setAdding({ staffIds: [person.id], days: [day] })}
                          >
                            ＋
                          </button>
                        )}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {late.length > 0 && (
            <section className="own-card">
              <h2>这一周的迟到、早退和缺勤</h2>
              <ul className="own-list" data-test="attendance">
                {late.map((one) => (
                  <li key={one.id}>
                    <b>{one.staff.name}</b>
                    <span>
                      {shiftDay(one.day)} {one.from}–{one.to}
                    </span>
                    <span className={one.state === "absent" ? "kb-bad" : "office-late"}>{shiftState(one)}</span>
                    <small>
                      {one.cameAt && `${clockTime(one.cameAt)} 到岗`}
                      {one.leftAt && `，${clockTime(one.leftAt)} 离开`}
                    </small>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <p className="kb-lead">到岗看「会话」里的就绪：第一次就绪算到岗，最后一次离开算下班；前后 5 分钟不计。</p>
        </>
      )}
      {adding && list.value && (
        <AddShifts
          given={adding}
          staff={list.value.staff}
          week={days}
          today={today}
          close={() => setAdding(null)}
          done={done}
        />
      )}
      {changing && <ChangeShift shift={changing} close={() => setChanging(null)} done={done} />}
    </div>
  );
}
