import { rosterRoutes, type ShiftView, type StaffBrief } from "@wsi/shared/contract";
import { App, Button, Checkbox, Input, Modal, Select } from "antd";
import { useState } from "react";
import { sentence, type Answer } from "../client.ts";
import { Labelled } from "../labelled.tsx";
import { useSession } from "../session.tsx";
import { SaveDialog, useSaving } from "./save-dialog.tsx";
import { shiftDay, shiftState } from "./shift-words.ts";
import { readTime } from "./spans-text.ts";

interface Times {
  from: string;
  to: string;
  note: string;
}
const usual: readonly { label: string; from: string; to: string }[] = [
  { label: "全天 09:00–17:00", from: "09:00", to: "17:00" },
  { label: "上午 09:00–12:00", from: "09:00", to: "12:00" },
  { label: "下午 13:00–17:00", from: "13:00", to: "17:00" },
];

const read = (times: Times): Times => ({ ...times, from: readTime(times.from), to: readTime(times.to) });

function TimesFields({ times, change }: { times: Times; change: (times: Times) => void }) {
  return (
    <>
      <div className="kb-form-row">
        <Labelled label="上班">
          <Input
            value={times.from}
            maxLength={5}
            placeholder="09:00"
            onChange={(event) => change({ ...times, from: event.target.value })}
            onBlur={() => change({ ...times, from: readTime(times.from) })}
            data-test="shift-from"
          />
        </Labelled>
        <Labelled label="下班">
          <Input
            value={times.to}
            maxLength={5}
            placeholder="17:00"
            onChange={(event) => change({ ...times, to: event.target.value })}
            onBlur={() => change({ ...times, to: readTime(times.to) })}
            data-test="shift-to"
          />
        </Labelled>
      </div>
      <div className="kb-acts">
        {usual.map((one) => (
          <Button size="small" key={one.label} onClick={() => change({ ...times, from: one.from, to: one.to })}>
            {one.label}
          </Button>
        ))}
      </div>
      <Labelled label="备注" hint="可以不填">
        <Input value={times.note} maxLength={50} onChange={(event) => change({ ...times, note: event.target.value })} />
      </Labelled>
    </>
  );
}

export function AddShifts({
  given,
  staff,
  week,
  today,
  close,
  done,
}: {
  given: { staffIds: string[]; days: string[] };
  staff: readonly StaffBrief[];
  week: readonly string[];
  today: string;
  close: () => void;
  done: () => void;
}) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const [staffIds, setStaffIds] = useState(given.staffIds);
  const [days, setDays] = useState(given.days);
  const [times, setTimes] = useState<Times>({ from: "09:00", to: "17:00", note: "" });
  const saving = useSaving(
    () => ask(rosterRoutes.addShifts, { staffIds, days, ...read(times) }),
    ({ added }) => {
      void message.success(`排好了 ${added} 个班`);
      done();
    },
  );
  return (
    <SaveDialog title="排班" saving={saving} test="shift-save" close={close}>
      <Labelled label="谁">
        <Select
          mode="multiple"
          value={staffIds}
          placeholder="可以选几位"
          optionFilterProp="label"
          options={staff.map((one) => ({ value: one.id, label: one.name }))}
          onChange={(chosen: string[]) => setStaffIds(chosen)}
          data-test="shift-staff"
        />
      </Labelled>
      <div className="kb-field" role="group" aria-label="哪几天">
        <span>哪几天</span>
        <Checkbox.Group
          value={days}
          options={week.map((day) => ({ value: day, label: shiftDay(day), disabled: day < today }))}
          onChange={(chosen) => setDays(chosen.map(String))}
        />
      </div>
      <TimesFields times={times} change={setTimes} />
    </SaveDialog>
  );
}

export function ChangeShift({ shift, close, done }: { shift: ShiftView; close: () => void; done: () => void }) {
  const { ask } = useSession();
  const [times, setTimes] = useState<Times>({ from: shift.from, to: shift.to, note: shift.note });
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const take = (answer: Answer<unknown>) => {
    setBusy(false);
    if (answer.ok) done();
    else setProblem(sentence(answer.error));
  };
  const save = async () => {
    setBusy(true);
    take(await ask(rosterRoutes.changeShift, { id: shift.id, ...read(times) }));
  };
  const remove = async () => {
    setBusy(true);
    take(await ask(rosterRoutes.removeShift, { id: shift.id }));
  };
  return (
    <Modal
      open
      title={`${shift.staff.name}，${shiftDay(shift.day)}`}
      onCancel={close}
      footer={
        <>
          {shift.cameAt === null && (
            <Button
              danger
              disabled={busy}
              className="office-left"
              onClick={() => void remove()}
              data-test="shift-remove"
            >
              删去这个班
            </Button>
          )}
          <Button onClick={close}>取消</Button>
          <Button type="primary" loading={busy} onClick={() => void save()} data-test="shift-save">
            保存
          </Button>
        </>
      }
    >
      <div className="kb-form">
        <p className="kb-lead">{shiftState(shift)}</p>
        <TimesFields times={times} change={setTimes} />
        {problem && (
          <p className="kb-bad" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Modal>
  );
}
