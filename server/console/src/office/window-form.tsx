import { beijingDay } from "@wsi/shared/case";
import { citizen, hallRoutes, type WindowDraft, type WindowView } from "@wsi/shared/contract";
import { Input, InputNumber, Select } from "antd";
import { useState } from "react";
import { Labelled } from "../labelled.tsx";
import { useNow, useSession } from "../session.tsx";
import { useAsked } from "../use-asked.ts";
import { HourFields, planOf, typedHours } from "./hour-fields.tsx";
import { SaveDialog, useSaving } from "./save-dialog.tsx";
import { Weeks } from "./weeks.tsx";

const lengths = [10, 15, 20, 30, 60] as const;

export function WindowForm({
  of,
  like,
  close,
  done,
}: {
  of: WindowView | null;
  /** Whose hours a new one begins with. */
  like: WindowView | undefined;
  close: () => void;
  done: () => void;
}) {
  const { ask } = useSession();
  const today = beijingDay(useNow(600));
  const halls = useAsked(hallRoutes.halls, {});
  const items = useAsked(citizen.items, {});
  const [draft, setDraft] = useState({
    hall: of?.hall.code ?? "",
    name: of?.name ?? "",
    about: of?.about ?? "",
    items: of?.items ?? [],
    slotMinutes: (of?.slotMinutes ?? 30) as WindowDraft["slotMinutes"],
    capacity: of?.capacity ?? 4,
    aheadDays: of?.aheadDays ?? 14,
  });
  const [hours, setHours] = useState(() => typedHours((of ?? like)?.days, of?.special));
  const plan = planOf(hours);
  const put = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part });
  const saving = useSaving(() => {
    if (!plan) return "红字的地方还没写对";
    const whole = { ...draft, ...plan };
    return of ? ask(hallRoutes.changeWindow, { id: of.id, ...whole }) : ask(hallRoutes.addWindow, whole);
  }, done);
  return (
    <SaveDialog
      title={of ? `${of.hall.name} · ${of.name}` : "新开窗口"}
      saving={saving}
      width={860}
      test="window-save"
      close={close}
    >
      <div className="office-days">
        <Labelled label="大厅">
          <Select
            value={draft.hall || null}
            placeholder="请选择"
            showSearch
            optionFilterProp="label"
            loading={!halls.value}
            options={(halls.value ?? []).map((one) => ({ value: one.code, label: one.name }))}
            onChange={(hall: string) => put({ hall })}
            data-test="window-hall"
          />
        </Labelled>
        <Labelled label="窗口名称">
          <Input
            value={draft.name}
            maxLength={20}
            placeholder="如：社保综合窗口"
            onChange={(event) => put({ name: event.target.value })}
            data-test="window-name"
          />
        </Labelled>
        <Labelled label="一个时段多长">
          <Select
            value={draft.slotMinutes}
            options={lengths.map((value) => ({ value, label: `${value} 分钟` }))}
            onChange={(slotMinutes: WindowDraft["slotMinutes"]) => put({ slotMinutes })}
          />
        </Labelled>
        <Labelled label="每个时段几个名额">
          <InputNumber
            value={draft.capacity}
            min={1}
            max={100}
            onChange={(value) => put({ capacity: value ?? 1 })}
            data-test="window-capacity"
          />
        </Labelled>
        <Labelled label="可提前几天约">
          <InputNumber value={draft.aheadDays} min={1} max={60} onChange={(value) => put({ aheadDays: value ?? 1 })} />
        </Labelled>
      </div>
      <Labelled label="办什么（市民看得到）">
        <Input
          value={draft.about}
          maxLength={100}
          placeholder="如：参保、停保、缴费、信息变更"
          onChange={(event) => put({ about: event.target.value })}
        />
      </Labelled>
      <Labelled label="只办这些事项" hint="不选就是都办">
        <Select
          mode="multiple"
          value={draft.items}
          optionFilterProp="label"
          options={(items.value ?? []).map((one) => ({ value: one.code, label: one.name }))}
          onChange={(chosen: string[]) => put({ items: chosen })}
        />
      </Labelled>
      <HourFields value={hours} today={today} onChange={setHours} />
      {plan && <Weeks plan={plan} today={today} weeks={2} />}
    </SaveDialog>
  );
}
