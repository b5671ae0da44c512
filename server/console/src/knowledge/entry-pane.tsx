import {
  knowledgeOriginName,
  knowledgeRoutes,
  knowledgeStateName,
  knowledgeTrustName,
  type KnowledgeDraft,
  type KnowledgeEntryView,
} from "@wsi/shared/contract";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { exactTime } from "../beijing.ts";
import { sentence, type Answer } from "../client.ts";
import { go } from "../place.ts";
import { useSession } from "../session.tsx";
import { Failed, Loading } from "../states.tsx";
import { Changes } from "./changes.tsx";
import { DraftForm } from "./draft-form.tsx";
import { WithReason } from "../with-reason.tsx";
import { useAsked } from "../use-asked.ts";

/** One entry: what it says, what changed, who wrote and released it, and what may be done with it now. */
export function EntryPane({ id, narrow, changed }: { id: string; narrow: boolean; changed(): void }) {
  const { ask } = useSession();
  const { message } = App.useApp();
  const asked = useAsked(knowledgeRoutes.view, { id });
  const [editing, setEditing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const view = asked.value;
  if (asked.trouble && !view) return <Failed message={asked.trouble} retry={asked.reload} />;
  if (!view) return <Loading />;

  /** True when it was done. */
  async function act(work: Promise<Answer<KnowledgeEntryView>>, done: string): Promise<boolean> {
    setBusy(true);
    const answer = await work;
    setBusy(false);
    if (!answer.ok) {
      setProblems([sentence(answer.error), ...(answer.error.problems ?? []).map((one) => one.message)]);
      if (answer.error.code === "stale") asked.reload();
      return false;
    }
    setProblems((answer.value.goldenBroken ?? []).map((one) => `必答题「${one.text}」不再答得对：现在是 ${one.got}`));
    asked.keep(answer.value);
    changed();
    void message.success(done);
    return true;
  }
  const step = { id, version: view.version };
  const can = (action: KnowledgeEntryView["actions"][number]) => view.actions.includes(action);

  return (
    <article className="kb-entry">
      <header>
        {narrow && (
          <Button size="small" onClick={() => go("knowledge")}>
            返回列表
          </Button>
        )}
        <h1>{view.draft.question}</h1>
        <p className="kb-meta">
          <span className={`kb-state ${view.state}`}>{knowledgeStateName[view.state]}</span>
          <span>第 {view.version} 版</span>
          {view.published && view.published !== view.version ? <span>现在答的是第 {view.published} 版</span> : null}
          <code>{view.id}</code>
        </p>
      </header>
      {problems.length > 0 && (
        <div className="kb-problems" role="alert">
          {problems.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </div>
      )}
      {view.duplicateOf && <p className="strip warn">和「{view.duplicateOf.question}」问的是同一句，不能同时发布。</p>}
      {view.approveBarred && view.state === "submitted" && <p className="strip">{view.approveBarred}</p>}
      {editing ? (
        <DraftForm
          draft={view.draft}
          busy={busy}
          cancel={() => setEditing(false)}
          save={async (draft) => {
            const done = await act(ask(knowledgeRoutes.save, { ...step, draft }), "已保存为草稿");
            if (done) setEditing(false);
          }}
        />
      ) : (
        <>
          <div className="kb-acts">
            {can("approve") && (
              <Button
                type="primary"
                loading={busy}
                onClick={() => void act(ask(knowledgeRoutes.approve, step), "已发布")}
                data-test="kb-approve"
              >
                审核通过并发布
              </Button>
            )}
            {can("reject") && (
              <WithReason
                label="退回修改"
                title="为什么退回"
                busy={busy}
                done={(reason) => act(ask(knowledgeRoutes.reject, { ...step, reason }), "已退回")}
              />
            )}
            {can("submit") && (
              <Button
                type="primary"
                loading={busy}
                disabled={view.flaws.length > 0}
                onClick={() => void act(ask(knowledgeRoutes.submit, step), "已提交，等另一位同事审核")}
                data-test="kb-submit"
              >
                提交审核
              </Button>
            )}
            {can("edit") && (
              <Button onClick={() => setEditing(true)} data-test="kb-edit">
                修改
              </Button>
            )}
            {can("recall") && (
              <Button loading={busy} onClick={() => void act(ask(knowledgeRoutes.recall, step), "已收回")}>
                收回来改
              </Button>
            )}
            {can("discard") && (
              <Popconfirm
                title="放弃这份草稿？"
                okText="放弃"
                cancelText="留着"
                onConfirm={() => void act(ask(knowledgeRoutes.discard, step), "草稿已放弃")}
              >
                <Button>放弃草稿</Button>
              </Popconfirm>
            )}
            {can("withdraw") && (
              <WithReason
                label="马上撤下"
                title="为什么撤下（立刻不再回答，不用第二个人）"
                danger
                busy={busy}
                done={(reason) => act(ask(knowledgeRoutes.withdraw, { ...step, reason }), "已撤下")}
              />
            )}
          </div>
          {view.flaws.length > 0 && (
            <ul className="kb-flaws">
              {view.flaws.map((flaw) => (
                <li key={flaw.field}>提交前：{flaw.message}</li>
              ))}
            </ul>
          )}
          {view.changes.length > 0 && <Changes changes={view.changes} />}
          <Reading draft={view.draft} />
          <Past
            view={view}
            restore={(from) => void act(ask(knowledgeRoutes.restore, { ...step, from }), "已恢复成草稿")}
          />
        </>
      )}
    </article>
  );
}

function Reading({ draft }: { draft: KnowledgeDraft }) {
  const until = draft.expires ? `${draft.effectiveFrom} 至 ${draft.expires}` : `${draft.effectiveFrom} 起`;
  return (
    <section className="kb-reading">
      <div className="kb-bubble" aria-label="粉丝看到的答案">
        {draft.answer}
      </div>
      <dl>
        <dt>别的问法</dt>
        <dd>{draft.similar.length > 0 ? draft.similar.join("　/　") : "还没有：每加两条，答对的机会就大一截"}</dd>
        <dt>关键词</dt>
        <dd>{draft.keywords.join("、") || "无"}</dd>
        <dt>主题</dt>
        <dd>{draft.topic}</dd>
        <dt>依据</dt>
        <dd>
          {draft.source.title || "还没写"} {draft.source.article} · {knowledgeTrustName[draft.trust]}
        </dd>
        <dt>适用</dt>
        <dd>
          {until} · {draft.policyYear === null ? "不随年度变" : `${draft.policyYear} 年政策`}
        </dd>
        <dt>关联事项</dt>
        <dd>{draft.linkedItems.map((one) => one.label).join("、") || "无"}</dd>
      </dl>
    </section>
  );
}

function Past({ view, restore }: { view: KnowledgeEntryView; restore(version: number): void }) {
  const latest = view.usefulness.find((row) => row.version === view.published);
  return (
    <section className="kb-past">
      {latest && (
        <p className="kb-useful">
          近 8 周答了 {latest.given} 次，有用 {latest.useful}，没用 {latest.useless}
        </p>
      )}
      {view.golden.length > 0 && <p>必答题：{view.golden.map((one) => `「${one.text}」`).join("")}</p>}
      <details>
        <summary>版本和经过（{view.versions.length} 版）</summary>
        <ul>
          {view.versions.map((one) => (
            <li key={one.version}>
              第 {one.version} 版 · {one.maker} · {exactTime(one.at)} · {knowledgeOriginName[one.origin]}
              {one.wasPublished ? " · 发布过" : ""}
              {one.version !== view.version && (
                <Button size="small" type="link" onClick={() => restore(one.version)}>
                  恢复成草稿
                </Button>
              )}
            </li>
          ))}
        </ul>
        <ul>
          {view.history.map((one) => (
            <li key={`${one.at}${one.what}`}>
              {exactTime(one.at)} {one.by} {one.what}
              {one.reason ? `：${one.reason}` : ""}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
