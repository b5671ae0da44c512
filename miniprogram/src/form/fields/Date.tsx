import { Picker } from "@tarojs/components";
import { dayBound } from "@wsi/shared/field";
import { dayText, Opener } from "../../ui/index.ts";
import { useToday } from "../tools.ts";
import { textOf, type WidgetProps } from "./widget.ts";

export function Date({ name, asked, value, onChange }: WidgetProps<"date">) {
  const today = useToday();
  const chosen = textOf(value);
  const valid = /^\d{4}-\d{2}-\d{2}$/.test(chosen);
  return (
    <Picker
      mode="date"
      aria-label={asked.label}
      value={valid ? chosen : today}
      start={asked.from === undefined ? "1930-01-01" : dayBound(asked.from, today)}
      end={asked.to === undefined ? "2099-12-31" : dayBound(asked.to, today)}
      onChange={(event) => onChange(event.detail.value)}
    >
      <Opener id={`field-${name}`} value={valid ? dayText(chosen) : ""} placeholder="请选择日期" onClick={() => {}} />
    </Picker>
  );
}
