import { beijingDay } from "@wsi/shared/case";
import { hallRoutes, type WindowView } from "@wsi/shared/contract";
import { App, Button, Input, Modal, Popconfirm } from "antd";
import { useState } from "react";
import { exactTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { Labelled } from "../labelled.tsx";
import { useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { useSaving } from "./save-dialog.tsx";
import { Weeks } from "./weeks.tsx";
import { WindowForm } from "./window-form.tsx";

/** 预约窗口: which windows of the halls citizens may book, when, and how many in one time. */
export function Windows() {
  const { ask } = useSession();
  const { message } = App.useApp();
  const today = beijingDay(useNow(600));
  const list = useAsked(hallRoutes.windows, {});
  const [form, setForm] = useState<WindowView | "new" | null>(null);
  const [off, setOff] = useState<WindowView | null>(null);
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading />;
  return (
    <div className="office-page">
      <header className="office-head">
        <h1>预约窗口</h1>
        <p className="kb-lead">市民在小程序「窗口预约」里能约的窗口。没有预约的人照常取号，不受影响。</p>
        <Button type="primary" onClick={() => setForm("new")} data-test="window-new">
          新开窗口
        </Button>
      </header>
      {list.value.length === 0 && <Blank title="还没有开放预约的窗口" text="新开一个，市民当天就能约。" />}
      {list.value.map((one) => (
        <section className="own-card" key={one.id} data-test={`window-${one.name}`}>
          <header className="office-card-head">
            <h2>
              {one.hall.name} · {one.name}
            </h2>
            <small>
              每 {one.slotMinutes} 分钟 {one.capacity} 个名额，可提前 {one.aheadDays} 天；
              {one.items.length > 0 ? `只办 ${one.items.length} 个事项` : "各事项都办"}；已约 {one.booked}
            </small>
            <small className="push" title={exactTime(one.changedAt)}>
              {one.changedBy ? `${one.changedBy} 改过` : ""}
            </small>
            <Button size="small" onClick={() => setForm(one)} data-test="window-edit">
              修改
            </Button>
            <Button size="small" danger onClick={() => setOff(one)} data-test="window-off">
              某天停办
            </Button>
            {one.booked === 0 && (
              <Popconfirm
                title="停用这个窗口？市民不能再约"
                okText="停用"
                cancelText="再想想"
                onConfirm={async () => {
                  const answer = await ask(hallRoutes.closeWindow, { id: one.id });
                  if (!answer.ok) void message.error(sentence(answer.error));
                  list.reload();
                }}
              >
                <Button size="small">停用</Button>
              </Popconfirm>
            )}
          </header>
          {one.about && <p className="kb-lead">{one.about}</p>}
          <Weeks plan={one} today={today} weeks={2} />
        </section>
      ))}
      {form !== null && (
        <WindowForm
          of={form === "new" ? null : form}
          like={list.value[0]}
          close={() => setForm(null)}
          done={() => {
            setForm(null);
            list.reload();
          }}
        />
      )}
      {off && (
        <CallOff
          window={off}
          today={today}
          close={() => setOff(null)}
          done={(count) => {
            setOff(null);
            void message.success(count === 0 ? "已停办，那天没有人约" : `已停办，已通知约了的 ${count} 位市民`);
            list.reload();
          }}
        />
      )}
    </div>
  );
}

/** The window stays shut on a day: who holds a time is told at once. */
function CallOff({
  window,
  today,
  close,
  done,
}: {
  window: WindowView;
  today: string;
  close: () => void;
  done: (count: number) => void;
}) {
  const { ask } = useSession();
  const [day, setDay] = useState(today);
  const [because, setBecause] = useState("");
  const { busy, problem, save } = useSaving(
    () => ask(hallRoutes.callOff, { id: window.id, day, because }),
    ({ calledOff }) => done(calledOff),
  );
  return (
    <Modal
      open
      title={`${window.hall.name} · ${window.name}：某天停办`}
      okText="停办并通知"
      okButtonProps={{ danger: true, "data-test": "off-send" }}
      cancelText="取消"
      confirmLoading={busy}
      onCancel={close}
      onOk={save}
    >
      <div className="kb-form">
        <p className="kb-lead">那天的预约全部取消，约了的市民马上收到通知和原因，可以另选时间。不能撤回。</p>
        <Labelled label="哪一天">
          <Input
            type="date"
            value={day}
            min={today}
            onChange={(event) => setDay(event.target.value)}
            data-test="off-day"
          />
        </Labelled>
        <Labelled label="原因（市民看得到）" problem={problem ?? undefined}>
          <Input
            value={because}
            maxLength={60}
            placeholder="如：系统升级"
            onChange={(event) => setBecause(event.target.value)}
            data-test="off-because"
          />
        </Labelled>
      </div>
    </Modal>
  );
}
