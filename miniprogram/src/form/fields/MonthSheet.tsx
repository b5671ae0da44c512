import { Text, View } from "@tarojs/components";
import { useState } from "react";
import { Option, Options, Sheet, TextButton } from "../../ui/index.ts";

interface MonthSheetProps {
  title: string;
  name: string;
  from: string;
  to: string;
  chosen: string;
  onChoose(month: string): void;
  onClose(): void;
}

/** Beyond so many years nobody wants to turn one by one: a birthday is a decade, a year and a month, three taps. */
const mostTurned = 12;
const yearsFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, i) => first + i);
const yearOf = (month: string): number => Number(month.slice(0, 4));

/** A year and its twelve months, turned year by year, or found by decade. */
export function MonthSheet({ title, name, from, to, chosen, onChoose, onClose }: MonthSheetProps) {
  const [first, last] = [yearOf(from), yearOf(to)];
  const long = last - first > mostTurned;
  const start = Math.min(last, Math.max(first, yearOf(chosen || to)));
  const [decade, setDecade] = useState<number | null>(long && chosen === "" ? null : start - (start % 10));
  const [year, setYear] = useState<number | null>(long && chosen === "" ? null : start);
  const within = (one: number) => one >= first && one <= last;

  if (decade === null)
    return (
      <Sheet title={title} onClose={onClose}>
        <Options id={`decades-${name}`} columns={2}>
          {yearsFrom(0, Math.floor(last / 10) - Math.floor(first / 10) + 1)
            .map((i) => (Math.floor(first / 10) + i) * 10)
            .map((one) => (
              <Option key={one} id={`decade-${name}-${one}`} on={false} onClick={() => setDecade(one)}>
                {`${one} 年代`}
              </Option>
            ))}
        </Options>
      </Sheet>
    );
  if (year === null)
    return (
      <Sheet title={title} onClose={onClose}>
        <TextButton id="other-decade" onClick={() => setDecade(null)}>
          换个年代
        </TextButton>
        <Options id={`years-${name}`} columns={3}>
          {yearsFrom(decade, 10)
            .filter(within)
            .map((one) => (
              <Option key={one} id={`year-${name}-${one}`} on={false} onClick={() => setYear(one)}>
                {`${one}`}
              </Option>
            ))}
        </Options>
      </Sheet>
    );

  const turn = (by: number, label: string) => {
    const can = within(year + by);
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
  const another = () => {
    setYear(null);
    setDecade(null);
  };
  return (
    <Sheet title={title} onClose={onClose}>
      {long ? (
        <TextButton id="other-year" onClick={another}>
          换个年份
        </TextButton>
      ) : null}
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
