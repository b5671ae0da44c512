import { calendarKnows, dayKinds, type DayKind, type HourPlan, type HourSpan } from "@wsi/shared/case";
import { Button, Input } from "antd";
import { Labelled } from "../labelled.tsx";
import { printSpans, readSpans } from "./spans-text.ts";

const kindName: Record<DayKind, string> = {
  mon: "周一",
  tue: "周二",
  wed: "周三",
  thu: "周四",
  fri: "周五",
  sat: "周六",
  sun: "周日",
  holiday: "节假日",
  makeup: "调休上班日",
};
interface Special {
  day: string;
  text: string;
  why: string;
}
/** Working hours as they are typed. */
export interface TypedHours {
  days: Record<DayKind, string>;
  special: readonly Special[];
}
/** As the contract takes them. */
interface ReadHours {
  days: Record<DayKind, HourSpan[]>;
  special: { day: string; spans: HourSpan[]; why: string }[];
}

export const typedHours = (days: HourPlan["days"] | undefined, special: HourPlan["special"] = []): TypedHours => ({
  days: Object.fromEntries(dayKinds.map((kind) => [kind, printSpans(days?.[kind] ?? [])])) as Record<DayKind, string>,
  special: special.map((one) => ({ day: one.day, text: printSpans(one.spans), why: one.why })),
});

/** What is typed, as a plan; null while something of it cannot be read. */
export function planOf({ days, special }: TypedHours): ReadHours | null {
  const read: Partial<Record<DayKind, HourSpan[]>> = {};
  for (const kind of dayKinds) {
    const spans = readSpans(days[kind]);
    if (typeof spans === "string") return null;
    read[kind] = spans;
  }
  const specials: ReadHours["special"] = [];
  for (const { day, text, why } of special) {
    const spans = readSpans(text);
    if (typeof spans === "string" || day === "") return null;
    specials.push({ day, spans, why });
  }
  return { days: read as ReadHours["days"], special: specials };
}

const flaw = (text: string): string | undefined => {
  const read = readSpans(text);
  return typeof read === "string" ? read : undefined;
};

/** Hours for each kind of day, and the days that are different: of the desk, and of the windows of a hall. */
export function HourFields({
  value: { days, special },
  today,
  onChange,
}: {
  value: TypedHours;
  today: string;
  onChange: (hours: TypedHours) => void;
}) {
  const setDays = (next: TypedHours["days"]) => onChange({ days: next, special });
  const setSpecial = (next: TypedHours["special"]) => onChange({ days, special: next });
  const change = (at: number, part: Partial<Special>) =>
    setSpecial(special.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <>
      <p className="kb-lead">一天几段都可以：09:00-12:00，13:00-17:00。空着是休息。</p>
      <div className="office-days">
        {dayKinds.map((kind) => (
          <Labelled key={kind} label={kindName[kind]} problem={flaw(days[kind])}>
            <Input
              value={days[kind]}
              placeholder="休息"
              maxLength={90}
              onChange={(event) => setDays({ ...days, [kind]: event.target.value })}
              data-test={`plan-${kind}`}
            />
          </Labelled>
        ))}
      </div>
      <div className="kb-acts">
        <Button
          size="small"
          onClick={() =>
            setDays({ ...days, tue: days.mon, wed: days.mon, thu: days.mon, fri: days.mon, makeup: days.mon })
          }
        >
          周二到周五和调休都同周一
        </Button>
      </div>
      <h3>特殊日期</h3>
      {special.map((one, at) => (
        <div className="office-special" key={at}>
          <Input
            type="date"
            value={one.day}
            min={today}
            aria-label="日期"
            onChange={(event) => change(at, { day: event.target.value })}
          />
          <Input
            value={one.text}
            placeholder="休息"
            aria-label="时段"
            status={flaw(one.text) ? "error" : ""}
            onChange={(event) => change(at, { text: event.target.value })}
          />
          <Input
            value={one.why}
            maxLength={20}
            placeholder="原因，如：系统升级"
            aria-label="原因"
            onChange={(event) => change(at, { why: event.target.value })}
          />
          <Button onClick={() => setSpecial(special.filter((_, index) => index !== at))}>删去</Button>
          {flaw(one.text) && <em className="kb-bad">{flaw(one.text)}</em>}
        </div>
      ))}
      <div className="kb-acts">
        <Button
          size="small"
          onClick={() => setSpecial([...special, { day: "", text: "", why: "" }])}
          data-test="plan-special"
        >
          加一天
        </Button>
        {!calendarKnows(`${Number(today.slice(0, 4)) + 1}-01-01`) && (
          <small>{Number(today.slice(0, 4)) + 1} 年的放假安排还没有公布，公布前那年只按周几算。</small>
        )}
      </div>
    </>
  );
}
