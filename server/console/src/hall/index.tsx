/** 「大厅预约」: who comes today, taken by the number they read out. Made for a counter with a queue in front of it. */
import { beijingDay } from "@wsi/shared/case";
import { hallRoutes, type AppointmentState, type HallAppointment } from "@wsi/shared/contract";
import { addDays } from "@wsi/shared/values";
import { App, Button, Input, Select, type InputRef } from "antd";
import { useRef, useState, type FormEvent } from "react";
import { sentence } from "../client.ts";
import { remember, remembered } from "../kept.ts";
import { useNow, useSession } from "../session.tsx";
import { Blank, Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { WithReason } from "../with-reason.tsx";
import "../office/office.css";
import "../own/own.css";
import "./hall.css";

const stateWord: Record<AppointmentState, string> = {
  booked: "未到",
  arrived: "已到",
  served: "已办",
  cancelled: "已取消",
  "called-off": "已停办",
  missed: "没来",
};

export default function HallRoom() {
  const { ask } = useSession();
  const today = beijingDay(useNow(600));
  const halls = useAsked(hallRoutes.halls, {});
  const [hall, setHall] = useState(() => remembered("localStorage", "hall") ?? "");
  const [day, setDay] = useState(today);
  if (halls.trouble && !halls.value) return <Failed message={halls.trouble} retry={halls.reload} />;
  if (!halls.value) return <Loading />;
  return (
    <div className="office-page hall">
      <header className="office-head">
        <h1>大厅预约</h1>
        <Select
          className="hall-choice"
          value={hall || null}
          placeholder="我在哪个大厅"
          showSearch
          optionFilterProp="label"
          options={halls.value.map((one) => ({ value: one.code, label: one.name }))}
          onChange={(chosen: string) => {
            setHall(chosen);
            remember("localStorage", "hall", chosen);
          }}
          data-test="hall"
        />
        <Input
          className="hall-day"
          type="date"
          value={day}
          aria-label="哪一天"
          onChange={(event) => setDay(event.target.value || today)}
        />
        {day !== today && <Button onClick={() => setDay(today)}>回到今天</Button>}
        {day === today && <Button onClick={() => setDay(addDays(today, 1))}>看明天</Button>}
      </header>
      {hall === "" ? (
        <Blank title="先选您在的大厅" text="选一次就记在这台电脑上。" />
      ) : (
        <Day key={`${hall} ${day}`} hall={hall} day={day} isToday={day === today} ask={ask} />
      )}
    </div>
  );
}

function Day({
  hall,
  day,
  isToday,
  ask,
}: {
  hall: string;
  day: string;
  isToday: boolean;
  ask: ReturnType<typeof useSession>["ask"];
}) {
  const { message } = App.useApp();
  const seen = useAsked(hallRoutes.hallDay, { hall, day });
  const [number, setNumber] = useState("");
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const field = useRef<InputRef>(null);

  async function arrive(event: FormEvent) {
    event.preventDefault();
    if (number.trim() === "") return;
    setBusy(true);
    const answer = await ask(hallRoutes.arrive, { hall, number });
    setBusy(false);
    setTrouble(answer.ok ? null : sentence(answer.error));
    if (answer.ok) {
      void message.success(`${answer.value.person}，${answer.value.from} ${answer.value.window.name}`);
      setNumber("");
    }
    field.current?.focus();
    seen.reload();
  }
  async function excuse(one: HallAppointment, because: string): Promise<boolean> {
    const answer = await ask(hallRoutes.excuse, { id: one.id, because });
    if (!answer.ok) void message.error(sentence(answer.error));
    seen.reload();
    return answer.ok;
  }
  async function serve(one: HallAppointment) {
    const answer = await ask(hallRoutes.serve, { id: one.id });
    if (!answer.ok) void message.error(sentence(answer.error));
    seen.reload();
  }

  if (seen.trouble && !seen.value) return <Failed message={seen.trouble} retry={seen.reload} />;
  if (!seen.value) return <Loading />;
  const { appointments, figures } = seen.value;
  return (
    <>
      {isToday && (
        <form className="hall-arrive" onSubmit={(event) => void arrive(event)}>
          <Input
            ref={field}
            size="large"
            autoFocus
            value={number}
            maxLength={60}
            placeholder="预约号，或后五位"
            aria-label="预约号"
            autoComplete="off"
            onChange={(event) => {
              setNumber(event.target.value);
              setTrouble(null);
            }}
            data-test="hall-number"
          />
          <Button size="large" type="primary" htmlType="submit" loading={busy} data-test="hall-arrive">
            到了
          </Button>
          {trouble && (
            <p className="kb-bad" role="alert">
              {trouble}
            </p>
          )}
        </form>
      )}
      <dl className="hall-figures">
        <div>
          <dt>要来</dt>
          <dd>{figures.booked}</dd>
        </div>
        <div>
          <dt>已办</dt>
          <dd>{figures.served}</dd>
        </div>
        <div>
          <dt>取消</dt>
          <dd>{figures.cancelled}</dd>
        </div>
        <div>
          <dt>没来</dt>
          <dd>{figures.missed}</dd>
        </div>
        <div>
          <dt>全天名额</dt>
          <dd>{figures.places}</dd>
        </div>
      </dl>
      {appointments.length === 0 ? (
        <Blank title="这一天没有人约" text="没有预约的市民照常取号。" />
      ) : (
        <div className="office-scroll">
          <table className="office-table">
            <thead>
              <tr>
                <th>时间</th>
                <th>预约号</th>
                <th>姓名</th>
                <th>窗口</th>
                <th>办什么</th>
                <th>状态</th>
                <th aria-label="操作" />
              </tr>
            </thead>
            <tbody>
              {appointments.map((one) => (
                <tr
                  key={one.id}
                  className={one.state === "booked" || one.state === "arrived" ? "" : "off"}
                  data-test={`row-${one.number}`}
                >
                  <td className="digits">
                    {one.from}–{one.to}
                  </td>
                  <td className="digits">{one.number}</td>
                  <td>
                    <bdi>{one.person}</bdi>
                  </td>
                  <td>{one.window.name}</td>
                  <td>{one.item ?? "没有说"}</td>
                  <td>{stateWord[one.state]}</td>
                  <td>
                    {isToday && one.state === "arrived" && (
                      <Button size="small" type="primary" onClick={() => void serve(one)} data-test="serve">
                        办完
                      </Button>
                    )}
                    {one.state === "missed" && (
                      <WithReason
                        label="更正"
                        title={`${one.person} ${one.from}：没来不算他的`}
                        hint="为什么不算，市民看得到，如：到过大厅，当时没有登记"
                        busy={false}
                        done={(because) => excuse(one, because)}
                      />
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
