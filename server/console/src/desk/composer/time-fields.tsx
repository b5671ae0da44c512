/** Three choices that lead to a time that is free at a window of a hall: where, which day, when. */
import { hallRoutes, type BookingDay, type WindowView } from "@wsi/shared/contract";
import { Form, Select } from "antd";
import { useEffect, useState } from "react";
import { sentence } from "../../client.ts";
import { useSession } from "../../session.tsx";
import { useAsked } from "../../use-asked.ts";

export const required = (message: string) => [{ required: true, message }];

const left = (day: BookingDay): number => day.slots.reduce((sum, slot) => sum + slot.left, 0);

function useDays(window: string | undefined): { days: readonly BookingDay[]; trouble: string | null } {
  const { ask } = useSession();
  const [seen, setSeen] = useState<{ window: string; days: readonly BookingDay[]; trouble: string | null } | null>(
    null,
  );
  useEffect(() => {
    if (window === undefined) return undefined;
    let wanted = true;
    const load = async () => {
      const answer = await ask(hallRoutes.freeTimes, { id: window });
      if (!wanted) return;
      if (answer.ok) setSeen({ window, days: answer.value.days, trouble: null });
      else setSeen({ window, days: [], trouble: sentence(answer.error) });
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [ask, window]);
  return seen !== null && seen.window === window ? seen : { days: [], trouble: null };
}

const named = (one: WindowView): string => `${one.hall.name} · ${one.name}`;

export function TimeFields() {
  const form = Form.useFormInstance();
  const window = Form.useWatch<string | undefined>("window", form);
  const day = Form.useWatch<string | undefined>("day", form);
  const windows = useAsked(hallRoutes.windows, {});
  const { days, trouble } = useDays(window);
  const slots = days.find((one) => one.day === day)?.slots ?? [];
  const problem = windows.trouble ?? trouble;
  return (
    <>
      <Form.Item name="window" label="大厅和窗口" rules={required("请选择窗口")}>
        <Select
          autoFocus
          showSearch
          optionFilterProp="label"
          loading={!windows.value}
          placeholder={windows.value?.length === 0 ? "还没有开放预约的窗口" : "市民点一下就能约"}
          options={(windows.value ?? []).map((one) => ({ value: one.id, label: named(one) }))}
          onChange={() => form.resetFields(["day", "from"])}
        />
      </Form.Item>
      <Form.Item name="day" label="日期" rules={required("请选择日期")}>
        <Select
          disabled={days.length === 0}
          options={days.map((one) => ({
            value: one.day,
            label: `${one.day} ${one.closed ?? (left(one) === 0 ? "约满" : `余 ${left(one)}`)}`,
            disabled: left(one) === 0,
          }))}
          onChange={() => form.resetFields(["from"])}
        />
      </Form.Item>
      <Form.Item name="from" label="时间" rules={required("请选择时间")}>
        <Select
          disabled={slots.length === 0}
          options={slots.map((one) => ({
            value: one.from,
            label: `${one.from}–${one.to} ${one.left === 0 ? "约满" : `余 ${one.left}`}`,
            disabled: one.left === 0,
          }))}
        />
      </Form.Item>
      {problem !== null && (
        <p className="fate bad" role="alert">
          {problem}
        </p>
      )}
    </>
  );
}
