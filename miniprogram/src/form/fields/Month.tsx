import { monthBound } from "@wsi/shared/field";
import { addMonths } from "@wsi/shared/values";
import { useState } from "react";
import { monthText, Opener, Option, Options } from "../../ui/index.ts";
import { useToday } from "../tools.ts";
import { MonthSheet } from "./MonthSheet.tsx";
import { textOf, type WidgetProps } from "./widget.ts";

function between(from: string, to: string, most: number): string[] | null {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) {
    if (months.length === most) return null;
    months.push(month);
  }
  return months;
}

/** A few months are shown as they are; a long range opens a sheet. */
export function Month({ name, asked, value, onChange }: WidgetProps<"month">) {
  const today = useToday();
  const [open, setOpen] = useState(false);
  const chosen = textOf(value);
  const from = asked.from === undefined ? "1980-01" : monthBound(asked.from, today);
  const to = asked.to === undefined ? addMonths(today.slice(0, 7), 60) : monthBound(asked.to, today);
  const few = between(from, to, 6);
  if (few)
    return (
      <Options id={`field-${name}`} columns={few.length > 2 ? 2 : 1}>
        {few.map((month) => (
          <Option key={month} id={`option-${name}-${month}`} on={month === chosen} onClick={() => onChange(month)}>
            {monthText(month)}
          </Option>
        ))}
      </Options>
    );
  return (
    <>
      <Opener
        id={`field-${name}`}
        value={/^\d{4}-\d{2}$/.test(chosen) ? monthText(chosen) : ""}
        placeholder="请选择年月"
        onClick={() => setOpen(true)}
      />
      {open ? (
        <MonthSheet
          title={asked.label}
          name={name}
          from={from}
          to={to}
          chosen={chosen}
          onClose={() => setOpen(false)}
          onChoose={(month) => {
            onChange(month);
            setOpen(false);
          }}
        />
      ) : null}
    </>
  );
}
