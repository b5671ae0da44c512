import { Picker } from "@tarojs/components";
import type { DayBound } from "@wsi/shared/field";
import { dayText, Opener } from "../../ui/index.ts";
import { useFormTools } from "../tools.ts";
import { textOf, type WidgetProps } from "./widget.ts";

const daysLater = (day: string, count: number): string =>
  new globalThis.Date(globalThis.Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);

export function boundDay(bound: DayBound | undefined, today: string): string | undefined {
  if (bound === undefined) return undefined;
  if (typeof bound === "object") return daysLater(today, bound.daysFromToday);
  return bound === "today" ? today : bound;
}

export function Date({ name, asked, value, onChange }: WidgetProps<"date">) {
  const { today } = useFormTools();
  const chosen = textOf(value);
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(chosen);
  return (
    <Picker
      mode="date"
      aria-label={asked.label}
      value={valid ? chosen : today}
      start={boundDay(asked.from, today) ?? "1930-01-01"}
      end={boundDay(asked.to, today) ?? "2099-12-31"}
      onChange={(event) => onChange(event.detail.value)}
    >
      <Opener id={`field-${name}`} value={valid ? dayText(chosen) : ""} placeholder="请选择日期" onClick={() => {}} />
    </Picker>
  );
}
