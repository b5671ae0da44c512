import { beijingDay } from "@wsi/shared/case";
import { rosterRoutes, type HourPlanView } from "@wsi/shared/contract";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { exactTime } from "../beijing.ts";
import { sentence } from "../client.ts";
import { useNow, useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { PlanForm } from "./plan-form.tsx";
import { Weeks } from "./weeks.tsx";

/** Working hours: when the desk is open, with the State Council's holidays and make-up days. */
export function Plans({ admin }: { admin: boolean }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const now = useNow(600);
  const list = useAsked(rosterRoutes.plans, {});
  const [form, setForm] = useState<HourPlanView | "new" | null>(null);
  if (list.trouble && !list.value) return <Failed message={list.trouble} retry={list.reload} />;
  if (!list.value) return <Loading />;
  return (
    <div className="office-page">
      <header className="office-head">
        <h1>工作时间</h1>
        <p className="kb-lead">下班后市民看到的「几点恢复人工」按这里算。节假日和调休用办件期限的同一本日历。</p>
        {admin && (
          <Button type="primary" onClick={() => setForm("new")} data-test="plan-new">
            新建工作时间
          </Button>
        )}
      </header>
      {list.value.map((one) => (
        <section className="own-card" key={one.id} data-test={`plan-${one.name}`}>
          <header className="office-card-head">
            <h2>{one.name}</h2>
            <small>
              {one.groups.length > 0 ? `用在：${one.groups.map((group) => group.name).join("、")}` : "还没有小组在用"}
            </small>
            {one.service === "wechat" && <small data-test="plan-service">这段时间由微信客服接待</small>}
            <small className="push" title={exactTime(one.changedAt)}>
              {one.changedBy ? `${one.changedBy} 改过` : ""}
            </small>
            {admin && (
              <Button size="small" onClick={() => setForm(one)} data-test="plan-edit">
                修改
              </Button>
            )}
            {admin && !one.standard && one.groups.length === 0 && (
              <Popconfirm
                title="删去这份工作时间？"
                okText="删去"
                cancelText="再想想"
                onConfirm={async () => {
                  const answer = await ask(rosterRoutes.removePlan, { id: one.id });
                  if (!answer.ok) void message.error(sentence(answer.error));
                  list.reload();
                }}
              >
                <Button size="small" danger>
                  删去
                </Button>
              </Popconfirm>
            )}
          </header>
          <Weeks plan={one} today={beijingDay(now)} />
        </section>
      ))}
      {form !== null && (
        <PlanForm
          of={form === "new" ? null : form}
          standard={list.value.find((one) => one.standard)}
          close={() => setForm(null)}
          done={() => {
            setForm(null);
            list.reload();
          }}
        />
      )}
    </div>
  );
}
