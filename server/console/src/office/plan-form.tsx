import { beijingDay, calendarKnows, dayKinds, type DayKind, type HourPlan, type HourSpan } from "@wsi/shared/case";
import { deskServices, rosterRoutes, type DeskService, type HourPlanView } from "@wsi/shared/contract";
import { Button, Input, Modal, Radio } from "antd";
import { useState } from "react";
import { sentence } from "../client.ts";
import { Labelled } from "../labelled.tsx";
import { useNow, useSession } from "../session.tsx";
import { printSpans, readSpans } from "./spans-text.ts";
import { Weeks } from "./weeks.tsx";

const kindName: Record<DayKind, string> = {
  mon: "周一",
  tue: "周二",
  wed: "周三",
  thu: "周四",
  fri: "周五",
  sat: "周六",
  sun: "周日",
  holiday: "节假日",
  makeup: "调休上班日",
};
interface Special {
  day: string;
  text: string;
  why: string;
}

/** What is typed, as a plan; null while something of it cannot be read. */
function planOf(days: Record<DayKind, string>, special: readonly Special[]): HourPlan | null {
  const read: Partial<Record<DayKind, HourSpan[]>> = {};
  for (const kind of dayKinds) {
    const spans = readSpans(days[kind]);
    if (typeof spans === "string") return null;
    read[kind] = spans;
  }
  const specials: { day: string; spans: HourSpan[]; why: string }[] = [];
  for (const { day, text, why } of special) {
    const spans = readSpans(text);
    if (typeof spans === "string" || day === "") return null;
    specials.push({ day, spans, why });
  }
  return { days: read as HourPlan["days"], special: specials };
}

export function PlanForm({
  of,
  standard,
  close,
  done,
}: {
  of: HourPlanView | null;
  standard: HourPlanView | undefined;
  close: () => void;
  done: () => void;
}) {
  const { ask } = useSession();
  const today = beijingDay(useNow(600));
  const from = of ?? standard;
  const [name, setName] = useState(of?.name ?? "");
  const [days, setDays] = useState(
    () =>
      Object.fromEntries(dayKinds.map((kind) => [kind, printSpans(from?.days[kind] ?? [])])) as Record<DayKind, string>,
  );
  const [special, setSpecial] = useState<Special[]>(() =>
    (of?.special ?? []).map((one) => ({ day: one.day, text: printSpans(one.spans), why: one.why })),
  );
  const [service, setService] = useState<DeskService>(of?.service ?? "desk");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const plan = planOf(days, special);
  const change = (at: number, part: Partial<Special>) =>
    setSpecial(special.map((one, index) => (index === at ? { ...one, ...part } : one)));
  const save = async () => {
    if (!plan) return setProblem("红字的地方还没写对");
    setBusy(true);
    const draft = {
      name,
      service,
      days: Object.fromEntries(dayKinds.map((kind) => [kind, [...plan.days[kind]]])) as Record<
        DayKind,
        { from: string; to: string }[]
      >,
      special: plan.special.map((one) => ({ ...one, spans: [...one.spans] })),
    };
    const answer = of
      ? await ask(rosterRoutes.changePlan, { id: of.id, ...draft })
      : await ask(rosterRoutes.addPlan, draft);
    setBusy(false);
    if (answer.ok) done();
    else setProblem(answer.error.problems?.[0]?.message ?? sentence(answer.error));
  };
  const flaw = (text: string) => {
    const read = readSpans(text);
    return typeof read === "string" ? read : undefined;
  };
  return (
    <Modal
      open
      width={860}
      title={of ? of.name : "新建工作时间"}
      okText="保存"
      cancelText="取消"
      confirmLoading={busy}
      okButtonProps={{ "data-test": "plan-save" }}
      onCancel={close}
      onOk={() => void save()}
    >
      <div className="kb-form">
        <Labelled label="名称">
          <Input
            value={name}
            maxLength={20}
            autoFocus={!of}
            onChange={(event) => setName(event.target.value)}
            data-test="plan-name"
          />
        </Labelled>
        <Labelled label="上班时间由谁接待公众号里的市民">
          <Radio.Group
            value={service}
            options={Object.entries(deskServices).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setService(event.target.value as DeskService)}
            data-test="plan-service"
          />
        </Labelled>
        {service === "wechat" && (
          <p className="kb-lead">
            市民说「转人工」就转到微信自带的客服，在微信的客服工具里回复；那边的对话会取回到工作台，只能看。小程序里的咨询、危急的话、从菜单点的转人工，仍到本工作台。
          </p>
        )}
        <p className="kb-lead">一天几段都可以：09:00-12:00，13:00-17:00。空着是休息。</p>
        <div className="office-days">
          {dayKinds.map((kind) => (
            <Labelled key={kind} label={kindName[kind]} problem={flaw(days[kind])}>
              <Input
                value={days[kind]}
                placeholder="休息"
                maxLength={90}
                onChange={(event) => setDays({ ...days, [kind]: event.target.value })}
                data-test={`plan-${kind}`}
              />
            </Labelled>
          ))}
        </div>
        <div className="kb-acts">
          <Button
            size="small"
            onClick={() =>
              setDays({ ...days, tue: days.mon, wed: days.mon, thu: days.mon, fri: days.mon, makeup: days.mon })
            }
          >
            周二到周五和调休都同周一
          </Button>
        </div>
        <h3>特殊日期</h3>
        {special.map((one, at) => (
          <div className="office-special" key={at}>
            <Input
              type="date"
              value={one.day}
              min={today}
              aria-label="日期"
              onChange={(event) => change(at, { day: event.target.value })}
            />
            <Input
              value={one.text}
              placeholder="休息"
              aria-label="时段"
              status={flaw(one.text) ? "error" : ""}
              onChange={(event) => change(at, { text: event.target.value })}
            />
            <Input
              value={one.why}
              maxLength={20}
              placeholder="原因，如：系统升级"
              aria-label="原因"
              onChange={(event) => change(at, { why: event.target.value })}
            />
            <Button onClick={() => setSpecial(special.filter((_, index) => index !== at))}>删去</Button>
            {flaw(one.text) && <em className="kb-bad">{flaw(one.text)}</em>}
          </div>
        ))}
        <div className="kb-acts">
          <Button
            size="small"
            onClick={() => setSpecial([...special, { day: "", text: "", why: "" }])}
            data-test="plan-special"
          >
            加一天
          </Button>
          {!calendarKnows(`${Number(today.slice(0, 4)) + 1}-01-01`) && (
            <small>{Number(today.slice(0, 4)) + 1} 年的放假安排还没有公布，公布前那年只按周几算。</small>
          )}
        </div>
        {plan && <Weeks plan={plan} today={today} weeks={3} />}
        {problem && (
          <p className="kb-bad" role="alert">
            {problem}
          </p>
        )}
      </div>
    </Modal>
  );
}
