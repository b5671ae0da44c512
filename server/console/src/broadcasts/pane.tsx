import {
  broadcastMeansName,
  broadcastRoutes,
  broadcastStateName,
  type BroadcastAction,
  type BroadcastView,
} from "@wsi/shared/contract";
import { App, Button, Input, Popconfirm } from "antd";
import { useCallback, useState } from "react";
import { exactTime } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { go } from "../place.ts";
import { useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { useAsked } from "../use-asked.ts";
import { WithReason } from "../with-reason.tsx";
import { BroadcastForm } from "./form.tsx";
import { instantOf } from "./moments.ts";
import { Paper } from "./paper.tsx";
import { RecallButton, RecallStrip } from "./recall.tsx";
import { Rehearsal } from "./rehearsal.tsx";
import { Sending } from "./sending.tsx";
import { Statistics } from "./statistics.tsx";

/** One broadcast: what it says, who gets it, what happened to it, and what may be done now. */
export function BroadcastPane({ id, narrow, changed }: { id: string; narrow: boolean; changed(): void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const asked = useAsked(broadcastRoutes.view, { id });
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [at, setAt] = useState("");
  const [receiver, setReceiver] = useState("");
  const [problems, setProblems] = useState<readonly string[]>([]);
  const { reload } = asked;
  const settled = useCallback(() => {
    reload();
    changed();
  }, [reload, changed]);
  const view = asked.value;
  if (asked.trouble && !view) return <Failed message={asked.trouble} retry={asked.reload} />;
  if (!view) return <Loading />;
  const can = (action: BroadcastAction) => view.actions.includes(action);
  const step = { id, version: view.version };
  /** True when it was done. */
  async function act(work: Promise<Answer<BroadcastView>>, done: string): Promise<boolean> {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    if (!answer.ok) {
      setProblems([sentence(answer.error), ...(answer.error.problems ?? []).map((one) => one.message)]);
      if (answer.error.code === "stale") asked.reload();
      return false;
    }
    setProblems([]);
    asked.keep(answer.value);
    changed();
    void message.success(done);
    return true;
  }
  const button = (
    action: BroadcastAction,
    label: string,
    work: () => Promise<Answer<BroadcastView>>,
    done: string,
    main = false,
  ) =>
    can(action) && (
      <Button
        type={main ? "primary" : "default"}
        loading={busy}
        onClick={() => void act(work(), done)}
        data-test={`bc-${action}`}
      >
        {label}
      </Button>
    );
  const preview = async () => {
    const answer = await ask(broadcastRoutes.preview, { id, to: receiver.trim() });
    if (!answer.ok) return setProblems([sentence(answer.error)]);
    if (answer.value.sent) void message.success("已发到这个微信");
    else setProblems([answer.value.message]);
  };

  return (
    <article className="bc-page">
      {narrow && (
        <Button size="small" onClick={() => go("broadcasts")}>
          返回列表
        </Button>
      )}
      <h1>{view.title}</h1>
      <p className="kb-meta">
        <i className={`bc-state ${view.state}`}>{broadcastStateName[view.state]}</i>
        <span>{broadcastMeansName[view.means]}</span>
        <span>{view.audience}</span>
        {view.scheduledFor && <span>排在 {exactTime(view.scheduledFor)}</span>}
        {view.validUntil && <span>{view.validUntil} 失效</span>}
      </p>
      {view.stateReason && <p className="strip warn">{view.stateReason}</p>}
      <RecallStrip view={view} busy={busy} act={act} />
      {view.approveBarred && view.state === "submitted" && <p className="strip">{view.approveBarred}</p>}
      {problems.length > 0 && (
        <div className="bc-problems" role="alert">
          {problems.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </div>
      )}
      {editing ? (
        <BroadcastForm
          draft={view.draft}
          busy={busy}
          cancel={() => setEditing(false)}
          save={async (draft) => {
            if (await act(ask(broadcastRoutes.save, { ...step, draft }), "已保存")) setEditing(false);
          }}
        />
      ) : (
        <>
          <div className="kb-acts">
            {button("submit", "提交审核", () => ask(broadcastRoutes.submit, step), "已提交，等另一位同事审核", true)}
            {button("approve", "审核通过", () => ask(broadcastRoutes.approve, step), "已通过", true)}
            {can("reject") && (
              <WithReason
                label="退回修改"
                title="为什么退回"
                busy={busy}
                done={(reason) => act(ask(broadcastRoutes.reject, { ...step, reason }), "已退回")}
              />
            )}
            {can("schedule") && (
              <>
                <Input
                  type="datetime-local"
                  className="bc-when"
                  value={at}
                  aria-label="什么时候发（北京时间）"
                  onChange={(event) => setAt(event.target.value)}
                />
                {button(
                  "schedule",
                  at ? "按这个时间发" : "现在就发",
                  () =>
                    ask(broadcastRoutes.schedule, {
                      ...step,
                      at: instantOf(at) ?? null,
                    }),
                  at ? "已排期" : "开始发送",
                  true,
                )}
              </>
            )}
            {button("pause", "暂停", () => ask(broadcastRoutes.pause, { id }), "已暂停")}
            {button("resume", "继续发", () => ask(broadcastRoutes.resume, { id }), "继续发送", true)}
            {button("unschedule", "取消排期", () => ask(broadcastRoutes.unschedule, step), "已取消排期")}
            {can("edit") && (
              <Button onClick={() => setEditing(true)} data-test="bc-edit">
                修改
              </Button>
            )}
            {button("withdraw", "收回来改", () => ask(broadcastRoutes.withdraw, step), "已收回")}
            {can("cancel") && (
              <WithReason
                label="取消这次推送"
                title="为什么取消（发出去的收不回来，剩下的不再发）"
                danger
                busy={busy}
                done={(reason) => act(ask(broadcastRoutes.cancel, { id, reason }), "已取消")}
              />
            )}
            <RecallButton view={view} busy={busy} act={act} />
            {can("delete") && (
              <Popconfirm
                title="删掉这份草稿？"
                okText="删掉"
                cancelText="留着"
                onConfirm={async () => {
                  const answer = await ask(broadcastRoutes.remove, { id });
                  if (!answer.ok) return setProblems([sentence(answer.error)]);
                  changed();
                  go("broadcasts");
                }}
              >
                <Button>删除</Button>
              </Popconfirm>
            )}
          </div>
          {view.flaws.length > 0 && (
            <ul className="kb-flaws">
              {view.flaws.map((flaw) => (
                <li key={`${flaw.where}${flaw.what}`}>
                  {flaw.where}：{flaw.what} {flaw.message}
                </li>
              ))}
            </ul>
          )}
          <Sending view={view} settled={settled} />
          <Statistics view={view} />
          <Rehearsal view={view} />
          <div className="bc-two">
            <Paper view={view} />
            <section>
              {can("preview") && (
                <form
                  className="bc-preview"
                  onSubmit={(event) => {
                    event.preventDefault();
                    void preview();
                  }}
                >
                  <h2>先发给自己看</h2>
                  <Input
                    value={receiver}
                    placeholder="自己的微信号（要先关注），或 openid"
                    aria-label="微信号或 openid"
                    onChange={(event) => setReceiver(event.target.value)}
                    data-test="bc-preview-to"
                  />
                  <Button htmlType="submit" disabled={receiver.trim() === ""} data-test="bc-preview">
                    发预览
                  </Button>
                </form>
              )}
              <h2>经过</h2>
              <ul className="bc-history">
                {view.history.map((one) => (
                  <li key={`${one.at}${one.what}`}>
                    {exactTime(one.at)} {one.by} {one.what}
                    {one.reason ? `：${one.reason}` : ""}
                  </li>
                ))}
              </ul>
            </section>
          </div>
        </>
      )}
    </article>
  );
}
