import { View } from "@tarojs/components";
import type { BookingDay, BookingSlot } from "@wsi/shared/contract";
import { useCallback, useState } from "react";
import { api } from "../../api.ts";
import { Card, Failure, Note, Option, Options, Skeleton, useAnswer } from "../../ui/index.ts";
import { dateText, shortDay, weekdayText } from "../words.ts";

export interface Chosen {
  day: string;
  from: string;
  to: string;
}

const leftOn = (one: BookingDay): number => one.slots.reduce((sum, slot) => sum + slot.left, 0);
const half = (slot: BookingSlot): "上午" | "下午" => (slot.from < "12:00" ? "上午" : "下午");

/** The days and times of one window. A day that is shut says why; a time that is full is shown as full, not hidden. */
export function Times({
  windowId,
  wish,
  chosen,
  onChoose,
}: {
  windowId: string;
  /** Shown first, when it is still free. */
  wish?: { day: string; from: string };
  chosen: Chosen | null;
  onChoose(time: Chosen): void;
}) {
  const { answer, retry } = useAnswer(useCallback(() => api.appointmentDays({ id: windowId }), [windowId]));
  const [day, setDay] = useState<string | null>(wish?.day ?? null);
  if (!answer) return <Skeleton cards={2} />;
  if (!answer.ok) return <Failure error={answer.error} onRetry={retry} />;
  const { days } = answer.value;
  const open = days.find((one) => one.day === day) ?? days.find((one) => leftOn(one) > 0);
  const taken =
    wish !== undefined && open?.day === wish.day && !open.slots.some((s) => s.from === wish.from && s.left > 0);
  return (
    <>
      <Card title="哪一天">
        <Options id="days" columns={2}>
          {days.map((one) => (
            <Option
              key={one.day}
              id={`day-${one.day}`}
              on={one.day === open?.day}
              off={leftOn(one) === 0}
              onClick={() => setDay(one.day)}
            >
              <View>{dateText(one.day)}</View>
              <Note>
                {weekdayText(one.day)}，{one.closed ?? (leftOn(one) === 0 ? "约满" : `余 ${leftOn(one)}`)}
              </Note>
            </Option>
          ))}
        </Options>
      </Card>
      {taken ? <Note id="wish-gone">客服给您看的那个时间已经约满，请另选。</Note> : null}
      {open && open.slots.length > 0 ? (
        <Card title={`${shortDay(open.day)}，什么时候`}>
          {(["上午", "下午"] as const).map((part) => {
            const slots = open.slots.filter((slot) => half(slot) === part);
            if (slots.length === 0) return null;
            return (
              <View key={part}>
                <Note>{part}</Note>
                <Options id={part === "上午" ? "morning" : "afternoon"} columns={2}>
                  {slots.map((slot) => (
                    <Option
                      key={slot.from}
                      id={`time-${slot.from.replace(":", "")}`}
                      on={chosen?.day === open.day && chosen.from === slot.from}
                      off={slot.left === 0}
                      onClick={() => onChoose({ day: open.day, from: slot.from, to: slot.to })}
                    >
                      <View>{slot.from}</View>
                      <Note>
                        到 {slot.to}，{slot.left === 0 ? "约满" : `余 ${slot.left}`}
                      </Note>
                    </Option>
                  ))}
                </Options>
              </View>
            );
          })}
        </Card>
      ) : null}
      {open ? null : <Note>近期都约满了。每天零点会多开放一天。</Note>}
    </>
  );
}
