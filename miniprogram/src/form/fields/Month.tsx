import { Text, View } from "@tarojs/components";
import { monthBound } from "@wsi/shared/field";
import { addMonths } from "@wsi/shared/values";
import { useState } from "react";
import { monthText, Opener, Option, Options, Sheet } from "../../ui/index.ts";
import { useFormTools } from "../tools.ts";
import { textOf, type WidgetProps } from "./widget.ts";

function between(from: string, to: string, most: number): string[] | null {
  const months: string[] = [];
  for (let month = from; month <= to; month = addMonths(month, 1)) {
    if (months.length === most) return null;
    months.push(month);
  }
  return months;
}

/** A few months are shown as they are; a long range opens a sheet with a year and its twelve months. */
export function Month({ name, asked, value, onChange }: WidgetProps<"month">) {
  const { today } = useFormTools();
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

interface MonthSheetProps {
  title: string;
  name: string;
  from: string;
  to: string;
  chosen: string;
  onChoose(month: string): void;
  onClose(): void;
}

function MonthSheet({ title, name, from, to, chosen, onChoose, onClose }: MonthSheetProps) {
  const [first, last] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  const start = Number((chosen || to).slice(0, 4));
  const [year, setYear] = useState(Math.min(last, Math.max(first, start)));
  const turn = (by: number, label: string) => {
    const can = year + by >= first && year + by <= last;
    return (
      <View
        className={can ? "year-turn" : "year-turn off"}
        id={`year-${by > 0 ? "next" : "back"}`}
        role="button"
        aria-role="button"
        onClick={() => {
          if (can) setYear(year + by);
        }}
      >
        {label}
      </View>
    );
  };
  return (
    <Sheet title={title} onClose={onClose}>
      <View className="year">
        {turn(-1, "上一年")}
        <Text>{year}年</Text>
        {turn(1, "下一年")}
      </View>
      <Options id={`months-${name}`} columns={3}>
        {Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, "0")}`)
          .filter((month) => month >= from && month <= to)
          .map((month) => (
            <Option key={month} id={`option-${name}-${month}`} on={month === chosen} onClick={() => onChoose(month)}>
              {Number(month.slice(5))}月
            </Option>
          ))}
      </Options>
    </Sheet>
  );
}
